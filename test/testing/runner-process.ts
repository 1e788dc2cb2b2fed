import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

/** What a run of jest or vitest wrote, and how its process would have ended. */
export interface RunnerRun {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * A process in which jest or vitest runs several times, one run after the other, as they do when they watch files: to start them and to load them takes
 * longer than the tests of a fixture. It keeps what the runner and its reporters keep, and each run has an environment and a folder of its own. It is for
 * tests that compare runs, and not for those about a process and its end.
 */
class RunnerProcess {
  private process: ChildProcess | undefined;
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly script: 'jest-again.cjs' | 'vitest-again.mjs') {}

  /** Runs it once more, behind the run before: that of a test which took too long may not have ended. */
  run(words: readonly string[], folder: string, environment: NodeJS.ProcessEnv): Promise<RunnerRun> {
    const run = this.last.then(() => this.runNext(words, folder, environment));
    this.last = run.catch(() => undefined);
    return run;
  }

  private runNext(words: readonly string[], folder: string, environment: NodeJS.ProcessEnv): Promise<RunnerRun> {
    if (this.process?.connected !== true) {
      this.process = fork(join(__dirname, this.script), { env: environment, execArgv: [], silent: true });
    }
    const child = this.process;
    child.ref();
    return new Promise<RunnerRun>((done, fail) => {
      const ended = (code: number | null): void => fail(new Error(`The process of ${this.script} ended with ${code}.`));
      child.once('exit', ended);
      child.once('message', (run) => {
        child.off('exit', ended);
        done(run as RunnerRun);
      });
      child.send({ words, folder, environment });
    }).finally(() => {
      // It ends when this process has ended, and keeps it from that no more.
      for (const each of [child, child.channel, child.stdout, child.stderr]) (each as { unref(): void }).unref();
    });
  }
}

/** One process of each runner for all test files of a sandbox. */
export const runners = { jest: new RunnerProcess('jest-again.cjs'), vitest: new RunnerProcess('vitest-again.mjs') };

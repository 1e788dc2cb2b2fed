import {
  type CoverageReporterOptions,
  type CoverageRun,
  coverageRun,
  type EndedTest,
  type RunnerShard,
  type RunPart,
  type VitestSelection,
  vitestPart,
} from '../index';

/** A test file as vitest tells of it, as far as it is read. */
export interface VitestModule {
  readonly moduleId: string;
  readonly children: {
    allTests(): Iterable<{
      readonly fullName: string;
      result(): { readonly state: string; readonly errors?: readonly { readonly message?: string; readonly stack?: string }[] | undefined };
    }>;
  };
}

/**
 * Reporter for vitest, as the one for jest: counts what the executions of the harness reached in their machines, over all test files and workers.
 * Prints a table, writes `lcov.info`, `coverage.json` and the definitions, and fails the run below the thresholds. Under `--shard` it writes a file for the
 * run that merges.
 *
 * @example reporters: ['default', ['drystep/vitest', { thresholds: { global: { transitions: 100 } } }]]
 */
export class CoverageReporter {
  private run: CoverageRun | undefined;
  private vitest: VitestSelection | undefined;
  private rerun: RunPart | undefined;
  /** Whether vitest merges reports, and nobody has said where the coverage of those runs is. */
  private mergesNothing = false;

  constructor(private readonly options: CoverageReporterOptions = {}) {}

  /** Before any worker starts, so that they inherit what it says. */
  onInit(vitest: { readonly config: { readonly root: string; readonly shard?: RunnerShard; readonly mergeReports?: string } }): void {
    this.vitest = vitest as VitestSelection;
    this.run = coverageRun(vitest.config.root, this.options, vitest.config.shard);
    this.mergesNothing = vitest.config.mergeReports !== undefined && this.options.merge === undefined;
  }

  /** In watch mode, before each run but the first. @internal */
  onWatcherRerun(_files: readonly string[], trigger?: string): void {
    this.rerun = trigger === 'rerun all tests' ? undefined : { asked: 'a rerun in watch mode', byChange: true };
  }

  onTestRunStart(): void {
    if (this.mergesNothing) return;
    this.run?.begin(this.rerun ?? (this.vitest && vitestPart(this.vitest, process.argv)));
  }

  onTestRunEnd(modules: readonly VitestModule[] = []): void {
    const { texts = [], failure } = (this.mergesNothing ? this.withoutTests() : this.run?.end(modules.flatMap(endedIn))) ?? {};
    for (const text of texts) process.stderr.write(`\n${text}\n`);
    // Vitest has no other way for a reporter to fail a run.
    if (failure !== undefined) process.exitCode = 1;
  }

  private withoutTests(): ReturnType<CoverageRun['end']> {
    const text = `Coverage of state machines: vitest --merge-reports runs no tests, and the reports that it merges hold no coverage of machines. Hint: give the reporter the files that the shards wrote, { merge: ['${this.options.folder ?? 'coverage/drystep'}/shards/*.json'] }.`;
    return { texts: [text], failure: this.options.thresholds === undefined ? undefined : text };
  }
}

function endedIn({ moduleId, children }: VitestModule): EndedTest[] {
  return [...children.allTests()].map((test) => {
    const { state, errors = [] } = test.result();
    const messages = errors.map(({ message = '', stack = '' }) => (stack.includes(message) ? stack : `${message}\n${stack}`));
    return { file: moduleId, name: test.fullName, status: state === 'passed' || state === 'failed' ? state : 'skipped', messages };
  });
}

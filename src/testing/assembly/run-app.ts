import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../usage-error';
import type { AppCommand } from './app-command';
import { runWithin } from './run-within';

/** Where a command runs, and for how many milliseconds at most. */
export interface AppPlace {
  readonly root: string;
  readonly endWithin: number;
}

/** Runs an app so that it leaves its assembly in a folder. Throws a usage error with the app's last lines when it fails or does not end. */
export function runApp(command: AppCommand, place: AppPlace, outdir: string, contextJson: string): void {
  const text = [command.file, ...command.arguments].join(' ');
  // What the CDK's command line tells an app; its template validator is left to `cdk synth`.
  const told = { CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: contextJson, CDK_VALIDATION: 'false' };
  const lines = runToItsEnd(command, place, told, 'the app', text);
  if (!existsSync(join(outdir, 'manifest.json'))) {
    throw new UsageError(
      `synthesizeOnce(): the app left no assembly in ${outdir} (${text}).${lines === '' ? '' : `\n${lines}\n`}`,
      'make it a `new App()` without an outdir of its own.',
    );
  }
}

/** Runs what cdk.json has run before the app. Throws a usage error with its last lines when it fails or does not end. */
export function runBuild(build: string, place: AppPlace): void {
  runToItsEnd({ file: build, arguments: [], shell: true }, place, {}, 'the build of cdk.json', build);
}

/** Returns the last lines on standard error, which say what went wrong where a shell does not. */
function runToItsEnd(command: AppCommand, { root, endWithin }: AppPlace, told: NodeJS.ProcessEnv, what: string, text: string): string {
  const { late, status, signal, stdout, stderr, error } = runWithin(command, root, { ...process.env, ...told }, endWithin);
  const lines = lastLines(stderr ?? '');
  // Some programs tell their errors on standard output.
  const said = lines === '' ? lastLines(stdout ?? '') : lines;
  if (late)
    throw new UsageError(
      `synthesizeOnce(): ${what} (${text}) in ${root} did not end within ${endWithin} ms of real time, and was ended with all that it started.${said === '' ? '' : `\n${said}\n`}`,
      'end what keeps it running, such as a server, a timer or a loop; raise endWithin if it needs longer.',
    );
  const failed = `${what} failed (${text})`;
  if (error !== undefined) throw new UsageError(`synthesizeOnce(): ${failed}: ${error.message}`, undefined, { cause: error });
  if (status === 0) return lines;
  throw new UsageError(`synthesizeOnce(): ${failed}: ${signal ?? `exit code ${status}`}\n${said}`);
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-30).join('\n');
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../usage-error';
import type { AppCommand } from './app-command';

/** Runs an app so that it leaves its assembly in a folder. Throws a usage error with the app's last lines when it fails. */
export function runApp(command: AppCommand, root: string, outdir: string, contextJson: string): void {
  const text = [command.file, ...command.arguments].join(' ');
  // What the CDK's command line tells an app; its template validator is left to `cdk synth`.
  const told = { CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: contextJson, CDK_VALIDATION: 'false' };
  const lines = runToItsEnd(command, root, told, `the app failed (${text})`);
  if (!existsSync(join(outdir, 'manifest.json'))) {
    throw new UsageError(
      `synthesizeOnce(): the app left no assembly in ${outdir} (${text}).${lines === '' ? '' : `\n${lines}\n`}`,
      'make it a `new App()` without an outdir of its own.',
    );
  }
}

/** Runs what cdk.json has run before the app. Throws a usage error with its last lines when it fails. */
export function runBuild(build: string, root: string): void {
  runToItsEnd({ file: build, arguments: [], shell: true }, root, {}, `the build of cdk.json failed (${build})`);
}

/** Returns the last lines on standard error, which say what went wrong where a shell does not. */
function runToItsEnd(command: AppCommand, root: string, told: NodeJS.ProcessEnv, failed: string): string {
  const { spawnSync }: typeof import('node:child_process') = require('node:child_process');
  const { status, signal, stdout, stderr, error } = spawnSync(command.file, command.arguments, {
    cwd: root,
    shell: command.shell,
    encoding: 'utf8',
    maxBuffer: Number.POSITIVE_INFINITY,
    env: { ...process.env, ...told },
  });
  if (error !== undefined) throw new UsageError(`synthesizeOnce(): ${failed}: ${error.message}`, undefined, { cause: error });
  const lines = lastLines(stderr);
  if (status === 0) return lines;
  // Some programs tell their errors on standard output.
  throw new UsageError(`synthesizeOnce(): ${failed}: ${signal ?? `exit code ${status}`}\n${lines === '' ? lastLines(stdout) : lines}`);
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-30).join('\n');
}

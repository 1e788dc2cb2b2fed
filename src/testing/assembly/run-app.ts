import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../usage-error';
import type { AppCommand } from './app-command';

/** Runs an app so that it leaves its assembly in a folder. Throws a usage error with the app's last lines when it fails. */
export function runApp(command: AppCommand, root: string, outdir: string, contextJson: string): void {
  const { spawnSync }: typeof import('node:child_process') = require('node:child_process');
  const { status, signal, stderr, error } = spawnSync(command.file, command.arguments, {
    cwd: root,
    shell: command.shell,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    // What the CDK's command line tells an app; its template validator is left to `cdk synth`.
    env: { ...process.env, CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: contextJson, CDK_VALIDATION: 'false' },
  });
  const text = [command.file, ...command.arguments].join(' ');
  if (error !== undefined || status !== 0) {
    const why = error?.message ?? `${signal ?? `exit code ${status}`}\n${stderr.trim().split('\n').slice(-30).join('\n')}`;
    throw new UsageError(`synthesizeOnce(): the app failed (${text}): ${why}`, undefined, { cause: error });
  }
  if (!existsSync(join(outdir, 'manifest.json'))) {
    throw new UsageError(
      `synthesizeOnce(): the app left no assembly in ${outdir} (${text}).`,
      'make it a `new App()` without an outdir of its own.',
    );
  }
}

import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bareEnvironment } from '../bare-environment';
import { compiledEntries } from '../compiled-package';
import { type RunnerRun, runners } from './runner-process';

const vitest = join(__dirname, '../../node_modules/vitest/vitest.mjs');

/**
 * Runs the tests of a folder of fixtures in vitest, with the compiled package. Where its settings name the reporter for JSON, `stdout` is what that wrote:
 * vitest 5 prints it no more.
 */
export function runVitest(
  folder: string,
  environment: Readonly<Record<string, string>> = {},
  flags: readonly string[] = [],
): SpawnSyncReturns<string> {
  const place = mkdtempSync(join(tmpdir(), 'drystep-vitest-'));
  const written = join(place, 'results.json');
  try {
    const run = spawnSync(process.execPath, [vitest, 'run', '--root', folder, `--outputFile.json=${written}`, ...flags], {
      cwd: folder,
      encoding: 'utf8',
      env: environmentOf(environment),
    });
    return existsSync(written) ? { ...run, stdout: readFileSync(written, 'utf8') } : run;
  } finally {
    rmSync(place, { recursive: true });
  }
}

/** Runs the tests of a folder of fixtures as {@link runVitest} does, in a process that other runs share. */
export function runVitestAgain(
  folder: string,
  environment: Readonly<Record<string, string>> = {},
  flags: readonly string[] = [],
): Promise<RunnerRun> {
  return runners.vitest.run(['--root', folder, ...flags], folder, environmentOf(environment));
}

function environmentOf(more: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return bareEnvironment({ CI: '1', DRYSTEP_ENTRIES: JSON.stringify(compiledEntries()), ...more });
}

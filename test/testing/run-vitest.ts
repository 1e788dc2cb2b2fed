import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bareEnvironment } from '../bare-environment';
import { compiledEntries } from '../compiled-package';

const vitest = join(__dirname, '../../node_modules/vitest/vitest.mjs');

/** Runs the tests of a folder of fixtures in vitest, with the compiled package. */
export function runVitest(
  folder: string,
  environment: Readonly<Record<string, string>> = {},
  flags: readonly string[] = [],
): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [vitest, 'run', '--root', folder, ...flags], {
    cwd: folder,
    encoding: 'utf8',
    env: bareEnvironment({ CI: '1', DRYSTEP_ENTRIES: JSON.stringify(compiledEntries()), ...environment }),
  });
}

/**
 * Compiles `src/` into a folder that did not exist before, so that no file of an older state stays behind.
 *
 * Usage: tsx scripts/compile.ts [folder] [--no-check]. The folder is `lib` unless named; `--no-check` leaves types to `npm run typecheck`.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundleRooms } from './bundle-rooms';

const root = join(__dirname, '..');
const [folder = 'lib'] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const target = resolve(root, folder);

async function compile(): Promise<void> {
  rmSync(target, { recursive: true, force: true });
  const options = ['-p', join(root, 'tsconfig.build.json'), '--outDir', target];
  if (process.argv.includes('--no-check')) {
    options.push('--noCheck');
  }
  const { status } = spawnSync(process.execPath, [require.resolve('typescript/bin/tsc'), ...options], { stdio: 'inherit' });
  if (status !== 0) {
    process.exitCode = 1;
    return;
  }
  await bundleRooms(target);
  // Read at run time, service by service: tsc copies nothing that is not imported.
  cpSync(join(root, 'src', 'data', 'services'), join(target, 'data', 'services'), { recursive: true });
}

void compile();

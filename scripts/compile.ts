/**
 * Compiles `src/` into a folder that did not exist before, so that no file of an older state stays behind.
 *
 * Usage: tsx scripts/compile.ts [folder] [--no-check]. The folder is `lib` unless named; `--no-check` leaves types to `npm run typecheck`, and
 * takes what was compiled before from the same sources.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { version } from 'typescript/package.json';
import { bundleRooms } from './bundle-rooms';

const root = join(__dirname, '..');
const [folder = 'lib'] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const target = resolve(root, folder);

/** Packages that were compiled from sources that may come again: several suites and steps pack the same ones. */
const kept = join(root, 'node_modules', '.cache', 'drystep-compiled');

async function compile(): Promise<void> {
  rmSync(target, { recursive: true, force: true });
  const before = join(kept, sourcesHash());
  if (process.argv.includes('--no-check') && existsSync(before)) {
    cpSync(before, target, { recursive: true });
    return;
  }
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
  keep(before);
}

/** Everything that the compiled files depend on, as one name. */
function sourcesHash(): string {
  const hash = createHash('sha256').update(version);
  const lists = ['src', 'scripts'].map((top) => ({ top, files: readdirSync(join(root, top), { recursive: true, withFileTypes: true }) }));
  const sources = lists.flatMap(({ files }) => files.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)));
  for (const path of [...sources, join(root, 'tsconfig.build.json'), join(root, 'package.json')].sort())
    hash.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0');
  return hash.digest('hex').slice(0, 32);
}

/** Whole or not at all: another process may look meanwhile. */
function keep(folder: string): void {
  if (existsSync(folder)) return;
  rmSync(kept, { recursive: true, force: true });
  mkdirSync(kept, { recursive: true });
  const making = `${folder}.${process.pid}`;
  cpSync(target, making, { recursive: true });
  renameSync(making, folder);
}

void compile();

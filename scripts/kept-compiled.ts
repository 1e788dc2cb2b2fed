import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { version } from 'typescript-native/package.json';

const root = join(__dirname, '..');

/** What was compiled from sources that may come again: several suites and steps use the same. */
const kept = join(root, 'node_modules', '.cache', 'drystep-compiled');

/** Where that is, or belongs, which is compiled from the sources as they are: the whole package, or its scripts or declarations alone. */
export function keptFolder(what: 'package' | 'scripts' | 'declarations'): string {
  return join(kept, `${sourcesHash()}-${what}`);
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

/** Has a folder written where it is to be kept, whole or not at all: another process may look meanwhile. Those of other sources go. */
export async function keepCompiled(folder: string, write: (making: string) => Promise<void> | void): Promise<void> {
  const making = begun(folder);
  await write(making);
  moved(making, folder);
}

/** The same for what is written at once. */
export function keepWritten(folder: string, write: (making: string) => void): void {
  const making = begun(folder);
  write(making);
  moved(making, folder);
}

function begun(folder: string): string {
  mkdirSync(kept, { recursive: true });
  const [sources] = basename(folder).split('-') as [string];
  for (const name of readdirSync(kept)) if (!name.startsWith(sources)) rmSync(join(kept, name), { recursive: true, force: true });
  return `${folder}.${process.pid}`;
}

function moved(making: string, folder: string): void {
  try {
    renameSync(making, folder);
  } catch (error) {
    // Another process was faster, with the same.
    rmSync(making, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
}

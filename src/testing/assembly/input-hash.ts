import { createHash } from 'node:crypto';
import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

/** What is remembered of a file: its content is read again only when size or time differ. */
interface KnownFile {
  readonly size: number;
  readonly time: number;
  readonly hash: string;
}

/** Files that an app may be made of, by path. */
export type KnownFiles = Readonly<Record<string, KnownFile>>;

/** Folders that hold no input of an app: what is installed, what is written, and tests. */
const LEFT_OUT = /^(?:\..*|node_modules|cdk\.out.*|coverage|tests?|__tests__|__snapshots__)$/;
const LEFT_OUT_FILES = /^\..*|\.(?:test|spec)\.[cm]?[jt]sx?$|\.md$|\.log$|\.tsbuildinfo$/;
/** Installed packages are told by their lock file. */
const DEEPEST = 40;

/** Gives one hash of everything that may decide what an app synthesizes: the project's files but for tests, more inputs, and settings. */
export function inputHash(
  root: string,
  inputs: readonly string[],
  settings: readonly string[],
  known: KnownFiles,
): { readonly hash: string; readonly files: KnownFiles } {
  const files: Record<string, KnownFile> = {};
  const total = createHash('sha256');
  for (const setting of settings) total.update(`${setting}\n`);
  for (const path of [...filesIn(root, 0), ...inputs.flatMap((input) => filesOf(resolve(root, input)))].sort()) {
    const name = relative(root, path);
    const { size, mtimeMs } = statSync(path);
    const before = Object.hasOwn(known, name) ? known[name] : undefined;
    const hash = before !== undefined && before.size === size && before.time === mtimeMs ? before.hash : contentHash(path);
    files[name] = { size, time: mtimeMs, hash };
    total.update(`${name} ${hash}\n`);
  }
  return { hash: total.digest('hex').slice(0, 20), files };
}

function contentHash(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 20);
}

function filesOf(path: string): string[] {
  return statSync(path).isDirectory() ? filesIn(path, 0) : [path];
}

function filesIn(folder: string, depth: number): string[] {
  if (depth > DEEPEST) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry: Dirent) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return LEFT_OUT.test(entry.name) ? [] : filesIn(path, depth + 1);
    return entry.isFile() && !LEFT_OUT_FILES.test(entry.name) ? [path] : [];
  });
}

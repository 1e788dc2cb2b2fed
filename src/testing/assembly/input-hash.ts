import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { crypto } from '../lazy-crypto';
import { UsageError } from '../usage-error';
import { linkedPackages, lockFiles } from './linked-packages';
import { readVariables } from './read-variables';

/** What is remembered of a file: its content is read again only when size or time differ. */
interface KnownFile {
  readonly size: number;
  readonly time: number;
  readonly hash: string;
  /** Environment variables that it reads by name. */
  readonly variables: readonly string[];
}

/** Files that an app may be made of, by path. */
export type KnownFiles = Readonly<Record<string, KnownFile>>;

/** Folders that hold no input of an app at any depth: what is installed, what is written, and tests. */
const LEFT_OUT = /^(?:\..*|node_modules|cdk\.out.*|__tests__|__snapshots__)$/;
/** Folders that hold tests and their reports where they stand in the project itself; deeper, `test` may be a stage of the app. */
const LEFT_OUT_AT_TOP = /^(?:coverage|tests?)$/;
const LEFT_OUT_FILES = /^\.(?!env)|\.(?:test|spec)\.[cm]?[jt]sx?$|\.md$|\.log$|\.tsbuildinfo$/;
const SOURCES = /\.(?:[cm]?[jt]sx?|py|java|kt|cs|go)$/;
const DEEPEST = 40;

/** What decides what an app synthesizes, beside the files of the project. */
export interface HashedInputs {
  /** Files and folders outside of the project, or left out of it. */
  readonly inputs: readonly string[];
  /** Names of environment variables that no file of the project names. */
  readonly environment: readonly string[];
  readonly settings: readonly string[];
}

/**
 * One hash of everything that may decide what an app synthesizes: the project's files but for tests, packages linked from elsewhere, lock
 * files, more inputs, the environment variables that are declared or that the files read by name, and settings.
 */
export function inputHash(
  root: string,
  { inputs, environment, settings }: HashedInputs,
  known: KnownFiles,
): { readonly hash: string; readonly files: KnownFiles } {
  const files: Record<string, KnownFile> = {};
  const total = crypto().createHash('sha256');
  for (const setting of settings) total.update(`${setting}\n`);
  const paths = new Set([
    ...filesIn(root, 0),
    ...linkedPackages(root).flatMap((folder) => filesIn(folder, 0)),
    ...lockFiles(root),
    ...inputs.flatMap((input) => hashedFiles(resolve(root, input), input)),
  ]);
  for (const path of [...paths].sort()) {
    const name = relative(root, path);
    const { size, mtimeMs } = statSync(path);
    const before = Object.hasOwn(known, name) ? known[name] : undefined;
    // What an older version remembered says nothing of variables.
    const unchanged = before !== undefined && before.size === size && before.time === mtimeMs && Array.isArray(before.variables);
    const { hash, variables } = unchanged ? before : contentOf(path);
    files[name] = { size, time: mtimeMs, hash, variables };
    total.update(`${name} ${hash}\n`);
  }
  const variables = new Set([...environment, ...Object.values(files).flatMap((file) => file.variables)]);
  for (const name of [...variables].sort()) total.update(`${name}=${JSON.stringify(process.env[name] ?? null)}\n`);
  return { hash: total.digest('hex').slice(0, 20), files };
}

function contentOf(path: string): Pick<KnownFile, 'hash' | 'variables'> {
  const content = readFileSync(path);
  return {
    hash: crypto().createHash('sha256').update(content).digest('hex').slice(0, 20),
    variables: SOURCES.test(path) ? readVariables(content.toString('utf8')) : [],
  };
}

function hashedFiles(path: string, input: string): string[] {
  const found = existsSync(path) ? statSync(path) : undefined;
  if (found === undefined)
    throw new UsageError(
      `synthesizeOnce() found no file or folder ${path}, which inputs names as ${JSON.stringify(input)}.`,
      'give paths relative to the project.',
    );
  return found.isDirectory() ? filesIn(path, 1) : [path];
}

function filesIn(folder: string, depth: number, around: readonly string[] = []): string[] {
  if (depth > DEEPEST) return [];
  const real = realpathSync(folder);
  // A link to a folder around it leads in a circle.
  if (around.includes(real)) return [];
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    // A link is what it leads to; one to nothing is nothing.
    const found = statSync(path, { throwIfNoEntry: false });
    if (found?.isDirectory() === true)
      return LEFT_OUT.test(name) || (depth === 0 && LEFT_OUT_AT_TOP.test(name)) ? [] : filesIn(path, depth + 1, [...around, real]);
    return found?.isFile() === true && !LEFT_OUT_FILES.test(name) ? [path] : [];
  });
}

import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { errorText } from '../asl';
import { CommandError } from './command-error';
import { LARGEST_FILE } from './largest-file';

/** What lets Node run TypeScript, the fastest first: those that do not check types. */
const LOADERS = ['tsx/cjs', '@swc-node/register', 'ts-node/register/transpile-only', 'esbuild-register'];

/**
 * What a module of the user exports: its default export, where it has one. TypeScript is read by the loader that the project has installed, else by Node itself where it
 * can. Throws a CommandError that names the option when the file is missing or fails.
 */
export async function loadExports(option: string, file: string, cwd: string): Promise<unknown> {
  const path = resolve(cwd, file);
  if (!existsSync(path)) throw new CommandError(`${option}: found no file ${file}.`);
  const stats = statSync(path);
  if (stats.isDirectory()) throw new CommandError(`${option}: ${file} is a folder.`);
  // Node takes a file of any other ending for JavaScript, and `a: 1` is a statement of it.
  if (!/\.[cm]?[jt]s$/i.test(file))
    throw new CommandError(
      `${option} ${file}: expected JSON or a module, by the ending of the file.`,
      'name it .json, .js, .mjs, .cjs or .ts.',
    );
  if (!stats.isFile() || stats.size > LARGEST_FILE)
    throw new CommandError(`${option} ${file}: expected a program, received what is not a file, or larger than one.`);
  let loaded: Readonly<Record<string, unknown>>;
  try {
    loaded = (
      /\.[cm]?ts$/.test(path) && registered(cwd) ? createRequire(path)(path) : await import(pathToFileURL(path).href)
    ) as typeof loaded;
  } catch (error) {
    throw new CommandError(
      `${option} ${file} cannot be loaded: ${errorText(error)}.`,
      /\.[cm]?ts$/.test(path) ? 'TypeScript needs a loader: install tsx.' : undefined,
    );
  }
  const { default: byDefault, ...named } = loaded;
  if (isEmpty(named) && (byDefault === undefined || (!Array.isArray(byDefault) && isObject(byDefault) && isEmpty(byDefault))))
    throw new CommandError(`${option} ${file} exports nothing.`, 'write export default { … }.');
  // A module of CommonJS has its exports under `default` as well.
  return byDefault !== undefined && (typeof byDefault === 'function' || Object.keys(named).length === 0 || isObject(byDefault))
    ? byDefault
    : named;
}

/** Whether the project has a loader for TypeScript, which is switched on. */
function registered(cwd: string): boolean {
  const from = createRequire(join(cwd, 'package.json'));
  for (const loader of LOADERS) {
    try {
      from(loader);
      return true;
    } catch {
      // The next one may be installed.
    }
  }
  return false;
}

/** Newer versions of Node name the exports of CommonJS once more. */
const isEmpty = (value: unknown): boolean => Object.keys(value as object).every((name) => name === 'module.exports');

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

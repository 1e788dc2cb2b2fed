import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { UsageError } from '../usage-error';
import { jsonFile } from './json-file';

/** How an app is run. */
export interface AppCommand {
  readonly file: string;
  readonly arguments: readonly string[];
  /** Whether a shell reads it, as the CDK's command line does with `app` of cdk.json. */
  readonly shell: boolean;
  /** What a shell runs before it, as `build` of cdk.json. */
  readonly build?: string;
}

/** What lets Node run TypeScript, the fastest first: those that do not check types. */
const LOADERS = ['tsx/cjs', '@swc-node/register', 'ts-node/register/transpile-only', 'esbuild-register'];

/** The command that runs an app: of a file, or of cdk.json. Throws a usage error when there is none. */
export function appCommand(entry: string | undefined, root: string): AppCommand {
  if (entry === undefined) {
    const { app, build } = jsonFile(root, 'cdk.json');
    const command = Array.isArray(app) ? app.join(' ') : app;
    if (typeof command !== 'string' || command.trim() === '')
      throw new UsageError(`synthesizeOnce() found no app: ${join(root, 'cdk.json')} names none.`, "write synthesizeOnce('bin/app.ts').");
    if (statSync(resolve(root, command), { throwIfNoEntry: false })?.isDirectory() === true)
      throw new UsageError(
        `synthesizeOnce() found a folder where ${join(root, 'cdk.json')} names the app: ${command}.`,
        `write testMachine.from(name, { assembly: ${JSON.stringify(command)} }) if it is synthesized already.`,
      );
    return { file: command, arguments: [], shell: true, ...(typeof build === 'string' && build !== '' ? { build } : {}) };
  }
  const path = resolve(root, entry);
  if (!existsSync(path))
    throw new UsageError(`synthesizeOnce() found no file ${path}.`, 'give the path of the app relative to the project.');
  return { file: process.execPath, arguments: [...loaderFor(path, root), path], shell: false };
}

function loaderFor(path: string, root: string): readonly string[] {
  if (!/\.[cm]?ts$/.test(path)) return [];
  const from = createRequire(join(root, 'package.json'));
  for (const loader of LOADERS) {
    try {
      return ['--require', from.resolve(loader)];
    } catch {
      // The next one may be installed.
    }
  }
  throw new UsageError(
    `synthesizeOnce() cannot run ${path}: no loader for TypeScript is installed.`,
    'install tsx, or pass the compiled file.',
  );
}

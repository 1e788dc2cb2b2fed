import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { errorText } from '../../asl';
import { UsageError } from '../usage-error';

/** How an app is run. */
export interface AppCommand {
  readonly file: string;
  readonly arguments: readonly string[];
  /** Whether a shell reads it, as the CDK's command line does with `app` of cdk.json. */
  readonly shell: boolean;
}

/** What lets Node run TypeScript, the fastest first: those that do not check types. */
const LOADERS = ['tsx/cjs', '@swc-node/register', 'ts-node/register/transpile-only', 'esbuild-register'];

/** The command that runs an app: of a file, or of cdk.json. Throws a usage error when there is none. */
export function appCommand(entry: string | undefined, root: string): AppCommand {
  if (entry === undefined) {
    const { app } = cdkJson(root);
    if (typeof app === 'string') return { file: app, arguments: [], shell: true };
    throw new UsageError(`synthesizeOnce() found no app: ${join(root, 'cdk.json')} names none.`, "write synthesizeOnce('bin/app.ts').");
  }
  const path = join(root, entry);
  if (!existsSync(path))
    throw new UsageError(`synthesizeOnce() found no file ${path}.`, 'give the path of the app relative to the project.');
  return { file: process.execPath, arguments: [...loaderFor(path, root), path], shell: false };
}

/** What cdk.json says; nothing when there is none. */
export function cdkJson(root: string): Readonly<Record<string, unknown>> {
  const path = join(root, 'cdk.json');
  if (!existsSync(path)) return {};
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, unknown>>;
  } catch (cause) {
    throw new UsageError(`${path} is not JSON: ${errorText(cause)}.`, 'mend it.', { cause });
  }
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

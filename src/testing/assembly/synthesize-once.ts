import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { errorText, isJsonObject, kinds, type OptionTable, optionally, type Parameter, receivedText, requireArguments } from '../../asl';
import { ANY_OPTIONS } from '../parameters';
import { requireOptions } from '../require-options';
import { UsageError } from '../usage-error';
import { appCommand } from './app-command';
import { inputHash, type KnownFiles } from './input-hash';
import { jsonFile } from './json-file';
import { writeMachineIndex } from './machine-index';
import { runApp, runBuild } from './run-app';

/** Tells test files where the assembly is: workers inherit it. */
export const ASSEMBLY_VARIABLE = 'DRYSTEP_ASSEMBLY';

/** How an app is synthesized for all test files. */
export interface SynthesizeOnceOptions {
  /** Folder of the project. @default the current one */
  readonly root?: string;
  /** Folder that keeps assemblies. @default node_modules/.cache/drystep in the project */
  readonly cache?: string;
  /**
   * Files and folders outside of the project, or left out of it, that the app reads, relative to the project. Left out are installed packages
   * (the lock file stands for them), the project's `test`, `tests` and `coverage`, names that begin with a dot other than `.env`, and Markdown.
   *
   * @default none
   */
  readonly inputs?: readonly string[];
  /**
   * Names of environment variables by which the app decides and which no file of the project names: those read by an installed package, or by a
   * name that is put together. `process.env.STAGE` in a file of the project is found without.
   *
   * @default none
   */
  readonly environment?: readonly string[];
  /** Context of the app, before that of cdk.json. Bundling is off unless it says otherwise. */
  readonly context?: Readonly<Record<string, unknown>>;
  /**
   * Milliseconds of real time for the app to end, and for the `build` of cdk.json before it. What takes longer is ended with all that it started, and the call throws.
   *
   * @default 600000
   */
  readonly endWithin?: number;
}

/** Ten minutes, in milliseconds: far longer than an app takes whose bundling is off. */
const PATIENCE = 600_000;

const OPTIONS: OptionTable<SynthesizeOnceOptions> = {
  root: kinds.name,
  cache: kinds.name,
  inputs: kinds.listOf(kinds.name),
  environment: kinds.listOf(kinds.name),
  context: kinds.anObject,
  endWithin: kinds.numberFrom(1, 86_400_000),
};

const ENTRY: Parameter = { name: "the app's file", kind: kinds.name, hint: "write synthesizeOnce('bin/app.ts')." };

/** What became of {@link synthesizeOnce}. */
export interface SynthesizedOnce {
  /** Folder of the assembly. */
  readonly assembly: string;
  /** False when it was taken from an earlier run, since nothing has changed. */
  readonly synthesized: boolean;
}

/**
 * Synthesizes an app once for all test files, in a process of its own, or finds what an earlier run left when neither a file of the project nor
 * an environment variable that its files read has changed. What the app takes from elsewhere (the network, the clock, files and variables that
 * are not declared) is not seen: declare it by `inputs` and `environment`. For `globalSetup` of jest or vitest; test files then write `testMachine.from('Orders')`.
 *
 * @param entry the app's file, relative to the project @default `app` of cdk.json
 * @example module.exports = () => synthesizeOnce('bin/app.ts');
 * @throws UsageError when the app fails, does not end or leaves no assembly
 */
export function synthesizeOnce(entry?: string, options: SynthesizeOnceOptions = {}): SynthesizedOnce {
  requireArguments('synthesizeOnce()', arguments, optionally(ENTRY), ANY_OPTIONS);
  requireOptions('synthesizeOnce()', options, OPTIONS);
  const { root = process.cwd(), cache, inputs = [], environment = [], context = {}, endWithin = PATIENCE } = options;
  const project = resolve(root);
  const command = appCommand(entry, project);
  const folder = resolve(project, cache ?? join('node_modules', '.cache', 'drystep'));
  const contextJson = JSON.stringify({ ...fileContext(project), 'aws:cdk:bundling-stacks': [], ...context });
  const settings = [
    command.file,
    ...command.arguments,
    command.build ?? '',
    contextJson,
    process.version,
    cdkVersion(project),
    ...cdkVariables(),
  ];
  const memory = join(folder, 'inputs.json');
  const read = (): HashedFiles => inputHash(project, { inputs, environment, settings }, readKnown(memory));
  const isKept = ({ hash }: HashedFiles): boolean => existsSync(join(folder, hash, 'manifest.json'));
  let found = read();
  if (command.build !== undefined && !isKept(found)) {
    runBuild(command.build, { root: project, endWithin });
    // What it wrote is read by the app.
    found = read();
  }
  const assembly = join(folder, found.hash);
  const synthesized = !isKept(found);
  if (synthesized) {
    const made = folderToMakeIn(folder);
    try {
      runApp(command, { root: project, endWithin }, made, contextJson);
      writeMachineIndex(made);
      moveInto(made, assembly);
    } finally {
      rmSync(made, { recursive: true, force: true });
    }
    forgetOthers(folder, found.hash);
  }
  writeFileSync(memory, JSON.stringify(found.files));
  process.env[ASSEMBLY_VARIABLE] = assembly;
  return { assembly, synthesized };
}

type HashedFiles = ReturnType<typeof inputHash>;

function folderToMakeIn(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true });
    return mkdtempSync(join(folder, 'making-'));
  } catch (cause) {
    throw new UsageError(
      `synthesizeOnce() cannot write in its folder ${folder}: ${errorText(cause)}.`,
      'name a folder that can be written with its option cache.',
      { cause },
    );
  }
}

/** The CDK that runs, which a link or an install without a lock file may have changed. */
function cdkVersion(root: string): string {
  try {
    return (createRequire(join(root, 'package.json'))('aws-cdk-lib/package.json') as { readonly version: string }).version;
  } catch {
    return '';
  }
}

/** Another run may have made the same assembly meanwhile: either will do. */
function moveInto(made: string, assembly: string): void {
  try {
    renameSync(made, assembly);
  } catch (error) {
    if (!existsSync(join(assembly, 'manifest.json'))) throw error;
  }
}

/** Assemblies that are kept besides the one in use, those that were made last: another run may be reading one. */
const KEPT = 3;
/** Milliseconds after which nobody is at work on an assembly that was never finished: a day. */
const LONGEST_MAKING = 86_400_000;

function forgetOthers(folder: string, hash: string): void {
  const others = readdirSync(folder)
    .filter((name) => /^[0-9a-f]{20}$/.test(name) && name !== hash)
    .map((name) => ({ path: join(folder, name), made: statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((one, other) => other.made - one.made);
  for (const { path } of others.slice(KEPT)) rmSync(path, { recursive: true, force: true });
  // Of runs that were killed: those under way are newer.
  for (const name of readdirSync(folder).filter((each) => each.startsWith('making-'))) {
    const path = join(folder, name);
    const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (Date.now() - made > LONGEST_MAKING) rmSync(path, { recursive: true, force: true });
  }
}

function fileContext(root: string): object {
  const { context } = jsonFile(root, 'cdk.json');
  if (context !== undefined && !isJsonObject(context))
    throw new UsageError(`${join(root, 'cdk.json')}: expected an object for context, received ${receivedText(context)}.`, 'mend it.');
  return { ...context, ...jsonFile(root, 'cdk.context.json') };
}

/** Variables by which an app may decide where it is deployed. */
function cdkVariables(): readonly string[] {
  return Object.entries(process.env)
    .filter(([name]) => /^(?:CDK_(?:DEFAULT|CONTEXT)|AWS_(?:DEFAULT_)?REGION$)/.test(name))
    .map(([name, value]) => `${name}=${value}`)
    .sort();
}

function readKnown(path: string): KnownFiles {
  try {
    const known: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isJsonObject(known) && Object.values(known).every(isJsonObject) ? (known as unknown as KnownFiles) : {};
  } catch {
    // The first run, or one that was cut short: everything is read.
    return {};
  }
}

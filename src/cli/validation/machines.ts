import { existsSync, lstatSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { isJsonObject, type JsonObject, type JsonValue, ownKey } from '../../asl';
import {
  type ExtractedStateMachine,
  isTemplateError,
  placeInSource,
  type RolePolicies,
  readCloudAssembly,
  readTemplate,
  rolePoliciesOf,
  validatable,
} from '../../template';
import type { WorkflowType } from '../../validator';
import { CommandError } from '../command-error';
import type { Terminal } from '../terminal';
import { glob, isGlob } from './glob';
import { placeOfKey, yamlParser } from './yaml';

/** A place in a file, as reports name it. */
export interface FilePlace {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** One state machine to validate. */
export interface InputMachine {
  /** File it was read from, relative where that is shorter; `<stdin>` for standard input. */
  readonly file: string;
  /** Construct path or name; empty for a plain definition. */
  readonly name: string;
  readonly type: WorkflowType;
  /** Absent when a template holds none that could be resolved. */
  readonly definition?: JsonObject | string;
  /** Why there is no definition, or what of it could not be resolved: a sentence each. */
  readonly unresolved: readonly string[];
  /** What the policies of its role say, where a template tells. */
  readonly role?: RolePolicies;
  /** Where a state was written, beside the definition itself; undefined for what is not known. */
  readonly placeOf?: (state: string | undefined) => FilePlace | undefined;
}

const PLAIN_FOLDER = '**/*.{asl,template}.json';

/** Gives every machine of the inputs. Throws a CommandError for what cannot be read. */
export function readMachines(
  inputs: readonly string[],
  type: WorkflowType,
  { cwd, readInput }: Pick<Terminal, 'cwd' | 'readInput'>,
): InputMachine[] {
  const read = new Set<string>();
  /** A file that several inputs name is one file. */
  const isNew = (path: string): boolean => !read.has(path) && read.add(path) !== undefined;
  return inputs.flatMap((input) => {
    // What a variable of the shell leaves that is not set would be the whole folder.
    if (input.trim() === '') throw new CommandError('received an empty name of a file.', 'name a file or folder; . is the one you are in.');
    if (input === '-') return fromText(readInput(), '<stdin>', cwd, type, true);
    const path = resolve(cwd, input);
    if (!existsSync(path)) {
      if (!isGlob(input))
        throw new CommandError(`found no file or folder ${input}.`, 'name definitions, templates or a folder that cdk synth wrote.');
      const files = glob(input, cwd);
      if (files.length === 0) throw new CommandError(`no file fits ${input}.`);
      return files.map((file) => resolve(cwd, file)).flatMap((file) => (isNew(file) ? fromFile(file, cwd, type, false) : []));
    }
    if (!isNew(path)) return [];
    if (statSync(path).isDirectory()) return fromFolder(path, input, cwd, type);
    refuseMarker(path, cwd);
    return fromFile(path, cwd, type, true);
  });
}

/** The file `cdk.out` of an assembly says what wrote it: found by people who are in the folder already. */
function refuseMarker(path: string, cwd: string): void {
  const folder = dirname(path);
  if (basename(path) !== 'cdk.out' || !existsSync(join(folder, 'manifest.json'))) return;
  const name = relative(cwd, folder) || '.';
  throw new CommandError(`${shown(path, cwd)} is a file of what cdk synth wrote, and not the folder.`, `drystep validate ${name}`);
}

function fromFolder(path: string, input: string, cwd: string, type: WorkflowType): InputMachine[] {
  if (existsSync(join(path, 'manifest.json'))) {
    try {
      const { stacks } = readCloudAssembly(path);
      return stacks.flatMap(({ templateFile, stateMachines }) => extracted(stateMachines, shown(templateFile, cwd), cwd));
    } catch (error) {
      if (!isTemplateError(error)) throw error;
      throw new CommandError(error.message);
    }
  }
  const files = glob(PLAIN_FOLDER, path);
  if (files.length === 0)
    throw new CommandError(
      `the folder ${input} holds no manifest.json of cdk synth and no ${PLAIN_FOLDER} files.`,
      'name the files, or a pattern in quotes.',
    );
  return files.flatMap((file) => fromFile(join(path, file), cwd, type, false));
}

/** A file that was not named itself, but fits a pattern, may be something else. */
function fromFile(path: string, cwd: string, type: WorkflowType, isNamed: boolean): InputMachine[] {
  if (/\.ya?ml$/i.test(path)) return fromYaml(path, cwd, type, isNamed);
  return fromText(readText(path), shown(path, cwd), dirname(path), type, isNamed, cwd);
}

/** Read by the package `yaml` of the user's project: its places are found by the names of the states. */
function fromYaml(path: string, cwd: string, type: WorkflowType, isNamed: boolean): InputMachine[] {
  const file = shown(path, cwd);
  const parseYaml = yamlParser(dirname(path));
  if (parseYaml === undefined) throw new CommandError(`${file} is YAML.`, 'npm install --save-dev yaml, or convert it to JSON.');
  const text = readText(path);
  let value: JsonValue;
  try {
    value = (parseYaml(text) ?? null) as JsonValue;
  } catch (error) {
    throw new CommandError(`${file} is no YAML: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
  }
  if (isJsonObject(value) && isJsonObject(ownKey(value, 'Resources') ?? null))
    return extracted(readTemplate(value, { folder: dirname(path), parseYaml }).stateMachines, file, cwd);
  const isMachine = isJsonObject(value) && (Object.hasOwn(value, 'StartAt') || Object.hasOwn(value, 'States'));
  if (!isNamed && !isMachine) return [];
  const placeOf = (state: string | undefined): FilePlace => {
    const place = state === undefined ? undefined : placeOfKey(text, state);
    return { file, ...place };
  };
  return [{ file, name: '', type, definition: value as JsonObject, unresolved: [], placeOf }];
}

function fromText(source: string, file: string, folder: string, type: WorkflowType, isNamed: boolean, cwd = folder): InputMachine[] {
  const text = source.replace(/^\uFEFF/, '');
  const json = parsed(text);
  const resources = json === undefined ? undefined : ownKey(json, 'Resources');
  const isTemplate = json !== undefined && isJsonObject(resources ?? null);
  const parseYaml = isTemplate ? yamlParser(folder) : undefined;
  if (isTemplate)
    return extracted(readTemplate(json, { folder, ...(parseYaml === undefined ? {} : { parseYaml }) }).stateMachines, file, cwd);
  const isMachine = json !== undefined && (Object.hasOwn(json, 'StartAt') || Object.hasOwn(json, 'States'));
  if (!isNamed && !isMachine && !/\.asl\.json$/.test(file)) return [];
  return [{ file, name: '', type, definition: text, unresolved: [], placeOf: () => ({ file }) }];
}

function extracted(machines: readonly ExtractedStateMachine[], file: string, cwd: string): InputMachine[] {
  return machines.map((machine) => {
    const { constructPath, name, type, source } = machine;
    const place = (state: string | undefined): FilePlace | undefined => {
      if (source === undefined) return undefined;
      const { line, column } = (state === undefined ? undefined : placeInSource(source.file, state)) ?? source;
      return { file: shown(source.file, cwd), line, column };
    };
    const role = rolePoliciesOf(machine);
    return { file, name: constructPath ?? name, type, placeOf: place, ...(role === undefined ? {} : { role }), ...validatable(machine) };
  });
}

function readText(path: string): string {
  if (lstatSync(path).isSymbolicLink() && !existsSync(path))
    throw new CommandError(`${basename(path)} is a link to a file that does not exist.`);
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new CommandError(`${basename(path)} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

/** A path as people and reports name it: relative, with forward slashes. */
export function shown(path: string, cwd: string): string {
  const near = relative(cwd, path).replaceAll('\\', '/');
  return near.startsWith('..') || near === '' ? path.replaceAll('\\', '/') : near;
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text) as JsonValue;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

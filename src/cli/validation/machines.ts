import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { isJsonObject, type JsonObject, ownKey } from '../../asl';
import {
  deploymentFindings,
  isTemplateError,
  leftToCloudFormation,
  type ParameterValues,
  type PlainDefinition,
  placeInSource,
  placesInDefinition,
  placesInTemplate,
  readSourcePath,
  readSourceText,
  rolePoliciesOf,
  type SourceContents,
  type SourceOptions,
  type TemplateFinding,
  type TemplatePolicies,
  type TemplateStack,
  templatesIn,
  templateWriter,
  unreadTemplates,
  validatable,
} from '../../template';
import type { WorkflowType } from '../../validator';
import { CommandError } from '../command-error';
import { pipeText } from '../source/pipe-text';
import { requireInput } from '../source/require-input';
import type { Terminal } from '../terminal';
import { glob, isGlob } from './glob';
import { placeOfKey } from './place-of-key';

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
  /** Why there is no definition, or what of it could not be resolved. */
  readonly unresolved: readonly TemplateFinding[];
  /** What is to be said of the template itself: what it lacks, so that CloudFormation refuses it, and keys that it gives twice. */
  readonly beside?: readonly TemplateFinding[];
  /** What the policies of its role say, where a template tells. */
  readonly role?: TemplatePolicies;
  /** True where CloudFormation makes no such machine with these parameters, on which what it would be depends. */
  readonly neverSo?: boolean;
  /** Where a state was written, beside the definition itself; undefined for what is not known. */
  readonly placeOf?: (state: string | undefined) => FilePlace | undefined;
  /** Where the file of a template, or that of the definition, has what JSON pointers name; by pointer, as far as it is known. */
  readonly locate?: (pointers: readonly string[], inside: 'definition' | 'template') => ReadonlyMap<string, FilePlace>;
}

/** Machines that were read, and what cannot be read: a sentence for each. */
export interface ReadMachines {
  readonly machines: readonly InputMachine[];
  /** Names of parameters that their templates declare, and of placeholders of definitions. */
  readonly parameterNames: readonly string[];
  readonly unreadable: readonly string[];
  /** Nested stacks whose template was not read. */
  readonly unread: readonly string[];
  /** What CloudFormation runs before it makes them, and nothing runs here: a sentence for each. */
  readonly unrun: readonly string[];
  /** Whether one of them is a plain definition, which has the type that it is given. */
  readonly hasPlain: boolean;
}

/** The type of plain definitions: one that is asked for, or the usual one of those that do not say theirs. */
export interface PlainType {
  readonly asked?: WorkflowType | undefined;
  readonly usual?: WorkflowType | undefined;
}

const PLAIN_FOLDER = '**/*.{asl,template}{,.json,.yaml,.yml}';

/**
 * Every machine of the inputs. Throws a CommandError for an input that is not there.
 *
 * @param assembly a folder for the moment, whose files are named as `cdk synth` would leave them
 */
export function readMachines(
  inputs: readonly string[],
  type: PlainType,
  { cwd, readInput }: Pick<Terminal, 'cwd' | 'readInput'>,
  parameters?: ParameterValues,
  assembly?: string,
): ReadMachines {
  const nameOf = (path: string): string => assemblyName(path, assembly) ?? shown(path, cwd);
  const read = new Set<string>();
  const unreadable: string[] = [];
  const unread: string[] = [];
  const parameterNames: string[] = [];
  const unrun: string[] = [];
  let hasPlain = false;
  const options: SourceOptions = { folders: [cwd], parameters };
  const machinesOf = (file: string, isNamed: boolean, contentsOf: () => SourceContents): readonly InputMachine[] => {
    try {
      const contents = contentsOf();
      parameterNames.push(...contents.parameterNames);
      if (contents.definition !== undefined) {
        if (!isNamed && !contents.definition.isMachine) return [];
        hasPlain = true;
        return [plain(contents.definition, file, type)];
      }
      for (const each of contents.files) read.add(each);
      unrun.push(...leftToCloudFormation(contents.stacks));
      unread.push(...unreadTemplates(contents.stacks.map(({ scope }) => scope)));
      const found = contents.stacks.flatMap((stack) =>
        extracted(stack, stack.templateFile === undefined ? file : nameOf(stack.templateFile), cwd, nameOf),
      );
      // The first machine tells what is said of the file.
      return found.map((machine, index) => (index === 0 ? withRepeats(machine, contents.repeatedKeys) : machine));
    } catch (error) {
      if (!isTemplateError(error)) throw error;
      // A pattern fits other files of a project, too.
      if (error.code === 'SOURCE_IS_PROGRAM' && !isNamed) return [];
      unreadable.push(error.message);
      return [];
    }
  };
  /** A file that several inputs name is one file; so is one that a template has named. */
  const fromPath = (path: string, isNamed: boolean): readonly InputMachine[] => {
    if (read.has(path)) return [];
    read.add(path);
    return machinesOf(nameOf(path), isNamed, () => readSourcePath(path, options));
  };
  const fromFolder = (path: string, input: string): readonly InputMachine[] => {
    const templates = templatesIn(path);
    const whole = templates.flatMap((template) => fromPath(template, true));
    if (templates.includes(path)) return whole;
    const files = glob(PLAIN_FOLDER, path).filter(
      (file) => !templates.some((template) => join(path, file).startsWith(`${template}${sep}`)),
    );
    if (files.length === 0 && templates.length === 0)
      throw new CommandError(
        `the folder ${input} holds no manifest.json of cdk synth, no template and no ${PLAIN_FOLDER} files.`,
        templateWriter(path) ?? 'name the files, or a pattern in quotes.',
      );
    return [...whole, ...files.flatMap((file) => fromPath(join(path, file), false))];
  };
  const machines = inputs.flatMap((input) => {
    if (input.trim() === '') throw new CommandError('received an empty name of a file.', 'name a file or folder; . is the one you are in.');
    if (input === '-') {
      const given = requireInput(readInput());
      return machinesOf('<stdin>', true, () => readSourceText(given, options, '<stdin>'));
    }
    const piped = pipeText(input, { cwd, readInput });
    if (piped !== undefined) return machinesOf(input, true, () => readSourceText(piped, options, input));
    const path = resolve(cwd, input);
    if (!existsSync(path)) {
      if (!isGlob(input))
        throw new CommandError(`found no file or folder ${input}.`, 'name definitions, templates or a folder that cdk synth wrote.');
      const files = glob(input, cwd);
      if (files.length === 0) throw new CommandError(`no file fits ${input}.`);
      return files.flatMap((file) => fromPath(resolve(cwd, file), false));
    }
    if (statSync(path).isDirectory()) return fromFolder(path, input);
    refuseMarker(path, cwd);
    return fromPath(path, true);
  });
  return { machines, parameterNames, unreadable, unread, unrun, hasPlain };
}

function withRepeats(machine: InputMachine, sentences: readonly string[]): InputMachine {
  const repeats = sentences.map(
    (message): TemplateFinding => ({ severity: 'WARNING', rule: 'DUPLICATE_KEY', message, pointer: '', hint: 'Rename or remove one.' }),
  );
  return { ...machine, beside: [...(machine.beside ?? []), ...repeats] };
}

/** The machines whose definition could not be read, though nothing is wrong with their template: no rule has looked at them. */
export function unjudged(machines: readonly InputMachine[]): readonly InputMachine[] {
  return machines.filter(
    ({ definition, unresolved }) => definition === undefined && unresolved.every(({ severity }) => severity === 'WARNING'),
  );
}

/** The file `cdk.out` of an assembly says what wrote it: found by people who are in the folder already. */
function refuseMarker(path: string, cwd: string): void {
  const folder = dirname(path);
  if (basename(path) !== 'cdk.out' || !existsSync(join(folder, 'manifest.json'))) return;
  const name = relative(cwd, folder) || '.';
  throw new CommandError(`${shown(path, cwd)} is a file of what cdk synth wrote, and not the folder.`, `drystep validate ${name}`);
}

/** Places in YAML are found by the names of the states. */
function plain({ definition, yaml, name = '', type: own }: PlainDefinition, file: string, { asked, usual }: PlainType): InputMachine {
  const placeOf = (state: string | undefined): FilePlace => ({
    file,
    ...(yaml === undefined || state === undefined ? undefined : placeOfKey(yaml, state)),
  });
  return { file, name, type: asked ?? own ?? usual ?? 'STANDARD', definition, unresolved: [], placeOf };
}

function extracted(stack: TemplateStack, file: string, cwd: string, nameOf: (path: string) => string): InputMachine[] {
  return stack.stateMachines.map((machine) => {
    const { constructPath, name, type, source } = machine;
    const place = (state: string | undefined): FilePlace | undefined => {
      if (source === undefined) return undefined;
      const { line, column } = (state === undefined ? undefined : placeInSource(source.file, state)) ?? source;
      return { file: nameOf(source.file), line, column };
    };
    const role = rolePoliciesOf(machine);
    const locate: InputMachine['locate'] = (pointers, inside) => {
      const places = inside === 'template' ? placesInTemplate(stack, pointers, [cwd]) : placesInDefinition(stack, machine, pointers, [cwd]);
      return new Map([...places].map(([pointer, { file: found, ...position }]) => [pointer, { file: nameOf(found), ...position }]));
    };
    return {
      file,
      name: constructPath ?? name,
      type,
      placeOf: place,
      locate,
      ...(role === undefined ? {} : { role }),
      ...(!machine.deployed && dependsOnConditions(stack, machine.logicalId) ? { neverSo: true } : {}),
      ...validatable(machine),
      beside: deploymentFindings(machine),
    };
  });
}

/** Whether another choice of parameters makes another machine of a resource. */
function dependsOnConditions({ scope }: TemplateStack, logicalId: string): boolean {
  const resources = ownKey(scope.template, 'Resources');
  const resource = isJsonObject(resources) ? ownKey(resources, logicalId) : undefined;
  return isJsonObject(resource) && JSON.stringify(resource.Properties ?? {}).includes('"Fn::If":');
}

/** Findings, baselines and reports of an app are those of the folder that `cdk synth` writes. */
function assemblyName(path: string, assembly: string | undefined): string | undefined {
  if (assembly === undefined || !path.startsWith(`${assembly}${sep}`)) return undefined;
  return `cdk.out/${relative(assembly, path).replaceAll('\\', '/')}`;
}

/** A path as people and reports name it: relative, with forward slashes. */
export function shown(path: string, cwd: string, from: (cwd: string, path: string) => string = relative): string {
  const near = from(cwd, path).replaceAll('\\', '/');
  return near.startsWith('..') || near === '' ? path.replaceAll('\\', '/') : near;
}

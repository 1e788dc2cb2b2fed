import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { isPromise, type JsonObject, kinds, listedNames, receivedText } from '../../asl';
import {
  type AssemblyConstruct,
  type CloudAssembly,
  definitionOf,
  type ExtractedStateMachine,
  findStateMachine,
  nameOfFile,
  type ParameterValues,
  type PlainDefinition,
  type ResourceDirectory,
  readCloudAssembly,
  readSourcePath,
  readSourceText,
  readSourceValue,
  refuseUnknownParameters,
  type SourceContents,
  type SourceOptions,
  type StackScope,
  unreadTemplates,
} from '../../template';
import { assemblyOf } from '../from-stack';
import { type ConstructLike, isConstructLike } from '../machine-view/construct-like';
import { applicationNames, viewOf } from '../machine-view/machine-view';
import { fileHints } from '../mocks/file-hints';
import { UsageError } from '../usage-error';

/** A machine as its source describes it. */
export interface SourceMachine {
  readonly name: string;
  readonly definition: JsonObject | string;
  readonly type: 'STANDARD' | 'EXPRESS' | undefined;
  readonly roleArn: string | undefined;
  /** Absent for plain ASL. */
  readonly extracted: ExtractedStateMachine | undefined;
  readonly resources: ResourceDirectory | undefined;
  readonly constructs: ReadonlyMap<string, AssemblyConstruct>;
  /** The construct that the source was, or that named the machine. */
  readonly construct: ConstructLike | undefined;
}

const NO_CONSTRUCTS: ReadonlyMap<string, AssemblyConstruct> = new Map();

/** What a machine may be called by. */
export type MachineName = string | ConstructLike | undefined;

/** A source that has been read. */
export interface ReadSource {
  /** All its machines; none for plain ASL, which is one itself. */
  readonly machines: readonly ExtractedStateMachine[];
  /** The stacks that it holds. */
  readonly scopes: readonly StackScope[];
  /** The machine that a name means. Throws a template error when none or several fit. */
  readonly find: (name: MachineName) => SourceMachine;
}

/** The machine that a source and a name mean. Throws a usage or template error that says what to change. */
export function readSource(source: unknown, name: MachineName, parameters?: ParameterValues): SourceMachine {
  return openSource(source, parameters).find(name);
}

/** Reads a source: synthesizes constructs, reads folders and files. Throws a usage or template error that says what to change. */
export function openSource(source: unknown, parameters?: ParameterValues, caller = 'testMachine()'): ReadSource {
  if (isConstructLike(source)) return fromConstruct(source, parameters);
  if (typeof source === 'object' && source !== null) {
    refuseOurs(caller, source);
    refuseNotRead(caller, source);
  }
  if (typeof source === 'string' || (typeof source === 'object' && source !== null))
    return fromContents(readContents(source, caller, parameters), source);
  throw new UsageError(
    `${caller} expected ${SOURCES}, received ${source === null ? 'null' : typeof source}.`,
    'pass the stack that holds the state machine.',
  );
}

const SOURCES = 'a stack, stage, app, construct, template, folder or definition';

/** Refuses what the harness has made of a source already, which would read as a definition without states or as props of an App. */
export function refuseOurs(call: string, source: object): void {
  const machine = viewOf(source);
  if (machine !== undefined) {
    throw new UsageError(
      `${call} expected ${SOURCES}, received a machine that testMachine() gave: ${machine.core.found.name}.`,
      'use it as it is; with({ … }) gives the same machine with other mocks, testMachine(machine.definition) one without any.',
    );
  }
  const names = applicationNames(source);
  if (names === undefined) return;
  const [first = ''] = names;
  throw new UsageError(
    `${call} expected ${SOURCES}, received an application that testApp() gave.`,
    `write app.machine(${JSON.stringify(first)})${names.length > 1 ? `; it has ${listedNames(names)}` : ''}.`,
  );
}

/** Refuses what leads to a source and is not one: each would read as a definition without states. */
function refuseNotRead(call: string, source: object): void {
  const refuse = (received: string, hint: string): UsageError => new UsageError(`${call} expected ${SOURCES}, received ${received}.`, hint);
  if (isPromise(source)) throw refuse('a promise', 'await it.');
  if (kinds.bytes.accepts(source)) throw refuse('bytes', "pass the path itself, or read text: readFileSync(path, 'utf8').");
  if (Object.prototype.toString.call(source) === '[object URL]') throw refuse('a URL', 'pass its path: fileURLToPath(url).');
}

/** What has been read, for as long as the CDK does not synthesize anew: a test file may ask for each machine of a large app. */
const read = new WeakMap<object, CloudAssembly>();

/** The assembly of a construct's app. Read anew for values of parameters. Throws a template error for parameters that none of its stacks has. */
export function assemblyIn(source: ConstructLike, parameters?: ParameterValues): CloudAssembly {
  const made = assemblyOf(source);
  if (parameters !== undefined) {
    const assembly = readCloudAssembly(made.directory, { parameters, assetsAnywhere: true });
    refuseUnknownParameters(parameters, assembly.parameterNames);
    return assembly;
  }
  const assembly = read.get(made) ?? readCloudAssembly(made.directory, { assetsAnywhere: true });
  read.set(made, assembly);
  return assembly;
}

function fromConstruct(source: ConstructLike, parameters: ParameterValues | undefined): ReadSource {
  const assembly = assemblyIn(source, parameters);
  const { path } = source.node;
  const inside = assembly.stateMachines.filter((machine) => path === '' || isInside(machine.constructPath, path));
  if (inside.length === 0) {
    throw new UsageError(
      `${path === '' ? 'The app' : path} holds no state machine.`,
      assembly.stateMachines.length === 0 ? 'pass the stack that holds it.' : `choose from ${pathsOf(assembly.stateMachines)}.`,
    );
  }
  const { find, ...rest } = opened(inside, assembly, source);
  return {
    ...rest,
    find: (name) => {
      if (isConstructLike(name)) requireSameApp(name, source);
      return find(name);
    },
  };
}

/** A construct of another app may have the path of one of this app, and is another machine all the same. */
function requireSameApp(construct: ConstructLike, source: ConstructLike): void {
  if (construct.node.root === source.node.root) return;
  const { path } = construct.node;
  throw new UsageError(
    `The construct ${path === '' ? 'that names the machine' : path} belongs to another app than ${source.node.path === '' ? 'the source' : source.node.path}.`,
    'pass a construct of the source, or test its own stack: testMachine(Stack.of(construct), construct).',
  );
}

function opened(
  machines: readonly ExtractedStateMachine[],
  assembly: Pick<CloudAssembly, 'resources' | 'constructs'> & { readonly stacks: readonly { readonly scope: StackScope }[] },
  construct?: ConstructLike,
): ReadSource {
  const scopes = assembly.stacks.map((stack) => stack.scope);
  return {
    machines,
    scopes,
    find: (name) => fromExtracted(pick(machines, name, scopes), assembly, isConstructLike(name) ? name : construct),
  };
}

/** What a path, a text or a value holds. Throws a usage error in the name of the caller, or a template error, that says what to change. */
export function readContents(source: string | object, caller: string, parameters?: ParameterValues): SourceContents {
  const contents = contentsOf(source, caller, { parameters });
  if (parameters !== undefined) refuseUnknownParameters(parameters, contents.parameterNames);
  return contents;
}

function contentsOf(source: string | object, caller: string, options: SourceOptions): SourceContents {
  if (typeof source !== 'string') {
    const { toJSON } = source as { toJSON?: () => unknown };
    return readSourceValue((typeof toJSON === 'function' ? toJSON.call(source) : source) as JsonObject, options);
  }
  if (source.trim() === '')
    throw new UsageError(`${caller} expected a folder, file or definition, received empty text.`, 'name the folder: cdk.out.');
  if (isText(source)) return readSourceText(source.replace(/^\uFEFF?\s*(?=[{[])/, ''), options);
  if (/^\s*"\s*\{/.test(source))
    throw new UsageError(
      `${caller} received a definition that became text twice: its JSON is a text in quotes.`,
      'leave one JSON.stringify() out.',
    );
  if (!existsSync(resolve(source))) {
    throw new UsageError(
      `${caller} found no folder or file ${source.length > LONGEST_PATH ? `${source.slice(0, LONGEST_PATH)}…` : resolve(source)}, and the text is not JSON.`,
      'pass a path that exists, such as cdk.out or template.yaml, or the definition itself.',
    );
  }
  return readSourcePath(source, options);
}

/** No path begins with a brace, and none has several lines: YAML has. */
function isText(source: string): boolean {
  return /^\s*[{[]|\n/.test(source);
}

/** More than any path that is worth printing. */
const LONGEST_PATH = 300;

function fromContents(contents: SourceContents, source: string | object): ReadSource {
  const { definition } = contents;
  if (definition === undefined) for (const each of contents.repeatedKeys) fileHints.add(`${each} Hint: rename or remove one.`);
  return definition === undefined
    ? opened(contents.stateMachines, contents)
    : { machines: [], scopes: [], find: (name) => fromAsl({ name: ownName(source), ...definition }, name) };
}

/** What a definition is called that says no name: as its file, like on the command line. */
function ownName(source: string | object): string {
  return typeof source === 'string' && !isText(source) ? nameOfFile(source) : 'StateMachine';
}

function fromAsl({ definition, name: own, type, roleArn }: PlainDefinition & { readonly name: string }, name: MachineName): SourceMachine {
  return {
    name: typeof name === 'string' ? name : own,
    definition,
    type,
    roleArn,
    extracted: undefined,
    resources: undefined,
    constructs: NO_CONSTRUCTS,
    construct: undefined,
  };
}

function fromExtracted(
  machine: ExtractedStateMachine,
  { resources, constructs }: Pick<CloudAssembly, 'resources' | 'constructs'>,
  construct: ConstructLike | undefined,
): SourceMachine {
  const { name, type, roleArn } = machine;
  return {
    name,
    definition: definitionOf(machine),
    type,
    roleArn,
    extracted: machine,
    resources,
    constructs,
    construct,
  };
}

function pick(machines: readonly ExtractedStateMachine[], name: MachineName, scopes: readonly StackScope[]): ExtractedStateMachine {
  if (name !== undefined && typeof name !== 'string' && !isConstructLike(name))
    throw new UsageError(
      `The name of a machine: expected its name, logical id, construct id, construct path or construct, received ${receivedText(name)}.`,
      `choose from ${pathsOf(machines)}.`,
    );
  return findStateMachine(machines, isConstructLike(name) ? name.node.path : name, unreadTemplates(scopes));
}

function isInside(path: string | undefined, around: string): boolean {
  return path !== undefined && (path === around || path.startsWith(`${around}/`) || path === around.replace(/\/(?:Resource|Default)$/, ''));
}

function pathsOf(machines: readonly ExtractedStateMachine[]): string {
  return listedNames(machines.map((machine) => machine.constructPath ?? machine.logicalId));
}

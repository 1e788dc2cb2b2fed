import { existsSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { isJsonObject, type JsonObject, listedNames, problemText, receivedText } from '../../asl';
import {
  type AssemblyConstruct,
  type CloudAssembly,
  createStackScope,
  type ExtractedStateMachine,
  extractFromScope,
  findStateMachine,
  type ResourceDirectory,
  readCloudAssembly,
  resourceDirectory,
  type StackScope,
} from '../../template';
import { assemblyOf } from '../from-stack';
import { UsageError } from '../usage-error';
import { type ConstructLike, isConstructLike } from './construct-like';

/** A machine as its source describes it. */
export interface FoundMachine {
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
export interface OpenSource {
  /** All its machines; none for plain ASL, which is one itself. */
  readonly machines: readonly ExtractedStateMachine[];
  /** The stacks that it holds. */
  readonly scopes: readonly StackScope[];
  /** Gives the machine that a name means. Throws a template error when none or several fit. */
  readonly find: (name: MachineName) => FoundMachine;
}

/** Gives the machine that a source and a name mean. Throws a usage or template error that says what to change. */
export function readSource(source: unknown, name: MachineName): FoundMachine {
  return openSource(source).find(name);
}

/** Reads a source: synthesizes constructs, reads folders and files. Throws a usage or template error that says what to change. */
export function openSource(source: unknown): OpenSource {
  if (isConstructLike(source)) return fromConstruct(source);
  if (typeof source === 'string') return fromText(source);
  if (typeof source === 'object' && source !== null) {
    const { toJSON } = source as { toJSON?: () => unknown };
    return fromJson(typeof toJSON === 'function' ? toJSON.call(source) : source);
  }
  throw new UsageError(
    `testMachine() expected a stack, stage, app, construct, template, folder or definition, received ${source === null ? 'null' : typeof source}.`,
    'pass the stack that holds the state machine.',
  );
}

/** What has been read, for as long as the CDK does not synthesize anew: a test file may ask for each machine of a large app. */
const read = new WeakMap<object, CloudAssembly>();

function assemblyIn(source: ConstructLike): CloudAssembly {
  const made = assemblyOf(source);
  const assembly = read.get(made) ?? readCloudAssembly(made.directory);
  read.set(made, assembly);
  return assembly;
}

function fromConstruct(source: ConstructLike): OpenSource {
  const assembly = assemblyIn(source);
  const { path } = source.node;
  const inside = assembly.stateMachines.filter((machine) => path === '' || isInside(machine.constructPath, path));
  if (inside.length === 0) {
    throw new UsageError(
      `${path === '' ? 'The app' : path} holds no state machine.`,
      assembly.stateMachines.length === 0 ? 'pass the stack that holds it.' : `there are ${pathsOf(assembly.stateMachines)}.`,
    );
  }
  return opened(inside, assembly, source);
}

function opened(
  machines: readonly ExtractedStateMachine[],
  assembly: Pick<CloudAssembly, 'resources' | 'constructs'> & { readonly stacks: readonly { readonly scope: StackScope }[] },
  construct?: ConstructLike,
): OpenSource {
  return {
    machines,
    scopes: assembly.stacks.map((stack) => stack.scope),
    find: (name) => fromExtracted(pick(machines, name), assembly, isConstructLike(name) ? name : construct),
  };
}

function fromText(source: string): OpenSource {
  if (source.trim() === '')
    throw new UsageError('testMachine() expected a folder, file or definition, received empty text.', 'name the folder: cdk.out.');
  if (/^\s*[{[]/.test(source)) {
    const json = parsed(source);
    return json !== undefined && 'Resources' in json ? fromTemplate(json) : asl(source);
  }
  const path = isAbsolute(source) ? source : resolve(source);
  if (!existsSync(path)) {
    throw new UsageError(
      `testMachine() found no folder or file ${path}, and the text is no JSON.`,
      'pass a cloud assembly folder such as cdk.out, or a definition as JSON text.',
    );
  }
  if (!statSync(path).isDirectory()) return fromText(readFileSync(path, 'utf8').replace(/^\uFEFF?\s*/, ''));
  const assembly = readCloudAssembly(path);
  return opened(assembly.stateMachines, assembly);
}

function fromJson(json: unknown): OpenSource {
  if (isJsonObject(json) && isJsonObject(json.Resources)) return fromTemplate(json);
  return asl(json as JsonObject);
}

function fromTemplate(template: JsonObject): OpenSource {
  const scope = createStackScope(template);
  return opened(extractFromScope(scope), {
    resources: resourceDirectory(scope.names.all()),
    constructs: NO_CONSTRUCTS,
    stacks: [{ scope }],
  });
}

function asl(definition: JsonObject | string): OpenSource {
  return { machines: [], scopes: [], find: (name) => fromAsl(definition, name) };
}

function fromAsl(definition: JsonObject | string, name: string | ConstructLike | undefined): FoundMachine {
  return {
    name: typeof name === 'string' ? name : 'StateMachine',
    definition,
    type: undefined,
    roleArn: undefined,
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
): FoundMachine {
  const { definition, definitionText, problems, name, type, roleArn, constructPath, logicalId } = machine;
  if (definition === undefined && definitionText === undefined) {
    throw new UsageError(
      `The definition of state machine ${constructPath ?? logicalId} could not be read: ${problems.map(problemText).join(' ') || 'it has none.'}`,
    );
  }
  return {
    name,
    definition: definition ?? (definitionText as string),
    type,
    roleArn,
    extracted: machine,
    resources,
    constructs,
    construct,
  };
}

function pick(machines: readonly ExtractedStateMachine[], name: MachineName): ExtractedStateMachine {
  if (name !== undefined && typeof name !== 'string' && !isConstructLike(name))
    throw new UsageError(
      `The name of a machine: expected its name, logical id, construct id, construct path or construct, received ${receivedText(name)}.`,
      `there are ${pathsOf(machines)}.`,
    );
  return findStateMachine(machines, isConstructLike(name) ? name.node.path : name);
}

function isInside(path: string | undefined, around: string): boolean {
  return path !== undefined && (path === around || path.startsWith(`${around}/`) || path === around.replace(/\/(?:Resource|Default)$/, ''));
}

function pathsOf(machines: readonly ExtractedStateMachine[]): string {
  return listedNames(machines.map((machine) => machine.constructPath ?? machine.logicalId));
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

import { existsSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { isJsonObject, type JsonObject, problemText } from '../../asl';
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
} from '../../template';
import { synthesize } from '../from-stack';
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

/** Gives the machine that a source and a name mean. Throws a usage or template error that says what to change. */
export function readSource(source: unknown, name: string | ConstructLike | undefined): FoundMachine {
  if (isConstructLike(source)) return fromConstruct(source, name);
  if (typeof source === 'string') return fromText(source, name);
  if (typeof source === 'object' && source !== null) {
    const { toJSON } = source as { toJSON?: () => unknown };
    return fromJson(typeof toJSON === 'function' ? toJSON.call(source) : source, name);
  }
  throw new UsageError(
    `testMachine() expected a stack, stage, app, construct, template, folder or definition, received ${source === null ? 'null' : typeof source}.`,
    'pass the stack that holds the state machine.',
  );
}

function fromConstruct(source: ConstructLike, name: string | ConstructLike | undefined): FoundMachine {
  const assembly = readCloudAssembly(synthesize(source));
  const { path } = source.node;
  const inside = assembly.stateMachines.filter((machine) => path === '' || isInside(machine.constructPath, path));
  if (inside.length === 0) {
    throw new UsageError(
      `${path === '' ? 'The app' : path} holds no state machine.`,
      assembly.stateMachines.length === 0 ? 'pass the stack that holds it.' : `there are ${pathsOf(assembly.stateMachines)}.`,
    );
  }
  const machine = pick(inside, name);
  return fromExtracted(machine, assembly, isConstructLike(name) ? name : source);
}

function fromText(source: string, name: string | ConstructLike | undefined): FoundMachine {
  if (/^\s*[{[]/.test(source)) {
    const json = parsed(source);
    return json !== undefined && 'Resources' in json ? fromTemplate(json, name) : fromAsl(source, name);
  }
  const path = isAbsolute(source) ? source : resolve(source);
  if (!existsSync(path)) {
    throw new UsageError(
      `testMachine() found no folder or file ${path}, and the text is no JSON.`,
      'pass a cloud assembly folder such as cdk.out, or a definition as JSON text.',
    );
  }
  if (!statSync(path).isDirectory()) return fromText(readFileSync(path, 'utf8').replace(/^\uFEFF?\s*/, ''), name);
  const assembly = readCloudAssembly(path);
  return fromExtracted(pick(assembly.stateMachines, name), assembly, isConstructLike(name) ? name : undefined);
}

function fromJson(json: unknown, name: string | ConstructLike | undefined): FoundMachine {
  if (isJsonObject(json) && isJsonObject(json.Resources)) return fromTemplate(json, name);
  return fromAsl(json as JsonObject, name);
}

function fromTemplate(template: JsonObject, name: string | ConstructLike | undefined): FoundMachine {
  const scope = createStackScope(template);
  const machine = pick(extractFromScope(scope), name);
  const assembly = { resources: resourceDirectory(scope.names.all()), constructs: NO_CONSTRUCTS };
  return fromExtracted(machine, assembly, isConstructLike(name) ? name : undefined);
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

function pick(machines: readonly ExtractedStateMachine[], name: string | ConstructLike | undefined): ExtractedStateMachine {
  return findStateMachine(machines, isConstructLike(name) ? name.node.path : name);
}

function isInside(path: string | undefined, around: string): boolean {
  return path !== undefined && (path === around || path.startsWith(`${around}/`) || path === around.replace(/\/(?:Resource|Default)$/, ''));
}

function pathsOf(machines: readonly ExtractedStateMachine[]): string {
  return machines.map((machine) => machine.constructPath ?? machine.logicalId).join(', ');
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

import {
  type AnyStateFields,
  type AnyStateNode,
  type Catcher,
  fieldsAsJson,
  isJsonObject,
  type JsonValue,
  type StateGroup,
  type StateMachine,
  type StateType,
  transitionTargets,
} from '../../asl';
import type { ResourceDirectory } from '../../template';
import type { ConstructLike } from './construct-like';
import { identifiersOf } from './identifiers';

/** A Map or Parallel state around a state. */
export interface Surrounding {
  readonly name: string;
  readonly type: 'Map' | 'Parallel';
  /** The branch that the state is in: Parallel only. */
  readonly branch: { readonly index: number; readonly start: string } | undefined;
}

/** What the harness knows of a state without running it. */
export interface StateFact {
  readonly name: string;
  readonly type: StateType;
  readonly pointer: string;
  /** Tasks only. */
  readonly resource: string | undefined;
  /** Whether its definition sets a time after which an attempt ends. */
  readonly hasTimeout: boolean;
  /** `TimeoutSeconds`, where that is a number. */
  readonly timeout?: number;
  /** Map and Parallel states around it, outermost first. */
  readonly around: readonly Surrounding[];
  /** Attempts that its retriers allow, the first included. */
  readonly mostAttempts: number;
  /** Whether it has retriers. */
  readonly retries: boolean;
  /** Its catchers, in order: the errors that they name and where they go. */
  readonly catchers: readonly Pick<Catcher, 'ErrorEquals' | 'Next'>[];
  /** States that it may go to: by its Next, its choices and its catchers. */
  readonly nexts: readonly string[];
  /** Texts that may name what a task calls: its resource and the constants of its parameters. */
  readonly identifiers: readonly string[];
  /** Those of them that are names by where they stand or how they look: ARNs, URLs, and what fields such as `TableName` hold. */
  readonly named: readonly string[];
}

/** The states of a machine, nested ones included, by name. */
export interface MachineStates {
  readonly machineName: string;
  readonly names: readonly string[];
  readonly tasks: readonly StateFact[];
  readonly taskNames: readonly string[];
  /** Variables that its states assign. */
  readonly variables: ReadonlySet<string>;
  /** Whether a task says only at run time which function or machine it calls. */
  readonly hasDynamicTargets: boolean;
  readonly get: (name: string) => StateFact | undefined;
  /** ARNs and other names by which tasks may call a construct's resources. */
  readonly identifiersOf: (construct: ConstructLike) => readonly string[];
  /** The resources of the source; undefined for plain ASL. */
  readonly resources: ResourceDirectory | undefined;
}

/** The states of a machine. */
export function machineStates(machineName: string, machine: StateMachine, resources: ResourceDirectory | undefined): MachineStates {
  const facts = new Map<string, StateFact>();
  const variables = new Set<string>();
  collectFacts(machine, facts, variables, []);
  const tasks = [...facts.values()].filter((fact) => fact.resource !== undefined);
  return {
    machineName,
    names: [...facts.keys()],
    tasks,
    taskNames: tasks.map((task) => task.name),
    variables,
    hasDynamicTargets: tasks.some((task) => task.identifiers.includes(DYNAMIC)),
    get: (name) => facts.get(name),
    identifiersOf: (construct) => identifiersOf(construct, resources),
    resources,
  };
}

/** Stands among a task's identifiers when the function it calls is known at run time only. */
const DYNAMIC = '(at run time)';

function collectFacts(group: StateGroup, facts: Map<string, StateFact>, variables: Set<string>, around: readonly Surrounding[]): void {
  for (const node of group.states.values()) {
    for (const name of assignedBy(node)) variables.add(name);
    facts.set(node.name, factOf(node, around));
    for (const [index, inner] of node.groups.entries()) {
      const { name, type } = node;
      const branch = type === 'Parallel' ? { index, start: inner.startAt } : undefined;
      collectFacts(inner, facts, variables, [...around, { name, type: type === 'Parallel' ? 'Parallel' : 'Map', branch }]);
    }
  }
}

/** Names under `Assign` of a state, of its catchers and of its choice rules. */
function assignedBy(node: AnyStateNode): readonly string[] {
  const { Assign, Catch = [], Choices = [] }: AnyStateFields = node.fields;
  const assigns = [
    Assign,
    ...[Catch, Choices].flatMap((list) => (Array.isArray(list) ? list : [])).map((rule) => isJsonObject(rule) && rule.Assign),
  ];
  return assigns.flatMap((assign) => (isJsonObject(assign) ? Object.keys(assign) : [])).map((name) => name.replace(/\.\$$/, ''));
}

function factOf(node: AnyStateNode, around: readonly Surrounding[]): StateFact {
  const { Retry = [], Catch = [] }: AnyStateFields = node.fields;
  const mostAttempts = Retry.reduce((sum, { MaxAttempts = 3 }) => sum + MaxAttempts, 1);
  const targets = transitionTargets(node.type, fieldsAsJson(node.fields));
  const { name, type, pointer } = node;
  const of = {
    name,
    type,
    pointer,
    around,
    mostAttempts,
    retries: Retry.length > 0,
    catchers: Catch,
    nexts: targets.map((target) => target.name),
  };
  if (node.type !== 'Task') return { ...of, resource: undefined, hasTimeout: false, identifiers: [], named: [] };
  const { Resource, Parameters, Arguments, TimeoutSeconds, TimeoutSecondsPath } = node.fields;
  const hasTimeout = TimeoutSeconds !== undefined || TimeoutSecondsPath !== undefined;
  const texts: Texts = { identifiers: [Resource], named: [Resource] };
  collectTexts(Parameters ?? Arguments ?? null, '', texts, 0);
  return { ...of, resource: Resource, hasTimeout, ...(typeof TimeoutSeconds === 'number' ? { timeout: TimeoutSeconds } : {}), ...texts };
}

/** Names of resources stand near the top of a request; payloads lie deeper and are of no interest. */
const DEPTH = 3;
/** Fields that name what is called, plain or chosen at run time. */
const CALLED = new Set(['FunctionName', 'StateMachineArn']);
/** Fields that hold what is sent: a text in there that looks like a name is data. */
const SENT = new Set(['Payload', 'Input', 'MessageBody', 'Message', 'MessageAttributes', 'Item', 'Detail', 'RequestBody', 'Body']);
/** Fields that hold names, whatever service is called. */
const NAMING = /(?:Name|Arn|Url|Identifier)$|^(?:Bucket|Cluster|TaskDefinition|JobQueue|JobDefinition|WorkGroup)$/;
const LOOKS_LIKE_NAME = /^(?:arn:|https:\/\/sqs\.)/;

interface Texts {
  readonly identifiers: string[];
  readonly named: string[];
}

function collectTexts(value: JsonValue, field: string, texts: Texts, depth: number): void {
  if (typeof value === 'string') {
    texts.identifiers.push(value);
    if (NAMING.test(field) || LOOKS_LIKE_NAME.test(value)) texts.named.push(value);
  } else if (Array.isArray(value) && depth < DEPTH) {
    for (const item of value) collectTexts(item, field, texts, depth + 1);
  } else if (isJsonObject(value) && depth < DEPTH) {
    for (const [key, item] of Object.entries(value)) {
      const path = key.endsWith('.$');
      const dynamic = path || (typeof item === 'string' && item.startsWith('{%'));
      if (dynamic && CALLED.has(path ? key.slice(0, -2) : key)) texts.identifiers.push(DYNAMIC);
      else if (!dynamic && !SENT.has(key)) collectTexts(item, key, texts, depth + 1);
    }
  }
}

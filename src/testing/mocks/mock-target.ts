import { isJsonObject, type JsonValue, listedNames, listedQuoted, nearestName, receivedText } from '../../asl';
import type { TaskCall } from '../../interpreter';
import type { ConstructLike } from '../machine-view/construct-like';
import { isConstructLike, stateNameOf } from '../machine-view/construct-like';
import type { MachineStates, StateFact } from '../machine-view/machine-states';
import { UsageError } from '../usage-error';
import { calledNames, isNamedBy, resourcesNamed } from './called-names';
import { globTest, type NameTest, regexTest } from './name-pattern';

/** What a mock stands for, found in the machine. */
export interface MockTarget {
  /** Equal for two mocks of the same thing. */
  readonly key: string;
  /** As the reader wrote it, for messages. */
  readonly label: string;
  readonly byState: boolean;
  /** Names several states at once: those named by themselves go first. */
  readonly byPattern?: boolean;
  /** The tasks it is known to answer. */
  readonly states: readonly StateFact[];
  readonly matches: (call: Pick<TaskCall, 'state' | 'input'>) => boolean;
}

/** Whose answers they are, for messages. */
export function targetText({ byState, label }: MockTarget): string {
  return byState ? `State ${label}` : `mock(${label})`;
}

/** A step of the builders: its name is its state's. */
export interface NamedStep {
  readonly name: string;
}

/**
 * What `mock(x)` takes: the name of a state; what the state calls, by logical id, construct path, name, ARN or URL; a construct (a resource or an L2 state); a step of the
 * builders; or a pattern, which is a regular expression or text with `*` for any characters. A pattern that fits names of states means those, else what states call.
 */
export type MockKey = string | RegExp | ConstructLike | NamedStep;

/** The tasks that a key stands for. Throws a usage error when the machine has none, with the nearest name. */
export function mockTarget(key: MockKey, states: MachineStates): MockTarget {
  if (typeof key === 'string') return byName(key, states) ?? byCalled(key, states) ?? byGlob(key, states) ?? refuseName(key, states);
  if (key instanceof RegExp || Object.prototype.toString.call(key) === '[object RegExp]')
    return byPattern(String(key), String(key), regexTest(key as RegExp), states);
  if (!isConstructLike(key)) {
    if (isNamedStep(key)) return byName(key.name, states) ?? refuseName(key.name, states);
    throw new UsageError(
      `mock() expected the name of a state, the name or ARN of what it calls, a construct or a step, received ${receivedText(key)}.`,
      nameATask(states),
    );
  }
  const stateName = stateNameOf(key);
  const label = stateName === undefined ? key.node.path : JSON.stringify(stateName);
  if (stateName !== undefined) return byName(stateName, states) ?? refuseName(stateName, states);
  const found = byIdentifiers(key.node.path, label, states.identifiersOf(key), states);
  if (found !== undefined) return found;
  throw new UsageError(`No task of ${states.machineName} calls the construct ${key.node.path}.`, nameATask(states));
}

function isNamedStep(key: unknown): key is NamedStep {
  return typeof key === 'object' && key !== null && typeof (key as Partial<NamedStep>).name === 'string';
}

function byName(name: string, states: MachineStates): MockTarget | undefined {
  const fact = states.get(name);
  if (fact === undefined) return undefined;
  if (fact.resource === undefined) {
    throw new UsageError(
      `State "${name}" at ${fact.pointer} is a ${fact.type} state: it calls nothing that could be mocked.`,
      states.taskNames.length === 0 ? 'the machine has no tasks.' : `mock a task: ${listedQuoted(states.taskNames)}.`,
    );
  }
  return { key: `state ${name}`, label: JSON.stringify(name), byState: true, states: [fact], matches: (call) => call.state === name };
}

function byGlob(key: string, states: MachineStates): MockTarget | undefined {
  return key.includes('*') ? byPattern(key, JSON.stringify(key), globTest(key), states) : undefined;
}

function byPattern(key: string, label: string, test: NameTest, states: MachineStates): MockTarget {
  const byState = states.tasks.filter((task) => test(task.name));
  const found = byState.length > 0 ? byState : states.tasks.filter((task) => calledBy(task, states).some(test));
  if (found.length === 0) throw new UsageError(`No task of ${states.machineName} fits ${label}.`, nameATask(states));
  const names = new Set(found.map((task) => task.name));
  return { key: `pattern ${key}`, label, byState: false, byPattern: true, states: found, matches: (call) => names.has(call.state) };
}

/** What a task calls, by all its names, and the ARN of the integration that does it. */
function calledBy(task: StateFact, { resources }: MachineStates): readonly string[] {
  return [...calledNames(task, resources), ...(task.resource === undefined ? [] : [task.resource])];
}

/** Tasks that call what has this name: a resource of the template, or something that only the definition names. */
function byCalled(key: string, states: MachineStates): MockTarget | undefined {
  const { resources } = states;
  const identifiers = [key, ...resourcesNamed(key, resources).flatMap(({ arn, ref, name }) => [arn, ref, name])];
  const isCalled = (task: StateFact): boolean =>
    calledBy(task, states).includes(key) || task.named.some((text) => isNamedBy(text, key, task.resource));
  return byIdentifiers(key, JSON.stringify(key), identifiers, states, isCalled);
}

function byIdentifiers(
  key: string,
  label: string,
  identifiers: readonly string[],
  states: MachineStates,
  isCalled: (task: StateFact) => boolean = (task) => task.identifiers.some((text) => identifiers.includes(text)),
): MockTarget | undefined {
  const found = states.tasks.filter(
    (task) => isCalled(task) || task.named.some((text) => identifiers.some((wanted) => sameResource(text, wanted))),
  );
  if (found.length === 0 && !(states.hasDynamicTargets && identifiers.some((text) => /^arn:[^:]*:(?:lambda|states):/.test(text))))
    return undefined;
  const names = new Set(found.map((task) => task.name));
  return {
    key: `resource ${key}`,
    label,
    byState: false,
    states: found,
    matches: (call) =>
      names.has(call.state) || identifiers.some((wanted) => calledFunctions(call.input).some((text) => sameResource(text, wanted))),
  };
}

/** A function's version or alias is the function; Lambda also takes the name alone. */
function sameResource(text: string, wanted: string): boolean {
  return (
    text === wanted ||
    text.startsWith(`${wanted}:`) ||
    (wanted.startsWith('arn:') && !text.includes(':') && wanted.endsWith(`:function:${text}`))
  );
}

/** Where a service that is chosen at run time is named. */
function calledFunctions(input: JsonValue): readonly string[] {
  if (!isJsonObject(input)) return [];
  return [input.FunctionName, input.StateMachineArn].filter((value): value is string => typeof value === 'string');
}

function refuseName(name: string, states: MachineStates): never {
  const tasks = nameATask(states);
  if (name.startsWith('arn:')) throw new UsageError(`No task of ${states.machineName} calls ${name}.`, tasks);
  const [resource] = resourcesNamed(name, states.resources);
  if (resource !== undefined) throw new UsageError(`No task of ${states.machineName} calls ${name} (${resource.type}).`, tasks);
  const called = states.tasks.flatMap((task) => calledNames(task, states.resources));
  const nearest = nearestName(name, states.taskNames) ?? nearestName(name, states.names) ?? nearestName(name, called);
  throw new UsageError(`${states.machineName} has no state "${name}".`, nearest === undefined ? tasks : `did you mean "${nearest}"?`);
}

/** Names of what a state calls that fit behind its own. */
const MOST_CALLED = 2;

/** The hint that lists the tasks, each with what it can be named by. */
function nameATask({ tasks, resources }: MachineStates): string {
  if (tasks.length === 0) return 'it has no tasks.';
  const texts = tasks.map((task) => {
    const called = calledNames(task, resources).filter((name) => !/^(?:arn|https):/.test(name));
    return `${JSON.stringify(task.name)}${called.length === 0 ? '' : ` (${called.slice(0, MOST_CALLED).join(', ')})`}`;
  });
  return `name a task, or what it calls: ${listedNames(texts)}.`;
}

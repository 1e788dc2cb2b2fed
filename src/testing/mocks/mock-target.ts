import { isJsonObject, type JsonValue, listedNames, nearestName } from '../../asl';
import type { TaskCall } from '../../interpreter';
import type { ConstructLike } from '../machine/construct-like';
import { isConstructLike, stateNameOf } from '../machine/construct-like';
import type { MachineStates, StateFact } from '../machine/machine-states';
import { UsageError } from '../usage-error';
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
 * What `mock(x)` takes: the name of a state, a resource's ARN, a construct (a resource or an L2 state), a step of the builders, or a
 * pattern over names of states: a regular expression, or text with `*` for any characters (over ARNs of resources too).
 */
export type MockKey = string | RegExp | ConstructLike | NamedStep;

/** Gives the tasks that a key stands for. Throws a usage error when the machine has none, with the nearest name. */
export function mockTarget(key: MockKey, states: MachineStates): MockTarget {
  if (typeof key === 'string')
    return byName(key, states) ?? byIdentifiers(key, JSON.stringify(key), [key], states) ?? byGlob(key, states) ?? refuseName(key, states);
  if (key instanceof RegExp || Object.prototype.toString.call(key) === '[object RegExp]')
    return byPattern(String(key), String(key), regexTest(key as RegExp), states);
  if (!isConstructLike(key)) {
    if (isNamedStep(key)) return byName(key.name, states) ?? refuseName(key.name, states);
    throw new UsageError(
      "mock() expected the name of a state, a resource's ARN, a construct or a step.",
      `pass one of ${listed(states.taskNames)}.`,
    );
  }
  const stateName = stateNameOf(key);
  const label = stateName === undefined ? key.node.path : JSON.stringify(stateName);
  if (stateName !== undefined) return byName(stateName, states) ?? refuseName(stateName, states);
  const found = byIdentifiers(key.node.path, label, states.identifiersOf(key), states);
  if (found !== undefined) return found;
  throw new UsageError(
    `No task of ${states.machineName} calls the construct ${key.node.path}.`,
    `its tasks are ${listedNames(states.tasks.map((task) => `"${task.name}" (${task.resource})`)) || 'none'}.`,
  );
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
      `mock one of ${listed(states.taskNames)}.`,
    );
  }
  return { key: `state ${name}`, label: JSON.stringify(name), byState: true, states: [fact], matches: (call) => call.state === name };
}

function byGlob(key: string, states: MachineStates): MockTarget | undefined {
  return key.includes('*') ? byPattern(key, JSON.stringify(key), globTest(key), states) : undefined;
}

function byPattern(key: string, label: string, test: NameTest, states: MachineStates): MockTarget {
  const found = states.tasks.filter((task) => test(task.name) || (key.startsWith('arn:') && task.identifiers.some(test)));
  if (found.length === 0)
    throw new UsageError(`No task of ${states.machineName} fits ${label}.`, `its tasks are ${listed(states.taskNames)}.`);
  const names = new Set(found.map((task) => task.name));
  return { key: `pattern ${key}`, label, byState: false, byPattern: true, states: found, matches: (call) => names.has(call.state) };
}

function byIdentifiers(key: string, label: string, identifiers: readonly string[], states: MachineStates): MockTarget | undefined {
  const found = states.tasks.filter((task) => task.identifiers.some((text) => identifiers.some((wanted) => sameResource(text, wanted))));
  if (found.length === 0 && !(states.hasDynamicTargets && identifiers.some((text) => text.startsWith('arn:')))) return undefined;
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
  const nearest = nearestName(name, states.taskNames) ?? nearestName(name, states.names);
  if (name.startsWith('arn:')) {
    throw new UsageError(
      `No task of ${states.machineName} calls ${name}.`,
      `its tasks are ${listedNames(states.tasks.map((task) => `"${task.name}" (${task.resource})`)) || 'none'}.`,
    );
  }
  throw new UsageError(
    `${states.machineName} has no state "${name}".`,
    nearest === undefined ? `its tasks are ${listed(states.taskNames)}.` : `did you mean "${nearest}"?`,
  );
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'none' : listedNames(names.map((name) => JSON.stringify(name)));
}

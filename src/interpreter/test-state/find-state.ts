import {
  type AnyStateNode,
  awsLocation,
  awsRefusal,
  inspectDefinition,
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  jsonFrom,
  ownKey,
  type StateGroup,
} from '../../asl';
import { safeParse } from '../prepare/prepare';
import { UsageError } from '../usage-error';
import { invalidDefinition, stateNotFound } from './messages';
import { refuse } from './refuse';

/** The message with which the service refuses a definition, or undefined when it accepts it. */
export type DefinitionCheck = (definition: string | JsonObject) => string | undefined;

/** What the service calls the state under test, whatever its name in the machine. */
export const STATE_NAME = 'StateName';

/** The state under test and what stands around it. */
export interface StateUnderTest {
  readonly node: AnyStateNode;
  /** The Map and Parallel states it stands in, innermost first. */
  readonly parents: readonly AnyStateNode[];
}

/** Finds the state under test in a definition that the service accepts; refuses any other. */
export function findState(definition: string, stateName: string | undefined, check: DefinitionCheck | undefined): StateUnderTest {
  const source = stateName === undefined ? machineOf(definition) : definition;
  const inspected = inspectDefinition(source);
  const refusal = check === undefined ? awsRefusal(inspected) : check(source);
  if (refusal !== undefined) refuse(invalidDefinition(refusal));
  const machine = inspected.machine!;
  checkExpressions(source, inspected.source ?? null);
  return findIn(machine, stateName ?? STATE_NAME, []) ?? refuse(stateNotFound());
}

/** A definition that cannot be compiled is refused, too: `check` need not know why. */
function checkExpressions(definition: string | JsonObject, source: JsonValue): void {
  const parsed = safeParse(definition);
  if (parsed.success) return;
  const inexact = parsed.problems.find((problem) => problem.code === 'INEXACT_NUMBER');
  if (inexact !== undefined)
    throw new UsageError(`The definition of testState: expected ${inexact.expected}, received ${inexact.received}. Hint: ${inexact.hint}.`);
  // Of a key that is there twice the service takes the last.
  const problem = parsed.problems.find(({ code }) => code !== 'DUPLICATE_KEY');
  if (problem === undefined) return;
  const { code, message } = problem.aws ?? { code: 'SCHEMA_VALIDATION_FAILED', message: problem.hint ?? `expected ${problem.expected}` };
  refuse(invalidDefinition(`Invalid State Machine Definition: '${code}: ${message} at ${awsLocation(problem.pointer, source)}'`));
}

/** A machine of the one state, in which the states it names exist. Text that holds no object is left to the check. */
function machineOf(definition: string): string | JsonObject {
  let state: JsonValue;
  try {
    state = jsonFrom(definition);
  } catch {
    return definition;
  }
  if (!isJsonObject(state)) return definition;
  const targets = targetsOf(state).filter((name) => name !== STATE_NAME && !namesInside(state).has(name));
  const stubs = Object.fromEntries(targets.map((name) => [name, { Type: 'Succeed' }]));
  return { StartAt: STATE_NAME, States: { [STATE_NAME]: state, ...stubs } };
}

/** States that a state may go to. */
function targetsOf(state: JsonObject): string[] {
  const rules = [...listOf(ownKey(state, 'Choices')), ...listOf(ownKey(state, 'Catch'))];
  const names = [
    ownKey(state, 'Next'),
    ownKey(state, 'Default'),
    ...rules.map((rule) => (isJsonObject(rule) ? ownKey(rule, 'Next') : undefined)),
  ];
  return names.filter((name): name is string => typeof name === 'string');
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return isJsonArray(value) ? value : [];
}

/** Names of the states inside a Map or Parallel: a target of the same name gets no stand-in, since names are unique in a machine. */
function namesInside(state: JsonObject): Set<string> {
  const groups = [ownKey(state, 'ItemProcessor'), ownKey(state, 'Iterator'), ...listOf(ownKey(state, 'Branches'))];
  const states = groups.map((group) => (isJsonObject(group) ? ownKey(group, 'States') : undefined)).filter(isJsonObject);
  return new Set(
    states.flatMap((all) => [
      ...Object.keys(all),
      ...Object.values(all).flatMap((inner) => (isJsonObject(inner) ? [...namesInside(inner)] : [])),
    ]),
  );
}

function findIn(group: StateGroup, name: string, parents: readonly AnyStateNode[]): StateUnderTest | undefined {
  const node = group.states.get(name);
  if (node !== undefined) return { node, parents };
  for (const parent of group.states.values()) {
    for (const inner of parent.groups) {
      const found = findIn(inner, name, [parent, ...parents]);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** The state of that name inside a Map or Parallel, or undefined. */
export function findInside(node: AnyStateNode, name: string): AnyStateNode | undefined {
  for (const group of node.groups) {
    const found = findIn(group, name, []);
    if (found !== undefined) return found.node;
  }
  return undefined;
}

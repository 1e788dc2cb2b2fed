import { isJsonArray, isJsonObject, type JsonValue, jsonFrom, ownKey, parseDefinition, type StateMachine } from '../../../asl';
import type { HistoryEvent } from '../../../interpreter';
import { type MachineFacts, requireStateOf } from '../../machine-view/machine-facts';
import type { MachineView } from '../../machine-view/machine-view';
import type { UnreadChildren } from '../../visits/unread-children';
import type { CallStepFunctions } from '../step-functions';
import type { FetchedMapRun } from './read-history';

/** The definition that an execution on AWS runs, which may be another than the one under test. */
export interface DeployedDefinition {
  /** The names of all its states. */
  readonly states: readonly string[];
  /** Undefined where it has something that our parser does not take. */
  readonly machine: StateMachine | undefined;
}

/** Reads the definition of an execution on AWS; undefined where the role may not (`states:DescribeStateMachineForExecution`). */
export async function readDefinition(call: CallStepFunctions, executionArn: string): Promise<DeployedDefinition | undefined> {
  const { definition } = await call('DescribeStateMachineForExecution', { executionArn }).catch(() => ({ definition: undefined }));
  if (definition === undefined) return undefined;
  const names: string[] = [];
  collectNames(jsonFrom(definition), names);
  const parsed = parseDefinition(definition);
  return { states: names, machine: parsed.ok ? parsed.machine : undefined };
}

/** What AWS runs need not be what our parser takes: it is only looked through. */
function collectNames(group: JsonValue | undefined, names: string[]): void {
  const states = isJsonObject(group) ? ownKey(group, 'States') : undefined;
  if (!isJsonObject(states)) return;
  for (const [name, state] of Object.entries(states)) {
    names.push(name);
    if (!isJsonObject(state)) continue;
    const branches = ownKey(state, 'Branches');
    if (isJsonArray(branches)) for (const branch of branches) collectNames(branch, names);
    for (const field of ['ItemProcessor', 'Iterator']) collectNames(ownKey(state, field), names);
  }
}

/** Facts of a machine under test that refuse states which the deployed definition does not have. */
export function deployedFacts({ core }: MachineView, states: () => readonly string[] | undefined): MachineFacts {
  const { facts } = core;
  const requireState = (state: string): void => {
    const deployed = states();
    if (deployed === undefined) facts.requireState(state);
    else requireStateOf(`${facts.name}, as it is deployed,`, deployed, state);
  };
  return Object.create(facts, { requireState: { value: requireState } }) as MachineFacts;
}

/** Express children of its distributed Maps, at any depth; undefined when there are none. */
export function expressChildren(mapRuns: readonly FetchedMapRun[]): UnreadChildren | undefined {
  const number = withoutHistory(mapRuns);
  if (number === 0) return undefined;
  const why = `${number} Express child ${number === 1 ? 'execution has' : 'executions have'} no history on AWS`;
  return { number, counts: undefined, why, remedy: "make them STANDARD, or run this test with target: 'local'." };
}

function withoutHistory(mapRuns: readonly FetchedMapRun[]): number {
  return mapRuns.reduce(
    (sum, run) => sum + run.withoutHistory + run.children.reduce((inner, child) => inner + withoutHistory(child.mapRuns), 0),
    0,
  );
}

/** Child executions of an execution that runs: their histories are read when it has ended. */
export function unreadYet(history: readonly HistoryEvent[]): UnreadChildren | undefined {
  const runs = history.filter((event) => event.type === 'MapRunStarted').length;
  if (runs === 0) return undefined;
  const why = 'the histories of child executions are read when the execution has ended';
  return { number: runs, counts: undefined, why, remedy: 'await execution.result() first.' };
}

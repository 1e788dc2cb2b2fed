import { elementAt, isJsonArray, isJsonObject, type JsonObject, type JsonValue, kinds, type Parameter, requireArguments } from '../../asl';
import type { TestExecution } from '../execution/test-execution';
import { EXECUTION } from '../parameters';
import { insidesOf } from '../visits/insides';
import type { StateVisit } from '../visits/state-visit';

/** What one visit of a state did with its data. What says nothing is absent. */
export interface StateDatum {
  /** Attempts of a state that was retried. */
  readonly attempts?: number;
  /** Seconds from each failure to the next attempt. */
  readonly delays?: readonly number[];
  /** What the service was sent: tasks only. */
  readonly sent?: JsonValue;
  readonly timeoutSeconds?: number;
  readonly heartbeatSeconds?: number;
  /** Seconds that a Wait state took. */
  readonly waited?: number;
  /** The error that a catcher took. */
  readonly caught?: string;
  /** Variables that it assigned. */
  readonly assigned?: JsonObject;
  /** Absent where it is the state's input, and where the state was not left. */
  readonly output?: JsonValue;
}

const STATE: Parameter = { name: 'the name of a state', kind: kinds.name, hint: "write stateData(execution, 'Ship')." };

/**
 * What each visit of each state did with its data: what was sent, waited, caught, assigned and handed on. Visits of a state stand in the order of the
 * items and branches that they are in, whichever came first. A generated test compares it with what production did.
 *
 * @param states those of interest; all that were visited unless some are named
 * @example expect(stateData(execution, 'Charge')).toEqual({ Charge: [{ sent: { amount: 40 }, output: { receipt: 'r-1' } }] });
 */
export function stateData(execution: TestExecution, ...states: readonly string[]): Readonly<Record<string, readonly StateDatum[]>> {
  requireArguments('stateData()', [execution, ...states], EXECUTION, ...states.map(() => STATE));
  for (const name of states) insidesOf(execution)?.machine.requireState(name);
  return dataOf(execution.visits.filter(({ state }) => states.length === 0 || states.includes(state)));
}

/** The same for visits. */
export function dataOf(visits: readonly StateVisit[]): Readonly<Record<string, readonly StateDatum[]>> {
  const byState = new Map<string, StateVisit[]>();
  for (const visit of visits) byState.set(visit.state, [...(byState.get(visit.state) ?? []), visit]);
  return Object.fromEntries(
    [...byState].map(([state, all]) => [state, [...all].sort((one, other) => byPlace(branchPlace(one), branchPlace(other))).map(datumOf)]),
  );
}

function datumOf(visit: StateVisit): StateDatum {
  const { kind, tries, input, output, assigned, caught, duration } = visit;
  const [first] = tries;
  const sent = kind === 'Task' ? first?.input : undefined;
  return {
    ...(tries.length > 1 ? { attempts: tries.length, delays: tries.slice(1).map(({ delay }) => delay / 1000) } : {}),
    ...(sent === undefined ? {} : { sent }),
    ...(first?.timeoutSeconds === undefined ? {} : { timeoutSeconds: first.timeoutSeconds }),
    ...(first?.heartbeatSeconds === undefined ? {} : { heartbeatSeconds: first.heartbeatSeconds }),
    ...(kind === 'Wait' && duration !== undefined ? { waited: duration / 1000 } : {}),
    ...(caught?.error === undefined ? {} : { caught: caught.error }),
    ...(Object.keys(assigned).length === 0 ? {} : { assigned }),
    ...(output === undefined || sameJson(output, input) ? {} : { output }),
  };
}

/** Indexes of the items and branches around a visit, outermost first. */
function branchPlace({ branch }: StateVisit): readonly number[] {
  return branch === undefined ? [] : [...branchPlace(branch.visit), branch.index];
}

function byPlace(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((index, depth) => index !== other[depth]);
  return at < 0 ? one.length - other.length : elementAt(one, at) - (other[at] ?? -1);
}

/** Whether two values are the same JSON, whatever the order of their keys. */
export function sameJson(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  if (isJsonArray(one) && isJsonArray(other))
    return one.length === other.length && one.every((item, index) => sameJson(item, elementAt(other, index)));
  if (!isJsonObject(one) || !isJsonObject(other)) return one === other;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => Object.hasOwn(other, key) && sameJson(one[key], other[key]));
}

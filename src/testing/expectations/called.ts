import { isJsonObject, type JsonValue } from '../../asl';
import type { MachineFacts } from '../machine-view/machine-facts';
import { reachedFrom } from '../machine-view/reached-from';
import { lambdaEvent } from '../mocks/raw-result';
import type { StateVisit } from '../visits/state-visit';
import { differences } from './differences';
import type { Expectation } from './finding';
import type { Matcher } from './matcher';
import { times, valueText } from './phrases';
import type { Subject } from './subject';

/** The task was called this often over all attempts, or at all when no number is given. */
export const calls: Expectation<[state: string, count?: number]> = (subject, _tools, state, count) => {
  const made = callsOf(subject, state);
  const pass = count === undefined ? made.length > 0 : made.length === count;
  const marked = [...new Set(made.map((each) => each.visit))];
  if (pass) return { pass, reason: `Expected "${state}" not to ${beCalled(count)}, but it was.`, marked };
  return { pass, reason: calledInstead(state, count, made.length), marked };
};

/** `.not` of more calls than the retriers allow, of a state that an execution visits once. */
export function neverCalled({ machine, history }: Subject, [state, count]: readonly unknown[]): ReturnType<NonNullable<Matcher['never']>> {
  if (machine === undefined || typeof count !== 'number' || history.some(({ type }) => type === 'ExecutionRedriven')) return undefined;
  const most = mostCalls(machine, String(state));
  if (most === undefined || count <= most) return undefined;
  const name = JSON.stringify(state);
  const allowed = most === 1 ? `an execution calls ${name} once at most` : `the retriers of ${name} allow ${most} calls in all`;
  return { why: allowed, hint: `write a number up to ${most}, or .not.toHaveCalled(${name}) if it is not to be called at all.` };
}

/** How often an execution may call a task; undefined where the definition sets no limit, as in a loop or a Map. */
function mostCalls(machine: MachineFacts, state: string): number | undefined {
  const fact = machine.get(state);
  if (fact === undefined) return undefined;
  let most = 1;
  for (const name of [state, ...fact.around.map((around) => around.name)]) {
    const each = machine.get(name);
    if (each === undefined || each.type === 'Map' || reachedFrom(name, machine).has(name)) return undefined;
    most *= each.mostAttempts;
  }
  return most;
}

/** How often the task was called in place of what was expected. */
export function calledInstead(state: string, count: number | undefined, made: number): string {
  return `Expected "${state}" to ${beCalled(count)}, but it was ${made === 0 ? 'never called' : `called ${times(made)}`}.`;
}

function beCalled(count: number | undefined): string {
  return `be called${count === undefined ? '' : ` ${times(count)}`}`;
}

/** A call of the task was sent this: the payload of a Lambda function, or the whole request of any service. */
export const callsWith: Expectation<[state: string, payload: unknown]> = (subject, tools, state, payload) => {
  const made = callsOf(subject, state);
  const wanted = `"${state}" to be called with ${valueText(payload)}`;
  const fitting = made.filter((each) => tools.equals(each.payload, payload) || tools.equals(each.input, payload));
  if (fitting.length > 0) {
    return {
      pass: true,
      reason: `Expected ${wanted.replace('to be', 'not to be')}, but it was.`,
      marked: fitting.map((each) => each.visit),
    };
  }
  if (made.length === 0) return { pass: false, reason: `Expected ${wanted}, but it was never called.` };
  const [first] = made;
  const texts = [...new Set(made.map((each) => valueText(each.payload)))];
  const shown = texts.slice(0, 3).join(', then with ');
  return {
    pass: false,
    reason: `Expected ${wanted}, but it was called with ${shown}${texts.length > 3 ? ` and ${texts.length - 3} more` : ''}.`,
    ...(made.length === 1 ? { details: differences(first?.payload, payload, tools) } : {}),
    marked: [...new Set(made.map((each) => each.visit))],
  };
};

interface SeenCall {
  readonly visit: StateVisit;
  readonly input: JsonValue;
  readonly payload: JsonValue;
}

/** Requests that were made; an attempt that failed before its request has none. */
function callsOf({ visits, machine }: Subject, state: string): readonly SeenCall[] {
  const resource = machine?.get(state)?.resource;
  return visits
    .filter((visit) => visit.state === state)
    .flatMap((visit) =>
      visit.tries.flatMap(({ input }) => (input === undefined ? [] : [{ visit, input, payload: payloadOf(input, resource) }])),
    );
}

function payloadOf(input: JsonValue, resource: string | undefined): JsonValue {
  if (resource !== undefined) return lambdaEvent({ resource, input });
  return isJsonObject(input) && typeof input.FunctionName === 'string' && input.Payload !== undefined ? input.Payload : input;
}

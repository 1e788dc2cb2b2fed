import { elementAt, isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../asl';
import { ANYTHING, loosened } from '../test-text/expected-text';
import type { StateVisit } from '../visits/state-visit';
import { dataOf, type StateDatum, sameJson } from './state-data';

/** States that were visited more often say too much. */
const MOST_VISITS = 20;

/**
 * What a test expects of the data of each state: as it was recorded, where another run has the same. A state that came to other visits here is left out.
 *
 * @param foreign whether another machine is tested than the one that ran: its resources have other names
 */
export function expectedData(
  recorded: readonly StateVisit[],
  produced: readonly StateVisit[],
  foreign: boolean,
): { readonly data: JsonObject; readonly complete: boolean } {
  const [was, is] = [dataOf(recorded), dataOf(produced)];
  const data = Object.entries(is).flatMap(([state, visits]): (readonly [string, JsonValue])[] => {
    const before = was[state] ?? [];
    if (before.length !== visits.length || visits.length > MOST_VISITS) return [];
    const expected = before.map((datum, index) => {
      const here = elementAt(visits, index);
      const same = inTime(datum, here);
      const named = foreign && same.sent !== undefined ? { ...same, sent: withoutNames(same.sent, 0) } : same;
      return loosened(named as JsonObject, here as unknown as JsonValue);
    });
    return expected.every((pattern, index) => fitsExpected(pattern, visits[index] as unknown as JsonValue)) ? [[state, expected]] : [];
  });
  return { data: Object.fromEntries(data), complete: data.length === Object.keys(is).length };
}

/** The service is late by a little: what a definition says is what a test expects. A delay with jitter may be any. */
function inTime(recorded: StateDatum, { waited, delays = [] }: StateDatum): StateDatum {
  return {
    ...recorded,
    ...(recorded.waited === undefined || waited === undefined ? {} : { waited: near(recorded.waited, waited) }),
    ...(recorded.delays === undefined ? {} : { delays: recorded.delays.map((delay, index) => near(delay, delays[index] ?? delay)) }),
  };
}

function near(recorded: number, produced: number): number {
  return Math.abs(recorded - produced) <= Math.max(1, produced / 20) ? produced : recorded;
}

/** Names of resources stand at the top of a request, and ARNs anywhere. */
function withoutNames(sent: JsonValue, depth: number): JsonValue {
  if (typeof sent === 'string') return /^(arn:|https:\/\/(sqs|queue)\.)/.test(sent) ? ANYTHING : sent;
  if (isJsonArray(sent)) return sent.map((item) => withoutNames(item, depth + 1));
  if (!isJsonObject(sent)) return sent;
  return Object.fromEntries(
    Object.entries(sent).map(([key, item]) => [
      key,
      depth === 0 && typeof item === 'string' && RESOURCE.test(key) ? ANYTHING : withoutNames(item, depth + 1),
    ]),
  );
}

const RESOURCE = /(Name|Arn|Url|Bucket|Cluster|TaskDefinition|JobDefinition|JobQueue)$/;

function fitsExpected(pattern: JsonValue, value: JsonValue | undefined): boolean {
  if (pattern === ANYTHING) return value !== undefined && value !== null;
  if (isJsonArray(pattern))
    return (
      isJsonArray(value) && pattern.length === value.length && pattern.every((item, index) => fitsExpected(item, elementAt(value, index)))
    );
  if (!isJsonObject(pattern)) return sameJson(pattern, value);
  return (
    isJsonObject(value) &&
    Object.keys(pattern).length === Object.keys(value).length &&
    Object.entries(pattern).every(([key, item]) => Object.hasOwn(value, key) && fitsExpected(item, value[key]))
  );
}

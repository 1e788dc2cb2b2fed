import { abridged, isJsonObject, type JsonObject, type JsonValue, ownKey, parseJson, utcTime } from '../../asl';
import { UsageError } from '../usage-error';
import { detailsIn, endsExecution, type RecordedEvent } from './recorded-event';

const FETCH =
  'fetch it whole: `aws stepfunctions get-execution-history --execution-arn ARN --include-execution-data`, without --max-items.';

/** Fields of details that hold JSON text. */
const PAYLOADS = ['input', 'output', 'parameters'];

/**
 * Reads a history as GetExecutionHistory gives it: the events of the SDK (dates), of the AWS CLI (ISO texts or seconds), the whole answer or its
 * text, in either order. Throws a UsageError that says what to change for anything else: other JSON, missing pages, payloads left out.
 */
export function readHistory(history: unknown): RecordedEvent[] {
  const value = typeof history === 'string' ? parsed(history) : history;
  const events = eventsIn(value).map(readEvent);
  const [first, second] = events;
  if (first === undefined) throw new UsageError(`The history holds no event. Hint: ${FETCH}`);
  if (second !== undefined && second.id < first.id) events.reverse();
  events.forEach(checkPlace);
  checkStart(events[0] as RecordedEvent);
  return events;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw new UsageError(`The history is no JSON: ${(thrown as Error).message}. Hint: the file may have been cut; ${FETCH}`);
  }
}

function eventsIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (!isJsonObject(value) || !Array.isArray(value.events)) {
    throw new UsageError(
      `The history: expected the events of GetExecutionHistory, or an object with \`events\`, received ${abridged(value as JsonValue)}. Hint: ${FETCH}`,
    );
  }
  const next = ownKey(value, 'nextToken') ?? ownKey(value, 'NextToken');
  if (typeof next === 'string')
    throw new UsageError(`The history is cut after ${value.events.length} events: it has a nextToken. Hint: ${FETCH}`);
  return value.events;
}

function readEvent(value: unknown, index: number): RecordedEvent {
  const refuse = (expected: string, received: unknown): never => {
    throw new UsageError(
      `Event ${index + 1} of the history: expected ${expected}, received ${received === undefined ? 'none' : abridged(received as JsonValue)}. Hint: ${FETCH}`,
    );
  };
  if (!isJsonObject(value)) return refuse('an object', value);
  const { id, previousEventId, type } = value;
  if (typeof id !== 'number' || !Number.isInteger(id) || id < 1) return refuse('an `id` of 1 or more', id);
  if (typeof type !== 'string') return refuse('a `type`', type);
  const previous = previousEventId ?? 0;
  if (typeof previous !== 'number' || previous < 0 || previous >= id) return refuse('a `previousEventId` before the event', previous);
  const at = timeOf(value.timestamp as unknown);
  if (at === undefined) return refuse('a `timestamp` (a Date, ISO 8601 text or seconds since the epoch)', value.timestamp);
  return { id, previousEventId: previous, type, at, details: readDetails(detailsIn(value), id, type) };
}

/** The CLI prints ISO texts or, in version 1, seconds; numbers beyond the year 5000 are milliseconds. */
function timeOf(value: unknown): number | undefined {
  const time =
    value instanceof Date
      ? value.getTime()
      : typeof value === 'number'
        ? value * (value < 1e11 ? 1000 : 1)
        : typeof value === 'string'
          ? utcTime(value)
          : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

function readDetails(details: JsonObject, id: number, type: string): JsonObject {
  for (const name of PAYLOADS) {
    const text = ownKey(details, name);
    const about = ownKey(details, `${name}Details`);
    if (isJsonObject(about) && (about.truncated === true || about.included === false)) {
      throw new UsageError(
        `Event ${id} of the history (${type}): its ${name} was left out or cut. Hint: take the history of GetExecutionHistory rather than of logs; ${FETCH}`,
      );
    }
    if (text !== undefined && (typeof text !== 'string' || !isJson(text))) {
      throw new UsageError(
        `Event ${id} of the history (${type}): expected JSON text as its ${name}, received ${abridged(text)}. Hint: ${FETCH}`,
      );
    }
  }
  if (/State(Entered|Exited)$/.test(type) && typeof ownKey(details, 'name') !== 'string')
    throw new UsageError(
      `Event ${id} of the history (${type}): expected the name of a state in its details, received none. Hint: ${FETCH}`,
    );
  return details;
}

function isJson(text: string): boolean {
  try {
    // What nests deeper than data may is none that an execution ever had.
    parseJson(text);
    return true;
  } catch {
    return false;
  }
}

function checkPlace(event: RecordedEvent, index: number, events: readonly RecordedEvent[]): void {
  const { id } = event;
  const previous = events[index - 1];
  const expected = (previous?.id ?? 0) + 1;
  if (id !== expected)
    throw new UsageError(
      id > expected
        ? `The history is cut: event ${expected} is missing; after event ${expected - 1} comes ${id}. Hint: ${FETCH}`
        : `The history is not in order: event ${id} comes after ${expected - 1}. Hint: ${FETCH}`,
    );
  if (previous !== undefined && endsExecution(previous.type) && event.type !== 'ExecutionRedriven')
    throw new UsageError(
      `Event ${id} of the history (${event.type}) comes after the end of the execution (event ${previous.id}). Hint: ${FETCH}`,
    );
}

function checkStart({ type, details }: RecordedEvent): void {
  if (type !== 'ExecutionStarted')
    throw new UsageError(`The history: expected ExecutionStarted as its first event, received ${type}. Hint: ${FETCH}`);
  if (ownKey(details, 'input') === undefined)
    throw new UsageError(`The history holds no payloads: ExecutionStarted has no input. Hint: ask for includeExecutionData; ${FETCH}`);
}

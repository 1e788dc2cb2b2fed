import { abridged, errorText, firstIn, inexactInteger, isJsonObject, type JsonObject, ownKey, parseJson, utcTime } from '../../asl';
import { detailsOfEvent } from '../history/details-of-event';
import { UsageError } from '../usage-error';
import { FETCH } from './fetch-hint';
import { isLogged, LOGGED, notAHistory, notJson, shown } from './not-a-history';
import { endsExecution, type RecordedEvent } from './recorded-event';

/** Fields of details that hold JSON text. */
const PAYLOADS = ['input', 'output', 'parameters'];

/** Payloads that the service always gives, by the type of their event. */
const ALWAYS: readonly (readonly [RegExp, string])[] = [
  [/StateEntered$|^(LambdaFunction|Activity)Scheduled$/, 'input'],
  [/StateExited$|^ExecutionSucceeded$|^(Task|LambdaFunction|Activity)Succeeded$|^TaskSubmitted$/, 'output'],
  [/^TaskScheduled$/, 'parameters'],
];

/**
 * Reads a history as GetExecutionHistory gives it: the events of the SDK (dates), of the AWS CLI (ISO texts or seconds), the whole answer or its
 * text, in either order. Throws a UsageError that says what to change for anything else: other JSON, missing pages, payloads left out.
 */
export function readHistory(history: unknown): RecordedEvent[] {
  const events = givenEvents(history).map(readEvent);
  const [first, second] = events;
  if (first === undefined) throw new UsageError(`The history holds no event. Hint: ${FETCH}`);
  if (second !== undefined && second.id < first.id) events.reverse();
  const ids = new Set(events.map(({ id }) => id));
  events.forEach((event, index) => {
    checkPlace(event, events[index - 1], ids);
  });
  checkStart(firstIn(events));
  return events;
}

/** The events of a history as they stand there. Throws a UsageError for what holds none, or not all. */
export function givenEvents(history: unknown): readonly unknown[] {
  return eventsIn(typeof history === 'string' ? historyJson(history) : history);
}

function historyJson(text: string): unknown {
  try {
    // PowerShell begins a file with a mark of its own.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (thrown) {
    throw new UsageError(notJson(text, errorText(thrown)));
  }
}

function eventsIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (!isJsonObject(value) || !Array.isArray(value.events)) {
    throw new UsageError(
      isLogged(value)
        ? LOGGED
        : `The history: expected the events of GetExecutionHistory, or an object with \`events\`, ${notAHistory(value)}`,
    );
  }
  const next = ownKey(value, 'nextToken') ?? ownKey(value, 'NextToken');
  if (typeof next === 'string')
    throw new UsageError(`The history is cut after ${value.events.length} events: it has a nextToken. Hint: ${FETCH}`);
  return value.events;
}

function readEvent(value: unknown, index: number): RecordedEvent {
  const refuse = (expected: string, received: unknown): never => {
    throw new UsageError(`Event ${index + 1} of the history: expected ${expected}, received ${shown(received)}. Hint: ${FETCH}`);
  };
  if (isLogged(value)) throw new UsageError(LOGGED);
  if (!isJsonObject(value)) return refuse('an object', value);
  const { id, previousEventId, type } = value;
  if (typeof id !== 'number' || !Number.isInteger(id) || id < 1) return refuse('an `id` of 1 or more', id);
  if (typeof type !== 'string') return refuse('a `type`', type);
  const previous = previousEventId ?? (id === 1 ? 0 : undefined);
  if (typeof previous !== 'number' || !Number.isInteger(previous) || previous < 0 || previous >= id)
    return refuse('a `previousEventId` before the event', previous);
  const at = timeOf(value.timestamp as unknown);
  if (at === undefined) return refuse('a `timestamp` (a Date, ISO 8601 text or seconds since the epoch)', value.timestamp);
  return { id, previousEventId: previous, type, at, details: readDetails(detailsOfEvent(value) ?? {}, id, type) };
}

/** The CLI prints ISO texts or, in version 1, seconds; numbers beyond the year 5000 are milliseconds. */
function timeOf(value: unknown): number | undefined {
  const time =
    value instanceof Date
      ? value.getTime()
      : typeof value === 'number'
        ? value * (value < 1e11 ? 1000 : 1)
        : typeof value === 'string'
          ? /^\d{4}-/.test(value)
            ? utcTime(value)
            : Number.NaN
          : Number.NaN;
  return Number.isFinite(time) ? time : undefined;
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
    if (text === undefined && type === 'ExecutionStarted' && name === 'input')
      throw new UsageError(`The history holds no payloads: ExecutionStarted has no input. Hint: ask for includeExecutionData; ${FETCH}`);
    if (text === undefined && ALWAYS.some(([types, field]) => field === name && types.test(type))) {
      throw new UsageError(
        `Event ${id} of the history (${type}): expected its ${name}, received none. Hint: ask for includeExecutionData; ${FETCH}`,
      );
    }
    checkIntegers(text, `Event ${id} of the history (${type}): its ${name}`);
  }
  const assigned = ownKey(details, 'assignedVariables');
  if (isJsonObject(assigned)) {
    for (const [name, text] of Object.entries(assigned))
      checkIntegers(text, `Event ${id} of the history (${type}): its variable ${JSON.stringify(name)}`);
  }
  if (/State(Entered|Exited)$/.test(type) && typeof ownKey(details, 'name') !== 'string')
    throw new UsageError(
      `Event ${id} of the history (${type}): expected the name of a state in its details, received none. Hint: ${FETCH}`,
    );
  return details;
}

/** Two of them could differ, and compare as equal here. */
function checkIntegers(text: unknown, where: string): void {
  const inexact = typeof text === 'string' ? inexactInteger(text) : undefined;
  if (inexact === undefined) return;
  throw new UsageError(
    `${where} holds the integer ${inexact.text}, which would become ${Number(inexact.text)} here while AWS passes it on as it is. Hint: replace it everywhere in the history by an integer of at most 15 digits.`,
  );
}

function isJson(text: string): boolean {
  try {
    // What nests deeper than data may never came from an execution.
    parseJson(text);
    return true;
  } catch {
    return false;
  }
}

function checkPlace(event: RecordedEvent, previous: RecordedEvent | undefined, ids: ReadonlySet<number>): void {
  const { id } = event;
  const last = previous?.id ?? 0;
  const expected = last + 1;
  if (id === last) throw new UsageError(`The history holds event ${id} twice. Hint: put pages together without an overlap, or ${FETCH}`);
  if (id > expected && !ids.has(expected))
    throw new UsageError(`The history is cut: event ${expected} is missing; after event ${last} comes ${id}. Hint: ${FETCH}`);
  if (id !== expected)
    throw new UsageError(`The history is not in order: event ${id} comes after ${last}. Hint: sort it by id, or ${FETCH}`);
  if (previous !== undefined && endsExecution(previous.type) && event.type !== 'ExecutionRedriven')
    throw new UsageError(
      `Event ${id} of the history (${event.type}) comes after the end of the execution (event ${previous.id}). Hint: ${FETCH}`,
    );
}

function checkStart({ type }: RecordedEvent): void {
  if (type !== 'ExecutionStarted')
    throw new UsageError(`The history: expected ExecutionStarted as its first event, received ${type}. Hint: ${FETCH}`);
}

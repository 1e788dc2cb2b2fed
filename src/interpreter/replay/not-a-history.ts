import { abridged, isJsonObject, type JsonValue, ownKey } from '../../asl';
import { FETCH } from './fetch-hint';

/** Says of a value that holds no list of events what it is instead, and what to give; a sentence with its hint. */
export function notAHistory(value: unknown): string {
  const object = (value ?? {}) as { readonly then?: unknown; readonly history?: unknown; readonly byteLength?: unknown };
  if (typeof object.then === 'function') return 'received a Promise. Hint: await it, as in replay(definition, await fetchHistory(arn)).';
  if (typeof object.byteLength === 'number') return "received bytes. Hint: read the file as text: readFileSync('history.json', 'utf8').";
  if (Array.isArray(object.history))
    return 'received an object with `history`. Hint: give its history: replay(definition, execution.history).';
  return `received ${shown(value)}. Hint: ${FETCH}`;
}

/** Says of a text that is not JSON what it is instead, and what to give. */
export function notJson(text: string, reason: string): string {
  if (/^arn:/.test(text))
    return `The history: expected JSON text, received ${abridged(text)}. Hint: fetch it first: replay(definition, await fetchHistory(arn)).`;
  if (!/^\s*[[{]/.test(text))
    return `The history: expected JSON text, received ${abridged(text)}. Hint: give what the file holds: readFileSync('history.json', 'utf8').`;
  const lines = text.trim().split('\n');
  if (lines.length > 1 && lines.every((line) => /^\{.*\}\s*$/.test(line))) return LOGGED;
  return `The history is not JSON: ${reason}. Hint: the file may have been cut; ${FETCH}`;
}

/** What is wrong with the events that Step Functions writes to CloudWatch Logs. */
export const LOGGED =
  'The history: expected events of GetExecutionHistory, received log events of CloudWatch Logs. Hint: replay needs the history of a Standard execution, and AWS keeps none of Express ones: start the machine as a Standard one with the same input, and fetch that history.';

/** Whether a value is an event as it stands in the logs, or a line of them. */
export function isLogged(value: unknown): boolean {
  if (!isJsonObject(value)) return false;
  const names = ['event_timestamp', 'previous_event_id', 'execution_arn', 'logStreamName'];
  return names.some((name) => ownKey(value, name) !== undefined) || (typeof ownKey(value, 'message') === 'string' && !('type' in value));
}

/** A value for a message; what JSON does not know by its type. */
export function shown(value: unknown): string {
  try {
    return value === undefined ? 'none' : JSON.stringify(value) === undefined ? typeof value : abridged(value as JsonValue);
  } catch {
    return typeof value;
  }
}

import { type JsonObject, type JsonValue, jsonFrom, ownKey } from '../../asl';

/** One event of a history, recorded or produced, with its details under one name. */
export interface RecordedEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly type: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly details: JsonObject;
}

/** A text detail of an event, undefined when it is absent. */
export function detailText(event: RecordedEvent, name: string): string | undefined {
  const value = ownKey(event.details, name);
  return typeof value === 'string' ? value : undefined;
}

/** A payload of an event, which stands there as JSON text. */
export function payloadOf(event: RecordedEvent, name: string): JsonValue | undefined {
  const text = detailText(event, name);
  return text === undefined ? undefined : jsonFrom(text);
}

/** Tells the event with which an execution ends. */
export function endsExecution(type: string): boolean {
  return /^Execution(Succeeded|Failed|TimedOut|Aborted)$/.test(type);
}

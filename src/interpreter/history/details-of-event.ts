import { isJsonObject, type JsonObject } from '../../asl';

/** The details of an event, ours or one of GetExecutionHistory, whatever their field is called; undefined if it has none. */
export function detailsOfEvent(event: object): JsonObject | undefined {
  for (const key in event) {
    if (!key.endsWith('EventDetails')) continue;
    const details = (event as Readonly<Record<string, unknown>>)[key];
    if (isJsonObject(details)) return details;
  }
  return undefined;
}

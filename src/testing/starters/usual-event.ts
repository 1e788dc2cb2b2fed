import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../asl';

/** Objects of which a pattern names some fields, and which hold others in an event. */
const open = new WeakSet<object>();

/** Tells whether an object of {@link usualEvent} stands for one with more fields. */
export function isOpen(value: object): boolean {
  return open.has(value);
}

/**
 * An event that the pattern of a rule lets through: the first of the values that it lists, under the fields that every event has. What else the detail of such
 * an event has, no pattern says. A rule without a pattern is a schedule, whose events have a detail without fields.
 */
export function usualEvent(pattern: JsonValue | undefined): JsonObject {
  const given: JsonObject = isJsonObject(pattern) ? { detail: opened({}), ...example(pattern) } : {};
  return {
    version: '0',
    id: '00000000-0000-4000-8000-000000000000',
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: '111111111111',
    time: '2024-01-01T00:00:00Z',
    region: 'us-east-1',
    resources: [],
    detail: {},
    ...given,
  };
}

function example(pattern: JsonObject): JsonObject {
  const entries = Object.entries(pattern).flatMap(([name, allowed]): [string, JsonValue][] => {
    if (isJsonObject(allowed)) return [[name, opened(example(allowed))]];
    const value = isJsonArray(allowed) ? allowed.find((each) => !isJsonObject(each)) : undefined;
    return value === undefined ? [] : [[name, name === 'resources' ? [value] : value]];
  });
  return Object.fromEntries(entries);
}

function opened(object: JsonObject): JsonObject {
  open.add(object);
  return object;
}

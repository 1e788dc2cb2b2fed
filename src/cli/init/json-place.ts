import { defineKey, elementAt, isJsonArray, isJsonObject, type JsonValue, memberIn, valueAlong } from '../../asl';

/** Names of fields and indexes of items, from the top. */
export type JsonPlace = readonly string[];

/** What stands at a place; undefined: nothing. */
export function valueAt(value: JsonValue | undefined, place: JsonPlace): JsonValue | undefined {
  return valueAlong(value, place);
}

/** Data with something else at a place; undefined: nothing. */
export function withValue(value: JsonValue, [name, ...rest]: JsonPlace, given: JsonValue | undefined): JsonValue {
  if (name === undefined) return given ?? {};
  const index = /^\d+$/.test(name) ? Number(name) : undefined;
  if (index !== undefined && index < 50 && (isJsonArray(value) || (isJsonObject(value) && Object.keys(value).length === 0))) {
    const list = isJsonArray(value) ? [...value] : [];
    while (list.length <= index) list.push({});
    if (rest.length === 0 && given === undefined) list.splice(index, 1);
    else list[index] = rest.length === 0 ? (given as JsonValue) : withValue(elementAt(list, index), rest, given);
    return list;
  }
  const object: Record<string, JsonValue> = {};
  for (const [key, item] of Object.entries(isJsonObject(value) ? value : {}))
    if (key !== name || rest.length > 0) defineKey(object, key, item);
  const before = isJsonObject(value) && Object.hasOwn(value, name) ? memberIn(value, name) : {};
  const inner = rest.length === 0 ? given : withValue(before, rest, given);
  if (inner !== undefined) defineKey(object, name, inner);
  return object;
}

/** Places of everything in data, the deepest first. */
export function placesIn(value: JsonValue, before: JsonPlace = []): JsonPlace[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => [...placesIn(item, [...before, name]), [...before, name]]);
}

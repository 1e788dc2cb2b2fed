import { isJsonArray, isJsonObject, type JsonValue, ownKey } from './json';
import { pointerTokens } from './pointer';

/** What stands in a value at the end of some keys and indexes; undefined where they lead nowhere. */
export function valueAlong(value: JsonValue | undefined, keys: readonly (string | number)[]): JsonValue | undefined {
  let found = value;
  for (const key of keys) {
    if (isJsonArray(found)) found = found[Number(key)];
    else found = isJsonObject(found) ? ownKey(found, String(key)) : undefined;
  }
  return found;
}

/** The same by a JSON pointer. */
export function valueAtPointer(value: JsonValue | undefined, pointer: string): JsonValue | undefined {
  return valueAlong(value, pointerTokens(pointer));
}

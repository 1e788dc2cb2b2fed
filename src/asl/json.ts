/** A JSON scalar. */
export type JsonPrimitive = string | number | boolean | null;

/** Any JSON value, as data of a workflow: never mutated once it is shared. */
export type JsonValue = JsonPrimitive | JsonArray | JsonObject;

/** A JSON array. */
export type JsonArray = readonly JsonValue[];

/** A JSON object. `__proto__` is only a key: build such objects with {@link defineKey} or `JSON.parse`. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** Tells a JSON object from every other JSON value. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Tells an array among values of JSON, and what its elements are, which `Array.isArray` does not. */
export function isJsonArray(value: unknown): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The objects of an array; none if it is something else. */
export function objectsIn(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** The strings of an array; none if it is something else. */
export function stringsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** Sets an own key of an object under construction, `__proto__` included. */
export function defineKey(target: Record<string, JsonValue>, key: string, value: JsonValue): void {
  if (key === '__proto__') Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}

/** Reads an own key; a key that only the prototype has is absent. */
export function ownKey(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

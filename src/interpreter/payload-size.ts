import type { JsonValue } from '../asl';

/** Upper bounds of containers that were costly to walk. */
const knownBounds = new WeakMap<object, number>();

/** Containers of at least this many bytes remember their bound; smaller ones are cheaper to walk again. */
const REMEMBER_FROM = 1024;

/** No number takes more characters than `-1.2345678901234567e-300`. */
const NUMBER_BYTES = 24;

/** JSON escapes one UTF-16 unit to at most six bytes. */
const UNIT_BYTES = 6;

/**
 * True when the JSON text of `value` takes more than `limit` bytes of UTF-8. An upper bound decides first: it looks at no character, and at
 * most once at each large subtree, so that shared payloads cost nothing; only a value near the limit is measured.
 */
export function exceedsBytes(value: JsonValue, limit: number): boolean {
  return upperBound(value) > limit && jsonBytes(value) > limit;
}

/** Bytes of UTF-8 that the JSON text of `value` takes, without spaces. */
export function jsonBytes(value: JsonValue): number {
  return Buffer.byteLength(JSON.stringify(value));
}

function upperBound(value: JsonValue): number {
  if (typeof value === 'string') return value.length * UNIT_BYTES + 2;
  if (typeof value === 'object' && value !== null) return containerBound(value);
  return NUMBER_BYTES;
}

function containerBound(value: object): number {
  const known = knownBounds.get(value);
  if (known !== undefined) return known;
  let bytes = 2;
  if (Array.isArray(value)) for (let index = 0; index < value.length; index++) bytes += upperBound(value[index]) + 1;
  else for (const key in value) bytes += key.length * UNIT_BYTES + 4 + upperBound((value as Record<string, JsonValue>)[key] as JsonValue);
  if (bytes >= REMEMBER_FROM) knownBounds.set(value, bytes);
  return bytes;
}

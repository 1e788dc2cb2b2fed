import { type JsonValue, QUOTAS } from '../../asl';

/** Upper bounds of containers that were costly to walk. */
const knownBounds = new WeakMap<object, number>();

/** Exact sizes of containers that were costly to measure. */
const knownSizes = new WeakMap<object, number>();

/** Anything but printable ASCII without quote and backslash, of which JSON escapes nothing and each character takes one byte. */
const NOT_ONE_BYTE = /[^ !#-[\]-~]/;

/** Containers of at least this many bytes remember their bound; smaller ones are cheaper to walk again. */
const REMEMBER_FROM = 1024;

/** No number takes more characters than `-1.2345678901234567e-300`. */
const NUMBER_BYTES = 24;

/** JSON escapes one UTF-16 unit to at most six bytes. */
const UNIT_BYTES = 6;

/** True when the JSON text of `value` takes more than `limit` bytes of UTF-8. */
export function exceedsBytes(value: JsonValue, limit: number): boolean {
  return upperBound(value) > limit && jsonBytes(value) > limit;
}

/** Bytes of UTF-8 that the JSON text of `value` takes, without spaces; each large subtree is measured once. */
export function jsonBytes(value: JsonValue): number {
  if (typeof value === 'string') return stringBytes(value);
  if (value === null) return 4;
  if (typeof value !== 'object') return String(value).length;
  const known = knownSizes.get(value);
  if (known !== undefined) return known;
  let bytes = 2;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) bytes += jsonBytes(value[index]) + 1;
    if (value.length > 0) bytes--;
  } else {
    const keys = Object.keys(value);
    for (const key of keys) bytes += stringBytes(key) + 1 + jsonBytes((value as Record<string, JsonValue>)[key] as JsonValue) + 1;
    if (keys.length > 0) bytes--;
  }
  if (bytes >= REMEMBER_FROM) knownSizes.set(value, bytes);
  return bytes;
}

function stringBytes(text: string): number {
  // A regular expression is machine code from its first use, and reads twice as fast as a loop.
  return NOT_ONE_BYTE.test(text) ? Buffer.byteLength(JSON.stringify(text)) : text.length + 2;
}

/**
 * A number that the size of the JSON text does not exceed. It looks at no character, and at most once at each large subtree, so that shared
 * payloads cost nothing; only a value whose bound is over a limit needs measuring.
 */
export function upperBound(value: JsonValue): number {
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

/** How deep a value from outside may nest. */
export const DEPTH = QUOTAS.payloadDepth;

/**
 * {@link upperBound} of a value from outside, found in the walk that checks it: below 0 for all that is not plainly JSON, which a slower look
 * may still find to be.
 */
export function boundIfJson(value: unknown, depth = 0): number {
  if (typeof value === 'string') return value.length * UNIT_BYTES + 2;
  if (typeof value !== 'object') return typeof value === 'boolean' || Number.isFinite(value) ? NUMBER_BYTES : -1;
  if (value === null) return NUMBER_BYTES;
  if (depth > DEPTH) return -1;
  let bytes = 2;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      const bound = boundIfJson(value[index], depth + 1);
      if (bound < 0) return -1;
      bytes += bound + 1;
    }
  } else {
    if (Object.getPrototypeOf(value) !== Object.prototype) return -1;
    for (const key in value) {
      const bound = boundIfJson((value as Record<string, unknown>)[key], depth + 1);
      if (bound < 0) return -1;
      bytes += key.length * UNIT_BYTES + 4 + bound;
    }
  }
  if (bytes >= REMEMBER_FROM) knownBounds.set(value, bytes);
  return bytes;
}

import type { JsonValue } from '../asl';

const cachedSizes = new WeakMap<object, number>();

/** Containers of at least this many bytes remember their size; smaller ones are cheaper to walk again. */
const CACHE_FROM = 512;

/** True when the JSON text of `value` takes more than `limit` bytes of UTF-8. Linear at most once per distinct subtree. */
export function exceedsBytes(value: JsonValue, limit: number): boolean {
  return jsonBytes(value) > limit;
}

/** Bytes of UTF-8 that the JSON text of `value` takes, without spaces. */
export function jsonBytes(value: JsonValue): number {
  if (typeof value === 'string') return stringBytes(value);
  if (typeof value === 'number') return Number.isInteger(value) && value >= 0 && value < 1000 ? (value < 10 ? 1 : value < 100 ? 2 : 3) : String(value).length;
  if (value === null) return 4;
  if (typeof value === 'boolean') return value ? 4 : 5;
  return containerBytes(value);
}

function containerBytes(value: object): number {
  const known = cachedSizes.get(value);
  if (known !== undefined) return known;
  let bytes = 2;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) bytes += jsonBytes(value[index]) + 1;
    if (value.length > 0) bytes--;
  } else {
    let first = true;
    for (const key in value) {
      bytes += stringBytes(key) + 1 + jsonBytes((value as Record<string, JsonValue>)[key] as JsonValue) + (first ? 0 : 1);
      first = false;
    }
  }
  if (bytes >= CACHE_FROM) cachedSizes.set(value, bytes);
  return bytes;
}

function stringBytes(text: string): number {
  const bytes = text.length + 2;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > 0x7e || code < 0x20 || code === 0x22 || code === 0x5c) return exactStringBytes(text);
  }
  return bytes;
}

function exactStringBytes(text: string): number {
  return Buffer.byteLength(JSON.stringify(text));
}

import type { JsonValue } from '../../asl';

/** `hashCode()` of the Java value that Jackson reads from JSON. */
export function javaHashCode(value: JsonValue): number {
  if (value === null) return 0;
  switch (typeof value) {
    case 'boolean':
      return value ? 1231 : 1237;
    case 'string':
      return textHash(value);
    case 'number':
      return numberHash(value);
    default:
      return Array.isArray(value) ? listHash(value as readonly JsonValue[]) : mapHash(value as Readonly<Record<string, JsonValue>>);
  }
}

function textHash(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash;
}

/** Integer is its own hash; Long and Double fold their halves together. */
function numberHash(value: number): number {
  if (Number.isInteger(value)) {
    if (value >= -2147483648 && value <= 2147483647) return value | 0;
    const bits = BigInt.asUintN(64, BigInt(value));
    return Number(BigInt.asIntN(32, bits ^ (bits >> 32n)));
  }
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getInt32(0) ^ view.getInt32(4);
}

function listHash(items: readonly JsonValue[]): number {
  let hash = 1;
  for (const item of items) hash = (Math.imul(hash, 31) + javaHashCode(item)) | 0;
  return hash;
}

function mapHash(object: Readonly<Record<string, JsonValue>>): number {
  let hash = 0;
  for (const key of Object.keys(object)) hash = (hash + (textHash(key) ^ javaHashCode(object[key]!))) | 0;
  return hash;
}

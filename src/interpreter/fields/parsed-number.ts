import type { JsonValue } from '../../asl';

/** A path may lead to a number written as text. */
export function parsedNumber(value: JsonValue): JsonValue {
  return typeof value === 'string' && /^[+-]?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
}

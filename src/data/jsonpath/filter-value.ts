import type { JsonValue } from '../../asl';
import type { JavaRegex } from './java-regex';

/** A JSON literal in a filter. Jayway keeps its text, so it equals a value only from the right-hand side. */
export class JsonLiteral {
  constructor(readonly value: JsonValue) {}
}

/** An operand's value: JSON, a literal array or object, a regular expression, or undefined for a path that finds nothing. */
export type FilterValue = JsonValue | JsonLiteral | JavaRegex | undefined;

/** Tells a regular expression from JSON. */
export function isRegex(value: FilterValue): value is JavaRegex {
  return typeof value === 'object' && value !== null && typeof (value as JavaRegex).matches === 'function';
}

/** The array or object that a value is or spells, or undefined. */
export function asJson(value: FilterValue): JsonValue | undefined {
  if (value instanceof JsonLiteral) return value.value;
  if (typeof value === 'object' && value !== null && !isRegex(value)) return value;
  return undefined;
}

/** Deep equality of JSON, order of keys aside. */
export function equalJson(left: JsonValue, right: JsonValue): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
    return left.every((item, at) => equalJson(item as JsonValue, right[at] as JsonValue));
  }
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every(
    (key) => Object.hasOwn(right, key) && equalJson((left as Record<string, JsonValue>)[key], (right as Record<string, JsonValue>)[key]),
  );
}

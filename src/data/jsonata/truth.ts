import { JsonataError } from './jsonata-error';
import { isArray, isFunction, type Value } from './values';

/** `$boolean`: empty, zero, null and functions are false. */
export function toBoolean(value: Value): boolean {
  return !isFunction(value) && isTrue(value);
}

/** What a condition sees: as `$boolean`, and nothing is false, but a function is true (unless it is a regular expression). */
export function isTrue(value: Value): boolean {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'string':
      return value !== '';
    case 'number':
      return isNumeric(value) && value !== 0;
    case 'object':
      if (value === null) return false;
      if (isFunction(value)) return !value.isRegex;
      return isArray(value) ? value.some(isTrue) : Object.keys(value).length > 0;
    default:
      return false;
  }
}

/** A number that JSON can hold. NaN is not one; infinity is an error wherever it is used. */
export function isNumeric(value: Value): value is number {
  if (typeof value !== 'number' || Number.isNaN(value)) return false;
  if (!Number.isFinite(value)) throw new JsonataError('D1001', { value });
  return true;
}

/** True for an array of numbers, the empty one included. */
export function isArrayOfNumbers(value: Value): value is readonly number[] {
  return isArray(value) && value.every(isNumeric);
}

/** True for an array of strings, the empty one included. */
export function isArrayOfStrings(value: Value): value is readonly string[] {
  return isArray(value) && value.every((item) => typeof item === 'string');
}

import type { Evaluation } from './evaluation';
import { isArray, isFunction, ownValue, type Value } from './values';

/** Deep equality of JSON values, whatever the order of keys. */
export function deepEqual(left: Value, right: Value, run: Evaluation): boolean {
  if (typeof left === 'string') run.readText(left);
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (isFunction(left) || isFunction(right)) return false;
  run.spend(1);
  if (isArray(left) && isArray(right)) {
    if (left.length === right.length) run.readList(left.length);
    return left.length === right.length && left.every((item, index) => deepEqual(item, right[index], run));
  }
  if (isArray(left) || isArray(right)) return false;
  const keys = Object.keys(left);
  run.readList(keys.length);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => Object.hasOwn(right, key) && deepEqual(ownValue(left, key), ownValue(right, key), run));
}

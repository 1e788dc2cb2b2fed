import { callBackWith } from '../apply';
import type { Evaluation } from '../evaluation';
import { lookup, needsCleaning } from '../sequences';
import { numberText } from '../stringify';
import { isTrue } from '../truth';
import { type FunctionValue, isArray, isFunction, isObject, newSequence, ownValue, type Sequence, setValue, type Value } from '../values';
import { define, defineStrict, groupOf } from './definition';

/** `$keys`, `$lookup`, `$spread`, `$merge`, `$each`, `$sift` and `$clone`. */
export const objectFunctions = groupOf(
  define('keys', 1, '<x-:a<s>>', ([value], run) => {
    const keys = new Set<string>();
    collectKeys(value, keys, run);
    return keysSequence(keys);
  }),
  define('lookup', 2, '<x-s:x>', ([value, key], run) => {
    return lookup(value, key!, run);
  }),
  define('spread', 1, '<x-:a<o>>', ([value], run) => spread(value, run)),
  defineStrict('merge', 1, '<a<o>:o>', ([values], run) => merge(values, run)),
  define('each', 2, '<o-f:a>', ([object, fn], run) => each(object, fn, run)),
  define('sift', 2, '<o-f?:o>', ([object, fn], run) => sift(object, fn!, run)),
  defineStrict('clone', 1, '<(oa)-:o>', ([value], run) => clone(value, run)),
);

function keysSequence(values: Iterable<Value>): Sequence {
  const sequence = newSequence();
  for (const value of values) sequence.push(value);
  return sequence;
}

function collectKeys(value: Value, keys: Set<string>, run: Evaluation): void {
  run.spend(1);
  if (isArray(value)) for (const item of value) collectKeys(item, keys, run);
  else if (isObject(value)) {
    for (const key of Object.keys(value)) {
      run.makeFields(1);
      keys.add(key);
    }
  }
}

function spread(value: Value, run: Evaluation): Value {
  run.spend(1);
  if (isArray(value)) {
    const result = newSequence();
    for (const item of value) {
      const parts = spread(item, run);
      if (isArray(parts)) for (const part of parts) result.push(part);
      else if (parts !== undefined) result.push(parts);
    }
    // Joining the parts of several items makes an ordinary array of them.
    return value.length === 0 ? result : Array.from(result);
  }
  if (!isObject(value)) return value;
  const result = newSequence();
  for (const key of Object.keys(value)) {
    // An object of its own for each field, of a shape that the engine has not seen.
    run.makeFields(8);
    const part: Record<string, Value> = {};
    setValue(part, key, ownValue(value, key));
    result.push(part);
  }
  return result;
}

function merge(objects: readonly Value[], run: Evaluation): Value {
  const result: Record<string, Value> = {};
  for (const object of objects) {
    if (!isObject(object)) continue;
    const keys = Object.keys(object);
    run.makeFields(keys.length);
    for (const key of keys) setValue(result, key, ownValue(object, key));
  }
  return result;
}

function each(object: Value, fn: FunctionValue, run: Evaluation): Value {
  const result = newSequence();
  for (const [key, value] of entriesOf(object, run)) {
    const outcome = callBackWith(fn, run, value, key, object);
    if (outcome === undefined) continue;
    if (needsCleaning(outcome)) run.dirty = true;
    result.push(outcome);
  }
  return result;
}

function sift(object: Value, fn: FunctionValue, run: Evaluation): Value {
  const result: Record<string, Value> = {};
  let found = false;
  for (const [key, value] of entriesOf(object, run)) {
    if (!isTrue(callBackWith(fn, run, value, key, object))) continue;
    setValue(result, key, value);
    found = true;
  }
  return found ? result : undefined;
}

function entriesOf(value: Value, run: Evaluation): Array<readonly [string, Value]> {
  if (isArray(value)) {
    run.makeFields(value.length);
    return value.map((item, index) => [String(index), item] as const);
  }
  if (!isObject(value)) return [];
  const keys = Object.keys(value);
  run.makeFields(keys.length);
  return keys.map((key) => [key, ownValue(value, key)] as const);
}

/** A deep copy, with functions and numbers as `$string` would write them. */
function clone(value: Value, run: Evaluation): Value {
  run.makeFields(1);
  if (typeof value === 'number') return Number.isFinite(value) ? Number(numberText(value)) : null;
  if (isFunction(value)) return '';
  if (isArray(value)) return value.map((item) => (item === undefined ? null : clone(item, run)));
  if (!isObject(value)) return value;
  const copy: Record<string, Value> = {};
  for (const key of Object.keys(value)) {
    const part = ownValue(value, key);
    if (part !== undefined) setValue(copy, key, clone(part, run));
  }
  return copy;
}

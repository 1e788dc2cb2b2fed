import { callBack } from '../apply';
import { deepEqual } from '../equality';
import type { Evaluation } from '../evaluation';
import { JsonataError } from '../jsonata-error';
import { mergeSort } from '../merge-sort';
import { append, needsCleaning } from '../sequences';
import { isArrayOfNumbers, isArrayOfStrings, isTrue } from '../truth';
import { FunctionValue, isArray, isFunction, isSequence, newSequence, ownValue, type Value } from '../values';
import { define, defineStrict, groupOf } from './definition';

/** `$append`, `$reverse`, `$sort`, `$shuffle`, `$distinct` and `$zip`. */
export const arrayFunctions = groupOf(
  define('append', 2, '<xx:a>', ([first, second], run) => {
    run.spend((isArray(first) ? first.length : 1) + (isArray(second) ? second.length : 1));
    const result = append(first, second);
    if (needsCleaning(first) || needsCleaning(second)) run.dirty = true;
    if (isArray(result)) run.holdItems(result.length);
    return result;
  }),
  defineStrict('reverse', 1, '<a:a>', ([items], run) => {
    run.spend(items.length);
    return items.length <= 1 ? items : Array.from(items).reverse();
  }),
  defineStrict('sort', 2, '<af?:a>', ([values, comparator], run) => sort(values, comparator, run)),
  defineStrict('shuffle', 1, '<a:a>', ([values], run) => shuffle(values, run)),
  defineStrict('distinct', 1, '<x:x>', ([values], run) => (isArray(values) && values.length > 1 ? distinct(values, run) : values)),
  define('zip', 0, '<a+>', (arrays, run) => zip(arrays, run)),
);

function sort(items: readonly Value[], comparator: Value, run: Evaluation): Value {
  if (items.length <= 1) return items;
  if (comparator instanceof FunctionValue)
    return mergeSort(items, (left, right) => isTruthy(callBack(comparator, [left, right], run)), run);
  if (!isArrayOfNumbers(items) && !isArrayOfStrings(items)) throw new JsonataError('D3070', { index: 1 });
  const goesBehind = (left: Value, right: Value): boolean => {
    if (typeof left === 'string') run.readText(left);
    return (left as number) > (right as number);
  };
  return mergeSort<Value>(items, goesBehind, run);
}

/** The comparator's answer is taken as JavaScript takes it, so an empty array swaps. */
function isTruthy(value: Value): boolean {
  return typeof value === 'object' ? value !== null : isTrue(value);
}

/** Fisher-Yates from the inside out, by the randomness of the execution. */
function shuffle(items: readonly Value[], run: Evaluation): Value {
  if (items.length <= 1) return items;
  run.spend(items.length);
  const shuffled: Value[] = [];
  for (const item of items) {
    const position = Math.floor(run.scope.random.next() * (shuffled.length + 1));
    shuffled.push(shuffled[position]);
    shuffled[position] = item;
  }
  return shuffled;
}

function distinct(items: readonly Value[], run: Evaluation): Value {
  const result: Value[] = isSequence(items) ? newSequence() : [];
  const scalars = new Set<Value>();
  const structures = new Map<string, Value[]>();
  for (const item of items) {
    run.spend(1);
    if (typeof item === 'object' && item !== null) {
      const print = fingerprint(item, 0, run);
      const alike = structures.get(print);
      if (alike?.some((known) => deepEqual(known, item, run))) continue;
      if (alike === undefined) structures.set(print, [item]);
      else alike.push(item);
      result.push(item);
      continue;
    }
    if (typeof item === 'string') run.readText(item);
    if (scalars.has(item) && !Number.isNaN(item)) continue;
    scalars.add(item);
    result.push(item);
  }
  return result;
}

/** The same text for equal values, and mostly another one for others: what it leaves out need not be compared with everything. */
function fingerprint(value: Value, depth: number, run: Evaluation): string {
  run.spend(1);
  if (typeof value === 'string') return JSON.stringify(value.slice(0, LONGEST_PRINT));
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '0' : String(value);
  if (isFunction(value)) return 'f';
  if (isArray(value)) {
    const items = depth >= DEEPEST_PRINT ? [] : value.slice(0, WIDEST_PRINT).map((item) => fingerprint(item, depth + 1, run));
    return `[${value.length} ${items.join()}]`;
  }
  const keys = Object.keys(value).sort();
  run.readList(keys.length);
  if (depth >= DEEPEST_PRINT) return `{${keys.length}}`;
  const fields = keys
    .slice(0, WIDEST_PRINT)
    .map((key) => `${key.slice(0, LONGEST_PRINT)}:${fingerprint(ownValue(value, key), depth + 1, run)}`);
  return `{${keys.length} ${fields.join()}}`;
}

const LONGEST_PRINT = 100;
const WIDEST_PRINT = 16;
const DEEPEST_PRINT = 3;

function zip(arrays: ReadonlyArray<readonly Value[] | undefined>, run: Evaluation): Value {
  const lengths = arrays.map((array) => (isArray(array) ? array.length : 0));
  const length = Math.min(...lengths);
  run.makeFields(length);
  run.spend(length * arrays.length);
  run.holdItems(length * arrays.length);
  const result: Value[] = [];
  for (let i = 0; i < length; i++) result.push(arrays.map((array) => array![i]));
  return result;
}

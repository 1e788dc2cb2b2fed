import { callBack, callBackWith } from '../apply';
import type { Evaluation } from '../evaluation';
import { JsonataError } from '../jsonata-error';
import { needsCleaning } from '../sequences';
import { isTrue } from '../truth';
import type { FunctionValue, Value } from '../values';
import { newSequence } from '../values';
import { defineStrict, groupOf } from './definition';

/** `$map`, `$filter`, `$single` and `$reduce`. */
export const higherOrderFunctions = groupOf(
  defineStrict('map', 2, '<af>', ([items, fn], run) => map(items, fn, run)),
  defineStrict('filter', 2, '<af>', ([items, fn], run) => filter(items, fn, run)),
  defineStrict('single', 2, '<af?>', ([items, fn], run) => single(items, fn, run)),
  defineStrict('reduce', 3, '<afj?:j>', ([items, fn, initial], run) => reduce(items, fn, initial, run)),
);

function map(items: readonly Value[], fn: FunctionValue, run: Evaluation): Value {
  const result = newSequence();
  for (let i = 0; i < items.length; i++) {
    const value = callBackWith(fn, run, items[i], i, items);
    if (value === undefined) continue;
    if (needsCleaning(value)) run.dirty = true;
    result.push(value);
  }
  return result;
}

function filter(items: readonly Value[], fn: FunctionValue, run: Evaluation): Value {
  const result = newSequence();
  for (let i = 0; i < items.length; i++) {
    if (isTrue(callBackWith(fn, run, items[i], i, items))) result.push(items[i]);
  }
  return result;
}

function single(items: readonly Value[], fn: FunctionValue | undefined, run: Evaluation): Value {
  let found = false;
  let result: Value;
  for (let i = 0; i < items.length; i++) {
    if (fn !== undefined && !isTrue(callBackWith(fn, run, items[i], i, items))) continue;
    if (found) throw new JsonataError('D3138', { index: i });
    found = true;
    result = items[i];
  }
  if (!found) throw new JsonataError('D3139');
  return result;
}

function reduce(items: readonly Value[], fn: FunctionValue, initial: Value, run: Evaluation): Value {
  if (fn.arity < 2) throw new JsonataError('D3050', { index: 1 });
  const startsWithItem = initial === undefined && items.length > 0;
  let result = startsWithItem ? items[0] : initial;
  for (let i = startsWithItem ? 1 : 0; i < items.length; i++) {
    const args: Value[] = [result, items[i]];
    if (fn.arity >= 3) args.push(i);
    if (fn.arity >= 4) args.push(items);
    result = callBack(fn, args, run);
  }
  return result;
}

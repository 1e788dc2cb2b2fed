import type { Closure } from '../compiler';
import { deepEqual } from '../equality';
import type { Evaluation } from '../evaluation';
import { blameOperator, JsonataError } from '../jsonata-error';
import { isArray, type Value } from '../values';

type Ordering = (left: string | number, right: string | number) => boolean;

const ORDERINGS: Readonly<Record<string, Ordering>> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

/** The operators `< <= > >= = != in`, or undefined for another one. */
export function compileComparison(operator: string, left: Closure, right: Closure, position: number | undefined): Closure | undefined {
  const ordering = ORDERINGS[operator];
  if (ordering !== undefined) {
    return (input, frame, run) => {
      const a = left(input, frame, run);
      const b = right(input, frame, run);
      if (typeof a === 'number' && typeof b === 'number') return ordering(a, b);
      if (typeof a === 'string') run.readText(a);
      return compareValues(ordering, operator, a, b, position);
    };
  }
  if (operator === '=' || operator === '!=') {
    const wanted = operator === '=';
    return (input, frame, run) => {
      const a = left(input, frame, run);
      const b = right(input, frame, run);
      if (a === undefined || b === undefined) return false;
      return deepEqual(a, b, run) === wanted;
    };
  }
  if (operator === 'in') return (input, frame, run) => includes(left(input, frame, run), right(input, frame, run), run);
  return undefined;
}

function compareValues(ordering: Ordering, operator: string, left: Value, right: Value, position: number | undefined): Value {
  if (!isComparable(left) || !isComparable(right)) {
    // The library looks for the culprit by type, so a missing left side is the culprit of a bad right one.
    const value = typeof left === 'string' || typeof left === 'number' ? right : left;
    throw blameOperator(new JsonataError('T2010', { value }), operator, position);
  }
  if (left === undefined || right === undefined) return undefined;
  if (typeof left !== typeof right) throw blameOperator(new JsonataError('T2009', { value: left, value2: right }), operator, position);
  return ordering(left, right);
}

function isComparable(value: Value): value is string | number | undefined {
  return value === undefined || typeof value === 'string' || typeof value === 'number';
}

function includes(item: Value, list: Value, run: Evaluation): boolean {
  if (item === undefined || list === undefined) return false;
  if (isArray(list)) run.readList(list.length);
  // Not Array.prototype.includes, which finds NaN.
  return isArray(list) ? list.indexOf(item) !== -1 : list === item;
}

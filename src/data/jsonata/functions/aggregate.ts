import type { Evaluation } from '../evaluation';
import type { Value } from '../values';
import { define, defineStrict, groupOf } from './definition';

/** `$sum`, `$count`, `$max`, `$min` and `$average`. */
export const aggregateFunctions = groupOf(
  defineStrict('sum', 1, '<a<n>:n>', ([values], run) => sumOf(values, run)),
  define('count', 1, '<a:n>', ([values]) => (values === undefined ? 0 : values.length)),
  defineStrict('max', 1, '<a<n>:n>', ([values], run) => extremeOf(values, Math.max, run)),
  defineStrict('min', 1, '<a<n>:n>', ([values], run) => extremeOf(values, Math.min, run)),
  defineStrict('average', 1, '<a<n>:n>', ([numbers], run) => (numbers.length === 0 ? undefined : sumOf(numbers, run) / numbers.length)),
);

function sumOf(numbers: readonly number[], run: Evaluation): number {
  run.spend(numbers.length);
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

function extremeOf(numbers: readonly number[], choose: (left: number, right: number) => number, run: Evaluation): Value {
  run.spend(numbers.length);
  return numbers.length === 0 ? undefined : numbers.reduce((best, number) => choose(best, number));
}

import type { JsonValue } from '../../../asl';
import { commonRange, type Order, rangesOf, type ValueRange, WHOLE_RANGE } from './value-range';

/** Sorts of values that conditions tell apart; `other`: objects and arrays. */
export type ValueSort = 'absent' | 'null' | 'true' | 'false' | 'number' | 'string' | 'other';

/** Values that may stand at a place: never fewer than those that can. */
export interface PossibleValues {
  readonly sorts: readonly ValueSort[];
  readonly numbers: ValueRange<number>;
  readonly strings: ValueRange<string>;
}

const SORTS: readonly ValueSort[] = ['absent', 'null', 'true', 'false', 'number', 'string', 'other'];

/** No value at all. */
export const NO_VALUE: PossibleValues = ofSorts();

/** All values of some sorts. */
export function ofSorts(...sorts: readonly ValueSort[]): PossibleValues {
  return { sorts: SORTS.filter((sort) => sorts.includes(sort)), numbers: WHOLE_RANGE, strings: WHOLE_RANGE };
}

/** All values but those of some sorts. */
export function otherThan(...sorts: readonly ValueSort[]): PossibleValues {
  return ofSorts(...SORTS.filter((sort) => !sorts.includes(sort)));
}

/** The numbers, or texts, that compare so with a constant. */
export function comparing(order: Order, value: number | string): PossibleValues {
  return typeof value === 'number'
    ? { ...ofSorts('number'), numbers: rangesOf(order, value).inside }
    : { ...ofSorts('string'), strings: rangesOf(order, value).inside };
}

/** The values that do not compare so with a constant; of any sort that is not left out. */
export function notComparing(order: Order, value: number | string, ...without: readonly ValueSort[]): PossibleValues {
  return typeof value === 'number'
    ? { ...otherThan(...without), numbers: rangesOf(order, value).outside }
    : { ...otherThan(...without), strings: rangesOf(order, value).outside };
}

/** A constant, or the objects and arrays among which it is; undefined: nothing stands there. */
export function exactly(value: JsonValue | undefined): PossibleValues {
  if (typeof value === 'number' || typeof value === 'string') return comparing('equals', value);
  if (typeof value === 'boolean') return ofSorts(value ? 'true' : 'false');
  return ofSorts(value === undefined ? 'absent' : value === null ? 'null' : 'other');
}

/** The number that it must be; undefined: there are others. */
export function exactNumber(values: PossibleValues | undefined): number | undefined {
  const { sorts = [], numbers: { low, high } = WHOLE_RANGE } = values ?? {};
  return sorts.length === 1 && sorts[0] === 'number' && low !== undefined && low.value === high?.value ? low.value : undefined;
}

/** The values that are in both; undefined when there is none. */
export function common(one: PossibleValues, other: PossibleValues): PossibleValues | undefined {
  const numbers = commonRange(one.numbers, other.numbers);
  const strings = commonRange(one.strings, other.strings);
  const sorts = one.sorts.filter(
    (sort) => other.sorts.includes(sort) && (sort !== 'number' || numbers !== undefined) && (sort !== 'string' || strings !== undefined),
  );
  return sorts.length === 0 ? undefined : { sorts, numbers: numbers ?? WHOLE_RANGE, strings: strings ?? WHOLE_RANGE };
}

import type { JsonValue } from '../../../asl';
import type { DataPlace } from './place';
import { exactly, exactNumber, type PossibleValues } from './possible-values';

/** A value that a state writes, as far as it follows from what is known of the data before it. */
export interface ComputedValue {
  /** The places that it is made from. */
  readonly reads: readonly DataPlace[];
  /** Whether it is another number each time that a loop goes round. */
  readonly isReckoned?: boolean;
  /** What it may be; undefined: anything. */
  values(known: (place: DataPlace) => PossibleValues | undefined): PossibleValues | undefined;
}

/** A constant, but for objects and arrays: what a language reads of them is its own matter. */
export function constantValue(value: JsonValue): ComputedValue | undefined {
  if (typeof value === 'object' && value !== null) return undefined;
  const values = exactly(value);
  return { reads: [], values: () => values };
}

/** Names and indexes of a place that is kept in mind: copies of copies of a loop could go on for ever. */
const DEEPEST = 6;

/** What stands at another place. */
export function copiedValue(place: DataPlace): ComputedValue | undefined {
  if (place.segments.length > DEEPEST) return undefined;
  return {
    reads: [place],
    values: (known) => {
      const values = known(place);
      // A list may read otherwise at the place to which it is copied.
      return values?.sorts.includes('other') === true ? undefined : values;
    },
  };
}

/** A number that follows from others: known where each of them is. */
export function reckonedValue(
  parts: readonly ComputedValue[],
  reckon: (...numbers: readonly number[]) => number | undefined,
): ComputedValue {
  return {
    reads: parts.flatMap(({ reads }) => reads),
    isReckoned: true,
    values: (known) => {
      const numbers = parts.map((part) => exactNumber(part.values(known)));
      if (numbers.includes(undefined)) return undefined;
      const number = reckon(...(numbers as readonly number[]));
      return number === undefined || !Number.isFinite(number) ? undefined : exactly(number);
    },
  };
}

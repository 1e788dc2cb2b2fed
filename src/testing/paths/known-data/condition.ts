import type { DataPlace } from './place';
import type { PossibleValues } from './possible-values';

/** What a condition comes to; `nothing`: neither, as a JSONata comparison with a field that is absent. */
export type DataVerdict = 'true' | 'false' | 'nothing';

/** What a condition asks, as far as it is understood. */
export type DataCondition =
  /** A question about one place: what stands there for each outcome. */
  | ({ readonly place: DataPlace } & Readonly<Record<DataVerdict, PossibleValues>>)
  | { readonly all: readonly DataCondition[] }
  | { readonly any: readonly DataCondition[] }
  | { readonly not: DataCondition }
  /** Comes to either, whatever is known. */
  | { readonly unknown: true };

/** A condition of which nothing is understood. */
export const UNKNOWN_CONDITION: DataCondition = { unknown: true };

/** The places that a condition asks about. */
export function placesIn(condition: DataCondition): readonly DataPlace[] {
  if ('place' in condition) return [condition.place];
  if ('not' in condition) return placesIn(condition.not);
  return 'all' in condition ? condition.all.flatMap(placesIn) : 'any' in condition ? condition.any.flatMap(placesIn) : [];
}

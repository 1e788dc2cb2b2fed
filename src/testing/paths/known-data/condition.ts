import type { DataPlace } from './place';
import type { PossibleValues } from './possible-values';

/** What a condition comes to; `nothing`: neither, as a JSONata comparison with a field that is absent. */
export type Verdict = 'true' | 'false' | 'nothing';

/** What a condition asks, as far as it is understood. */
export type Condition =
  /** A question about one place: what stands there for each outcome. */
  | ({ readonly place: DataPlace } & Readonly<Record<Verdict, PossibleValues>>)
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  /** Comes to either, whatever is known. */
  | { readonly unknown: true };

/** A condition of which nothing is understood. */
export const UNKNOWN_CONDITION: Condition = { unknown: true };

/** The places that a condition asks about. */
export function placesIn(condition: Condition): readonly DataPlace[] {
  if ('place' in condition) return [condition.place];
  if ('not' in condition) return placesIn(condition.not);
  return 'all' in condition ? condition.all.flatMap(placesIn) : 'any' in condition ? condition.any.flatMap(placesIn) : [];
}

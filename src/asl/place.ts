import type { QueryLanguage } from './definition';
import type { JsonValue } from './json';
import { nearestName } from './nearest-name';
import { childPointer } from './pointer';
import type { Problem, ProblemCode } from './problem';

/** What one parse has found so far. */
export interface Findings {
  readonly problems: Problem[];
  /** How many more nearest names may be looked for: each costs a pass over its candidates. */
  nameSearches: number;
}

/** An object of the definition under check. */
export interface Place {
  readonly pointer: string;
  readonly stateName?: string;
  readonly queryLanguage: QueryLanguage;
  readonly findings: Findings;
}

/** The variable part of a problem; `fields` names what is missing or exclusive. */
export interface ProblemDetails {
  readonly expected: string;
  readonly received?: JsonValue | undefined;
  readonly hint?: string | undefined;
  readonly fields?: readonly string[];
}

/** Records a problem at a field of a place, or at the place itself when `field` is undefined. */
export function report(place: Place, field: string | number | undefined, code: ProblemCode, details: ProblemDetails): void {
  const pointer = field === undefined ? place.pointer : childPointer(place.pointer, field);
  const { expected, received, hint, fields } = details;
  place.findings.problems.push({
    code,
    ...(place.stateName === undefined ? {} : { stateName: place.stateName }),
    pointer,
    expected,
    ...(received === undefined ? {} : { received }),
    ...(hint === undefined ? {} : { hint }),
    ...(fields === undefined ? {} : { fields }),
  });
}

/** Gives the place of a child object. */
export function childPlace(place: Place, token: string | number): Place {
  return { ...place, pointer: childPointer(place.pointer, token) };
}

/** Gives `did you mean "X"?` for a misspelt name, or undefined when nothing is near. */
export function didYouMean(place: Place, name: string, candidates: Iterable<string>): string | undefined {
  if (place.findings.nameSearches-- <= 0) return undefined;
  const nearest = nearestName(name, candidates);
  return nearest === undefined ? undefined : `did you mean "${nearest}"?`;
}

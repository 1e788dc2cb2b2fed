import type { QueryLanguage } from './definition';
import type { JsonValue } from './json';
import { nearestName } from './nearest-name';
import { childPointer } from './pointer';
import type { ProblemCode, StructureProblem } from './problem';
import { structureProblem } from './structure-problem';
import type { Wanted } from './wanted';

/** What one parse has found so far. */
export interface Findings {
  readonly problems: StructureProblem[];
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
  readonly received?: JsonValue | undefined;
  readonly hint?: string | undefined;
  readonly fields?: readonly string[];
}

/** Records a problem at a field of a place, or at the place itself when `field` is undefined. */
export function report<Code extends ProblemCode>(
  place: Place,
  field: string | number | undefined,
  code: Code,
  wanted: Wanted[Code],
  { received, hint, fields }: ProblemDetails = {},
): void {
  const { stateName } = place;
  const pointer = field === undefined ? place.pointer : childPointer(place.pointer, field);
  place.findings.problems.push(
    structureProblem(code, wanted, {
      ...(stateName === undefined ? {} : { stateName }),
      pointer,
      ...(received === undefined ? {} : { received }),
      ...(hint === undefined ? {} : { hint }),
      ...(fields === undefined ? {} : { fields }),
    }),
  );
}

/** The place of a child object. */
export function childPlace(place: Place, token: string | number): Place {
  return { ...place, pointer: childPointer(place.pointer, token) };
}

/** `did you mean "X"?` for a misspelt name, or undefined when nothing is near. */
export function didYouMean(place: Place, name: string, candidates: Iterable<string>): string | undefined {
  if (place.findings.nameSearches-- <= 0) return undefined;
  const nearest = nearestName(name, candidates);
  return nearest === undefined ? undefined : `did you mean "${nearest}"?`;
}

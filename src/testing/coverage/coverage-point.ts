/** What coverage counts, in the order in which it is shown. */
export const COVERAGE_KINDS = Object.freeze([
  'states',
  'transitions',
  'rules',
  'operands',
  'retriers',
  'catchers',
  'items',
  'failures',
] as const);

/**
 * One thing that coverage counts. `rules`: each choice rule true and false; `operands`: each operand of And and Or decides the rule, as true and as
 * false (MC/DC); `items`: each Map with none, one and many; `failures`: each branch of a Parallel fails.
 */
export type CoverageKind = (typeof COVERAGE_KINDS)[number];

/** Something that a suite may reach. */
export interface CoveragePoint {
  /** Unique in its machine: pointer, kind and outcome. */
  readonly id: string;
  readonly kind: CoverageKind;
  readonly state: string;
  /** JSON pointer into the definition. */
  readonly pointer: string;
  /** `true`, `false`, `none`, `one`, `many`; undefined where being reached is all. */
  readonly outcome: string | undefined;
  /** For a person: `→ Ship`, `Choices/0 true`. */
  readonly label: string;
}

/** Id of the point for an outcome at a place. */
export function pointId(kind: CoverageKind, pointer: string, outcome?: string): string {
  return outcome === undefined ? `${kind} ${pointer}` : `${kind} ${pointer} ${outcome}`;
}

import type { JsonValue } from './json';
import type { Wanted } from './wanted';

/** A place in the text of a definition: line and column count from 1. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

/** What can be wrong with the structure of a definition, as stable literals; `docs/errors.md` has an entry for each. */
export const PROBLEM_CODES = Object.freeze([
  'INVALID_JSON',
  'NOT_A_MACHINE',
  'DEFINITION_TOO_LARGE',
  'NESTED_TOO_DEEPLY',
  'DUPLICATE_KEY',
  'INEXACT_NUMBER',
  'MISSING_FIELD',
  'UNKNOWN_FIELD',
  'WRONG_QUERY_LANGUAGE',
  'QUERY_LANGUAGE_DOWNGRADE',
  'WRONG_TYPE',
  'UNKNOWN_VALUE',
  'OUT_OF_RANGE',
  'EMPTY_VALUE',
  'EXCLUSIVE_FIELDS',
  'MISSING_ALTERNATIVE',
  'UNKNOWN_STATE_TYPE',
  'MISSING_TRANSITION',
  'MISSING_TRANSITION_TARGET',
  'DUPLICATE_STATE_NAME',
  'STATE_NAME_LENGTH',
  'STATES_ALL_PLACEMENT',
  'DISTRIBUTED_ONLY',
  'INVALID_TIMESTAMP',
] as const);

/** One of {@link PROBLEM_CODES}. */
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** One thing wrong with a definition, as data. */
export interface Problem {
  /** Stable literal; `docs/errors.md` has an entry for each. */
  readonly code: string;
  /** State it is in, if it is in one. */
  readonly stateName?: string;
  /** JSON pointer (RFC 6901) of the place. */
  readonly pointer: string;
  readonly expected: string;
  /** What is there; absent when something is missing. */
  readonly received?: JsonValue | undefined;
  /** One sentence that says what to change. */
  readonly hint?: string;
  /** Known when the definition was given as text. */
  readonly position?: SourcePosition;
  /** The fields it is about: the missing ones, or those that exclude each other. */
  readonly fields?: readonly string[];
  /** What the service says of it, where that does not follow from the code. */
  readonly aws?: { readonly code: string; readonly message: string; readonly location?: string };
}

/** A problem of a definition's structure: what its place wanted is data, and `expected` says it in our words. */
export type StructureProblem = {
  [Code in ProblemCode]: Problem & { readonly code: Code; readonly wanted: Wanted[Code] };
}[ProblemCode];

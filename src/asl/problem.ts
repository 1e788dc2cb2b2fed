import type { JsonValue } from './json';

/** A place in the text of a definition: line and column count from 1. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

/** One thing wrong with a definition, as data. */
export interface Problem {
  /** Stable literal; `docs/errors.md` has an entry for each. */
  readonly code: string;
  /** State it stands in, when it stands in one. */
  readonly stateName?: string;
  /** JSON pointer (RFC 6901) of the place. */
  readonly pointer: string;
  readonly expected: string;
  /** What stands there; absent when something is missing. */
  readonly received?: JsonValue | undefined;
  /** One sentence that says what to change. */
  readonly hint?: string;
  /** Known when the definition was given as text. */
  readonly position?: SourcePosition;
}

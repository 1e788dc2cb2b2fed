import type { JsonValue } from '../../asl';

/** One enclosing Map iteration or Parallel branch of a visit. */
export interface VisitBranch {
  /** The visit of the Map or Parallel state. */
  readonly visit: StateVisit;
  /** Index of the item or branch, from 0. */
  readonly index: number;
}

/** A failed attempt of a state, or its failure for good. */
export interface VisitFailure {
  readonly error: string | undefined;
  readonly cause: string | undefined;
  /** Virtual time in milliseconds since the epoch. */
  readonly at: number;
}

/** One visit of one state, as the history tells it. */
export interface StateVisit {
  /** Counts visits of the execution from 1, in the order of entry. */
  readonly number: number;
  readonly state: string;
  /** `Task`, `Choice`, … */
  readonly kind: string;
  /** Innermost Map iteration or Parallel branch around it; undefined at the top. */
  readonly branch: VisitBranch | undefined;
  /** Virtual time in milliseconds since the epoch. */
  readonly enteredAt: number;
  readonly exitedAt: number | undefined;
  readonly input: JsonValue | undefined;
  /** Undefined while it runs and when it failed. */
  readonly output: JsonValue | undefined;
  /** JSON text of the same, as the history has it. */
  readonly inputText: string | undefined;
  readonly outputText: string | undefined;
  /** Attempts that were started: 1 without a retry. */
  readonly attempts: number;
  readonly retries: number;
  readonly failures: readonly VisitFailure[];
  /** The state entered next, known once it was. */
  readonly next: string | undefined;
  /** The failure that a catcher took and where it went. */
  readonly caught: (VisitFailure & { readonly next: string | undefined }) | undefined;
  readonly status: 'SUCCEEDED' | 'CAUGHT' | 'FAILED' | 'ABORTED' | 'WAITING';
}

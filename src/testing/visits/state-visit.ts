import type { JsonObject, JsonValue } from '../../asl';

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

/** One attempt of a state: the first, or a retry. */
export interface VisitAttempt {
  /** Virtual time in milliseconds since the epoch. */
  readonly startedAt: number;
  /** Undefined while it runs. */
  readonly endedAt: number | undefined;
  /** Milliseconds that passed since the attempt before it failed; 0 for the first. */
  readonly delay: number;
  /** What the service was sent: tasks only. */
  readonly input: JsonValue | undefined;
  /** The time that the service gave the task; absent where the definition sets none. */
  readonly timeoutSeconds?: number;
  /** The time within which the service wanted a heartbeat; absent where the definition sets none. */
  readonly heartbeatSeconds?: number;
  /** Raw result: tasks that succeeded only. */
  readonly result: JsonValue | undefined;
  readonly failure: VisitFailure | undefined;
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
  /** Each attempt that was started. */
  readonly tries: readonly VisitAttempt[];
  /** Milliseconds of virtual time from entry to exit, or to the failure that ended it; undefined while it runs. */
  readonly duration: number | undefined;
  /** Variables that could be read in it: those of its branch and of the states around it, as they were on entry. */
  readonly variables: JsonObject;
  /** Variables that it assigned; empty until it is left. */
  readonly assigned: JsonObject;
  readonly failures: readonly VisitFailure[];
  /** The state entered next, known once it was. */
  readonly next: string | undefined;
  /** The failure that a catcher took and where it went. */
  readonly caught: (VisitFailure & { readonly next: string | undefined }) | undefined;
  readonly status: 'SUCCEEDED' | 'CAUGHT' | 'FAILED' | 'ABORTED' | 'WAITING';
}

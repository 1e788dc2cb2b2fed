import { type JsonValue, QUOTAS } from '../asl';

/** A States error: what `Retry` and `Catch` match and, uncaught, what ends the execution. Data; it is thrown inside a state's run only. */
export class Failure {
  /** Undefined when the task failed without one; empty for a timeout, which has no text. At most as long as the service keeps it. */
  readonly cause: string | undefined;

  constructor(
    /** Error name; undefined when the task failed without one. */
    readonly error: string | undefined,
    cause: string | undefined,
    /** A task failed, rather than the state around it. */
    readonly fromTask = false,
    /** The heartbeat ran out: recorded as a timeout, matched by `States.HeartbeatTimeout` as well. */
    readonly heartbeat = false,
    /** Ends the execution whatever the states around it say. */
    readonly terminal = error === 'States.Runtime',
  ) {
    this.cause = cause === undefined || cause.length <= QUOTAS.causeLength ? cause : cause.slice(0, QUOTAS.causeLength);
  }

  /** `$states.errorOutput`, and what a catcher puts at its ResultPath. */
  output(): JsonValue {
    return { Error: this.error ?? null, Cause: this.cause ?? null };
  }
}

/** The history is full: the execution ends whatever its branches do. */
export class HistoryQuotaReached {}

/** Makes a failure that ends the execution: no retrier or catcher applies to it. */
export function terminal(error: string, cause: string): Failure {
  return new Failure(error, cause, false, false, true);
}

/** States.Runtime ends the execution: no retrier or catcher applies to it, not even by its own name. So does a payload over the limit, but a task's own result. */
export function isCatchable(failure: Failure): boolean {
  return !failure.terminal;
}

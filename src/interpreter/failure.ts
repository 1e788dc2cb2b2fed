import { type JsonValue, QUOTAS } from '../asl';
import { EvaluationError } from '../data';
import type { EnforcedQuotas } from './quotas/quota-switches';

/** A States error: what `Retry` and `Catch` match and, uncaught, what ends the execution. Data; it is thrown inside a state's run only. */
export class Failure {
  constructor(
    /** Error name; undefined when the task failed without one. */
    readonly error: string | undefined,
    /** Undefined when the task failed without one; empty for a timeout, which has no text. */
    readonly cause: string | undefined,
    /** A task failed, rather than the state around it. */
    readonly fromTask = false,
    /** The heartbeat ran out: recorded as a timeout, matched by `States.HeartbeatTimeout` as well. */
    readonly heartbeat = false,
    /** Ends the execution whatever the states around it say. */
    readonly terminal = error === 'States.Runtime',
  ) {}

  /** The failure with texts as long as the service keeps them: what retriers, catchers and the end of an execution see. */
  within(limits: ErrorTextLimits): Failure {
    const { error, cause } = this;
    if ((error ?? '').length <= limits.error && (cause ?? '').length <= limits.cause) return this;
    return new Failure(error?.slice(0, limits.error), cause?.slice(0, limits.cause), this.fromTask, this.heartbeat, this.terminal);
  }

  /** `$states.errorOutput`, and what a catcher puts at its ResultPath. */
  output(): JsonValue {
    return { Error: this.error ?? null, Cause: this.cause ?? null };
  }
}

/** Characters that an error name and a cause may have. */
export interface ErrorTextLimits {
  readonly error: number;
  readonly cause: number;
}

/** The limits of error texts with these switches. */
export function errorTextLimits(quotas: Pick<EnforcedQuotas, 'errorLength' | 'causeLength'>): ErrorTextLimits {
  return {
    error: quotas.errorLength ? QUOTAS.errorLength : Number.POSITIVE_INFINITY,
    cause: quotas.causeLength ? QUOTAS.causeLength : Number.POSITIVE_INFINITY,
  };
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

/** Of what a state has thrown: whether it ends the execution, as what is not {@link isCatchable} does. */
export function isTerminalFailure(thrown: unknown): boolean {
  if (thrown instanceof Failure) return thrown.terminal;
  return thrown instanceof EvaluationError && (thrown.errorName === 'States.Runtime' || thrown.errorName === 'States.DataLimitExceeded');
}

import type { Duration } from 'aws-cdk-lib';
import type { ErrorName, PossibleErrorName, RaisesAny } from '../types/error-name';

/**
 * One retrier.
 *
 * @typeParam Names the names it answers, as written
 * @typeParam From what the task raises
 */
export interface RetryRule<Names extends string = ErrorName, From = RaisesAny> {
  /** Error names it retries; @default all errors */
  readonly errors?: readonly PossibleErrorName<Names, From>[];
  /** @default 1 second */
  readonly interval?: Duration;
  /** Retries after the first attempt; @default 3 */
  readonly maxAttempts?: number;
  /** @default 2 */
  readonly backoffRate?: number;
  /** Longest pause between attempts. @default none */
  readonly maxDelay?: Duration;
  /** Whether each pause is a random part of its length. @default false */
  readonly jitter?: boolean;
}

/**
 * What a step takes as its `retry` beside a list: one retrier, or what {@link retry} makes. One type for both, so that the compiler points at the
 * name that is wrong.
 *
 * @typeParam Names the names it answers, as written
 * @typeParam From what the task raises
 */
export interface RetryGiven<Names extends string, From> extends RetryRule<Names, From>, Partial<RetryPolicy> {}

/** What a step does when an attempt fails; made by {@link retry}. */
export interface RetryPolicy {
  readonly rules: readonly RetryRule[];
  /** Whether the retrier that aws-cdk-lib adds to Lambda tasks for the service's own faults stays. */
  readonly serviceFaults: boolean;
  /** The rules for HTTP tasks, where they differ: the status of a failure says whether a retry may help. @default the rules */
  readonly http?: readonly RetryRule[];
}

/**
 * Options of {@link retry.transient}.
 *
 * @typeParam Names the names of the exceptions, as written
 */
export interface TransientOptions<Names extends string = ErrorName> extends Omit<RetryRule, 'errors'> {
  /** Errors that no retry can fix. @default none */
  readonly except?: readonly PossibleErrorName<Names>[];
}

import { Duration } from 'aws-cdk-lib';
import type { RetryPolicy, RetryRule, TransientOptions } from './retry';

const longestAttempts = 99_999_999;

/** Errors of expressions: the same data gives them again. */
const hopeless = ['States.QueryEvaluationError', 'States.ParameterPathFailure', 'States.IntrinsicFailure'];

/** Policies for the `retry` option of a step. */
export const retry = {
  /**
   * Retries what may pass by itself: a failed task or a timeout, two times, after about 1 and 2 seconds.
   *
   * @example retry.transient({ except: ['CardDeclined'] })
   */
  transient(options: TransientOptions = {}): RetryPolicy {
    const { except, ...rule } = options;
    const errors = ['States.TaskFailed', 'States.Timeout'];
    const mend: RetryRule = { errors, interval: Duration.seconds(1), maxAttempts: 2, backoffRate: 2, jitter: true, ...rule };
    return {
      rules: except === undefined || except.length === 0 ? [mend] : [{ errors: except, maxAttempts: 0 }, mend],
      serviceFaults: true,
    };
  },

  /** Never retries; also leaves out the retrier for Lambda's own faults that tasks have otherwise. */
  never(): RetryPolicy {
    return { rules: [], serviceFaults: false };
  },

  /**
   * Retries until it works: pauses of about 2, 4, 8 seconds and so on up to five minutes. For steps that must happen in the end. An
   * expression that cannot be evaluated is not retried, since it never can be.
   */
  untilItWorks(options: Omit<RetryRule, 'maxAttempts' | 'errors'> = {}): RetryPolicy {
    const rule = { interval: Duration.seconds(2), backoffRate: 2, maxDelay: Duration.minutes(5), jitter: true, ...options };
    return {
      rules: [
        { errors: hopeless, maxAttempts: 0 },
        { ...rule, maxAttempts: longestAttempts },
      ],
      serviceFaults: false,
    };
  },

  /** Retriers of your own, tried in order; the first that names the error decides. */
  rules(...rules: readonly RetryRule[]): RetryPolicy {
    return { rules, serviceFaults: true };
  },
};

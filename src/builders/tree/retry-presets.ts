import { Duration } from 'aws-cdk-lib';
import { requireAtMost } from '../../expressions';
import type { ErrorName } from '../types/error-name';
import { knownOptions } from './known-options';
import { ownRules } from './lambda-faults';
import type { RetryPolicy, RetryRule, TransientOptions } from './retry';

const longestAttempts = 99_999_999;

/** Errors of expressions and paths: the same data gives them again. States.Runtime is never retried. */
const hopeless = ['States.QueryEvaluationError', 'States.ReferencePathConflict'];

/** Failures of HTTP tasks that may pass: no answer, too many calls, and servers in front of the one that works. */
const passingHttp = ['States.Http.Socket', 'States.Timeout', ...[429, 502, 503, 504].map((status) => `States.Http.StatusCode.${status}`)];

/** Policies for the `retry` option of a step. */
export const retry = {
  /**
   * Retries failures that may pass by themselves: a failed task or a timeout, two times, after about 1 and 2 seconds. An HTTP task is retried when
   * it got no answer, or the status says to come back (429, 502, 503, 504): what is not there will not be there a second later. Lambda
   * tasks keep the retrier that aws-cdk-lib gives them for the service's own faults, but for those that `except` names.
   *
   * @example retry.transient({ except: ['CardDeclined'] })
   */
  transient<Names extends ErrorName>(options: TransientOptions<Names> = {}): RetryPolicy {
    requireAtMost('retry.transient()', 1, arguments);
    const { except, ...rule } = knownOptions<TransientOptions>(undefined, 'retry.transient', options);
    const mending = (errors: readonly string[]): readonly RetryRule[] => {
      const mend: RetryRule = { errors, interval: Duration.seconds(1), maxAttempts: 2, backoffRate: 2, jitter: true, ...rule };
      return except === undefined || except.length === 0 ? [mend] : [{ errors: except, maxAttempts: 0 }, mend];
    };
    return { rules: mending(['States.TaskFailed', 'States.Timeout']), serviceFaults: true, http: mending(passingHttp) };
  },

  /** Never retries; also leaves out the retrier for Lambda's own faults that tasks have otherwise. */
  never(): RetryPolicy {
    requireAtMost('retry.never()', 0, arguments);
    return { rules: [], serviceFaults: false };
  },

  /**
   * Retries until it works: pauses of about 2, 4, 8 seconds and so on up to five minutes. For steps that must happen in the end. An
   * expression that cannot be evaluated is not retried, since it never can be.
   */
  untilItWorks(options: Omit<RetryRule, 'maxAttempts' | 'errors'> = {}): RetryPolicy {
    requireAtMost('retry.untilItWorks()', 1, arguments);
    const given = knownOptions(undefined, 'retry.untilItWorks', options);
    const rule = { interval: Duration.seconds(2), backoffRate: 2, maxDelay: Duration.minutes(5), jitter: true, ...given };
    return {
      rules: [
        { errors: hopeless, maxAttempts: 0 },
        { ...rule, maxAttempts: longestAttempts },
      ],
      serviceFaults: false,
    };
  },

  /**
   * Retriers of your own, tried in order; the first that names the error decides. Lambda tasks keep the retrier that aws-cdk-lib gives them for those of
   * the service's own faults that no rule names, unless one takes every error.
   */
  rules<Names extends ErrorName>(...rules: readonly RetryRule<Names>[]): RetryPolicy {
    for (const rule of rules) knownOptions(undefined, 'retry.rules', rule);
    return ownRules(rules);
  },
};

import type { Retrier } from '../../asl';
import type { Random } from '../../data';
import type { PreparedRetrier } from './prepared';

/** Fills in a retrier's defaults. */
export function prepareRetrier(retrier: Retrier): PreparedRetrier {
  return {
    errors: retrier.ErrorEquals,
    intervalSeconds: retrier.IntervalSeconds ?? 1,
    maxAttempts: retrier.MaxAttempts ?? 3,
    backoffRate: retrier.BackoffRate ?? 2,
    maxDelaySeconds: retrier.MaxDelaySeconds ?? Number.POSITIVE_INFINITY,
    jitter: retrier.JitterStrategy === 'FULL',
  };
}

/** Seconds before the next attempt, after `done` retries by this retrier. */
export function retryDelay(retrier: PreparedRetrier, done: number, random: Random): number {
  const delay = Math.min(retrier.intervalSeconds * retrier.backoffRate ** done, retrier.maxDelaySeconds);
  return retrier.jitter ? random.next() * delay : delay;
}

import type { Retrier } from '../../asl';

/** Seconds from a failure to the next attempt, after `done` retries by this retrier: jitter may take some or all of them away. */
export function fullDelay({ IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds = Infinity }: Retrier, done: number): number {
  return Math.min(IntervalSeconds * BackoffRate ** done, MaxDelaySeconds);
}

import type { JsonValue } from '../../asl';
import { type PathFailure, TOO_MANY_VALUES } from './path-failure';
import { MAXIMUM_PATH_VALUES } from './path-limits';

/** A failure when what a path found would be too long to write down: a value found a thousand times is written a thousand times. */
export function boundValues(results: readonly JsonValue[]): PathFailure | undefined {
  if (results.length < MAXIMUM_PATH_VALUES && !results.some((value) => typeof value === 'object')) return undefined;
  const pending: (readonly JsonValue[])[] = [results];
  let count = 0;
  for (let values = pending.pop(); values !== undefined; values = pending.pop()) {
    count += values.length;
    if (count > MAXIMUM_PATH_VALUES) return TOO_MANY_VALUES;
    for (const value of values) {
      if (typeof value === 'object' && value !== null)
        pending.push(Array.isArray(value) ? (value as readonly JsonValue[]) : Object.values(value));
    }
  }
  return undefined;
}

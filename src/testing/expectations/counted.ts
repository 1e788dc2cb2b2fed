import type { StateCounts } from '../../interpreter';
import { countsOfState } from '../visits/unread-children';
import { calledInstead } from './called';
import type { CatchExpectation } from './caught';
import { matchesText, type TextPattern } from './outcome';
import type { RetryExpectation } from './retried';
import type { CountedExpectation, CountedReason } from './unread';

/** Every state was visited, if it is one; the order of several is in the histories. */
export const visitsCounted: CountedExpectation = (counts, _tools, states) => {
  const visited = states.every((state) => (countsOfState(counts, String(state))?.visits ?? 0) > 0);
  return !visited || states.length === 1 ? visited : undefined;
};

/** Another number of visits cannot be exactly these. */
export const visitsExactlyCounted: CountedExpectation = ({ states: all }, _tools, states) =>
  all.reduce((sum, { visits }) => sum + visits, 0) === states.length ? undefined : false;

export const transitionsCounted: CountedExpectation = (counts, _tools, states) =>
  states
    .slice(0, -1)
    .every((from, index) =>
      countsOfState(counts, String(from))?.transitions.some(({ next, count }) => next === states[index + 1] && count > 0),
    );

export const retriesCounted: CountedExpectation = (counts, _tools, [state, count, more]) => {
  const found = countsOfState(counts, String(state));
  // Attempts after a redrive count as retries of the same visit, which no number here tells apart.
  if (found === undefined || counts.redriven) return undefined;
  const pass = visitsRetried(found, count as number | undefined) > 0;
  return pass && (more as Partial<RetryExpectation> | undefined)?.delays !== undefined ? undefined : pass;
};

function visitsRetried({ visits, retried }: StateCounts, count: number | undefined): number {
  const once = retried.reduce((sum, number) => sum + number, 0);
  if (count === undefined) return once;
  return count === 0 ? visits - once : (retried[count] ?? 0);
}

export const catchesCounted: CountedExpectation = (counts, tools, [state, error, by]) =>
  countsOfState(counts, String(state))?.catches.some(
    (each) =>
      (error === undefined || matchesText(each.error, error as TextPattern, tools)) &&
      (by === undefined || each.next === (by as CatchExpectation).next),
  );

export const callsCounted: CountedExpectation = (counts, _tools, [state, count]) => {
  const made = countsOfState(counts, String(state))?.calls ?? 0;
  return count === undefined ? made > 0 : made === count;
};

/** What came in place of the calls that were expected, over all child executions. */
export const calledCounted: CountedReason = (counts, [state, count]) =>
  calledInstead(String(state), count as number | undefined, countsOfState(counts, String(state))?.calls ?? 0);

import { abridged, type JsonValue, shortened } from '../../asl';
import { isRegExp } from '../regular-expression';
import { failureText } from '../trace/step-row';
import { holdsAsymmetric, patternText } from './asymmetric';
import type { Subject } from './subject';

/** What failed a run is the first thing to read: it is shown whole unless it is a page of its own. */
const LONGEST_FAILURE = 1000;

/** How an execution stands, as the end of a sentence, whose full stop the caller writes: `it succeeded`, `it failed with NoCarrier: nobody delivers there`. */
export function howItEnded({ status, error, cause, visits }: Subject): string {
  if (status === 'SUCCEEDED') return 'it succeeded';
  if (status === 'RUNNING') {
    const waiting = visits
      .filter((visit) => visit.status === 'WAITING' && visit.kind !== 'Map' && visit.kind !== 'Parallel')
      .map((visit) => `"${visit.state}"`);
    return `it is still running${waiting.length === 0 ? '' : ` in ${waiting.join(', ')}`}`;
  }
  const verb = status === 'TIMED_OUT' ? 'timed out' : status === 'ABORTED' ? 'was stopped' : 'failed';
  return error === undefined && cause === undefined
    ? `it ${verb} without an error`
    : `it ${verb} with ${failureText({ error, cause }, LONGEST_FAILURE).replace(/\.$/, '')}`;
}

/** An expected or received value in a few words: JSON, a regular expression, or what an asymmetric matcher calls itself. */
export function valueText(value: unknown, longest = 120): string {
  if (value === undefined) return 'undefined';
  if (isRegExp(value)) return String(value);
  try {
    return holdsAsymmetric(value) ? shortened(patternText(value), longest) : abridged(value as JsonValue, longest);
  } catch {
    return String(value);
  }
}

/** States as a path: `"Charge" → "Ship"`. */
export function statesText(states: readonly string[]): string {
  return states.map((state) => `"${state}"`).join(' → ');
}

/** `1 time`, `3 times`. */
export function times(count: number): string {
  return `${count} ${count === 1 ? 'time' : 'times'}`;
}

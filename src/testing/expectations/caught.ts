import { kinds, type OptionTable } from '../../asl';
import { requireOptions } from '../require-options';
import { failureText } from '../trace/step-row';
import { UsageError } from '../usage-error';
import type { Expectation } from './finding';
import { matchesText, type TextPattern } from './outcome';
import { valueText } from './phrases';
import type { Subject } from './subject';

/** Which catcher is expected to take a failure. */
export interface CatchExpectation {
  /** The state that the catcher goes to. */
  readonly next: string;
}

const OPTIONS: OptionTable<CatchExpectation> = { next: kinds.name };

/** Throws a usage error for what says no catcher. */
export function checkCatch(value: unknown, matcher: string, { machine }: Subject): void {
  requireOptions(`${matcher}()`, value, OPTIONS);
  const { next } = value as Partial<CatchExpectation>;
  if (next === undefined)
    throw new UsageError(`${matcher}() expected the state that a catcher goes to, received none.`, "write { next: 'Refund' }.");
  machine?.requireState(next);
}

/** A catcher of the state took a failure, with this error and by the catcher that goes to this state when they are given. */
export const catches: Expectation<[state: string, error?: TextPattern, by?: CatchExpectation]> = (subject, tools, state, error, by) => {
  const marked = subject.visits.filter((visit) => visit.state === state);
  const wanted = `"${state}" to catch ${error === undefined ? 'a failure' : valueText(error)}${by === undefined ? '' : ` and go to "${by.next}"`}`;
  if (marked.length === 0) return { pass: false, reason: `Expected ${wanted}, but it was never visited.` };
  const caught = marked.filter((visit) => visit.caught !== undefined);
  const fitting = caught.filter(
    (visit) =>
      (error === undefined || matchesText(visit.caught?.error, error, tools)) && (by === undefined || visit.caught?.next === by.next),
  );
  if (fitting.length > 0)
    return { pass: true, reason: `Expected ${wanted.replace('to catch', 'not to catch')}, but it did.`, marked: fitting };
  const failed = marked.find((visit) => visit.status === 'FAILED');
  const why =
    caught.length > 0
      ? `it caught ${caught.map((visit) => `${failureText(visit.caught)}${by === undefined ? '' : ` and went to "${visit.caught?.next}"`}`).join('; ')}`
      : failed !== undefined
        ? `nothing caught ${failureText(failed.failures.at(-1))}`
        : 'it did not fail';
  return { pass: false, reason: `Expected ${wanted}, but ${why}.`, marked };
};

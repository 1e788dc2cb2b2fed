import { kinds, listedQuoted, type OptionTable } from '../../asl';
import { takesError } from '../machine-view/takes-error';
import { requireOptions } from '../require-options';
import { failureText } from '../trace/step-row';
import { UsageError } from '../usage-error';
import type { Expectation } from './finding';
import type { Matcher } from './matcher';
import { matchesText, spelledOtherwise, type TextPattern } from './outcome';
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

/** `.not` of what no catcher of the state can do: take the error, or go to the state. */
export function neverCaught(
  { machine, visits }: Subject,
  [state, error, by]: readonly unknown[],
): ReturnType<NonNullable<Matcher['never']>> {
  const fact = machine?.get(String(state));
  if (fact === undefined) return undefined;
  const { catchers } = fact;
  const name = JSON.stringify(fact.name);
  const hint = `leave it out, or write .toHaveVisited(${name}) if that is meant.`;
  if (catchers.length === 0) return { why: `${name} has no catcher`, hint };
  const { next } = (by ?? {}) as Partial<CatchExpectation>;
  if (typeof error === 'string') {
    // A worker that gives no sign of life in time fails with States.Timeout, which a catcher of heartbeats takes too.
    const takes = catchers.filter(
      ({ ErrorEquals }) =>
        takesError(ErrorEquals, error) || (error === 'States.Timeout' && ErrorEquals.includes('States.HeartbeatTimeout')),
    );
    if (takes.length === 0)
      return {
        why: `no catcher of ${name} takes ${JSON.stringify(error)}`,
        hint: `they take ${listedQuoted(new Set(catchers.flatMap((each) => each.ErrorEquals)))}.`,
      };
    if (next !== undefined && !takes.some((each) => each.Next === next))
      return {
        why: `the catchers of ${name} that take ${JSON.stringify(error)} go to ${listedQuoted(new Set(takes.map((each) => each.Next)))}`,
        hint,
      };
    if (!visits.some(({ caught }) => caught?.error === error)) {
      const misspelt = spelledOtherwise(machine, error, `.not.toHaveCaught(${name}, expect.stringMatching(…))`);
      if (misspelt !== undefined) return misspelt;
    }
  }
  if (next === undefined || catchers.some((each) => each.Next === next)) return undefined;
  return { why: `the catchers of ${name} go to ${listedQuoted(new Set(catchers.map((each) => each.Next)))}`, hint };
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

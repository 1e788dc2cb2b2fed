import { elementAt, kinds, type OptionTable } from '../../asl';
import { requireOptions } from '../require-options';
import { durationMilliseconds, durationText, type VirtualDuration } from '../time/duration';
import { UsageError } from '../usage-error';
import type { TimeKeeping } from '../visits/insides';
import type { StateVisit } from '../visits/state-visit';
import type { Expectation, MatcherFinding } from './finding';
import type { Matcher } from './matcher';
import { allAsSeconds, type OtherReading } from './other-reading';
import { times } from './phrases';
import type { Subject } from './subject';
import { isDuration } from './time-kept';

/** What more is expected of retries. */
export interface RetryExpectation {
  /** Virtual time between each failure and the attempt after it. */
  readonly delays: readonly VirtualDuration[];
}

const OPTIONS: OptionTable<RetryExpectation> = { delays: kinds.list };

/** Throws a usage error for what says no delays. */
export function checkRetries(value: unknown, matcher: string): void {
  requireOptions(`${matcher}()`, value, OPTIONS);
  const { delays = [] } = value as Partial<RetryExpectation>;
  if (delays.length === 0)
    throw new UsageError(`${matcher}() expected delays, received none.`, 'write { delays: [1000, 2000] }, or leave them out.');
  for (const delay of delays) durationMilliseconds(delay, `${matcher}()`);
}

/** Delays of bare numbers, read as seconds. */
export function retriesOtherwise(value: unknown): OtherReading | undefined {
  const delays = allAsSeconds((value as Partial<RetryExpectation> | undefined)?.delays ?? []);
  return delays === undefined ? undefined : { ...delays, value: { delays: delays.value } };
}

/** `.not` of more retries than the retriers allow, or of any where there is no retrier. */
export function neverRetried(
  { machine, history }: Subject,
  [state, count, more]: readonly unknown[],
): ReturnType<NonNullable<Matcher['never']>> {
  const fact = machine?.get(String(state));
  if (fact !== undefined && !fact.retries && count !== 0) {
    const name = JSON.stringify(fact.name);
    return { why: `${name} has no retrier`, hint: `leave it out, or write .toHaveVisited(${name}) if that is meant: nothing retries it.` };
  }
  const number = Math.max((count as number | undefined) ?? 0, (more as Partial<RetryExpectation> | undefined)?.delays?.length ?? 0);
  // A redrive starts the retriers over.
  if (fact === undefined || number < fact.mostAttempts || history.some(({ type }) => type === 'ExecutionRedriven')) return undefined;
  const most = fact.mostAttempts - 1;
  const name = JSON.stringify(fact.name);
  return most === 0
    ? { why: `the retriers of ${name} allow no retry`, hint: `write .not.toHaveRetried(${name}), without a number.` }
    : { why: `the retriers of ${name} allow ${most} ${most === 1 ? 'retry' : 'retries'} in all`, hint: `write a number up to ${most}.` };
}

/** Some visit of the state was retried this often, or at all when no number is given, after these delays. */
export const retries: Expectation<[state: string, count?: number, more?: RetryExpectation]> = (subject, _tools, state, count, more) => {
  const marked = subject.visits.filter((visit) => visit.state === state);
  const wanted = `"${state}" to be retried${count === undefined ? '' : ` ${times(count)}`}`;
  if (marked.length === 0) return { pass: false, reason: `Expected ${wanted}, but it was never visited.` };
  const fitting = marked.filter((visit) => (count === undefined ? visit.retries > 0 : visit.retries === count));
  const pass = fitting.length > 0;
  if (pass && more?.delays !== undefined) return delayed(fitting, more.delays, state, subject.time);
  if (pass) return { pass, reason: `Expected ${wanted.replace('to be', 'not to be')}, but it was.`, marked };
  return { pass, reason: `Expected ${wanted}, but ${retriesText(marked)}.`, marked };
};

function delayed(visits: readonly StateVisit[], wanted: readonly VirtualDuration[], state: string, time: TimeKeeping): MatcherFinding {
  const expected = wanted.map((duration) => durationMilliseconds(duration, 'toHaveRetried()'));
  const delaysOf = (visit: StateVisit): readonly number[] => visit.tries.slice(1).map((attempt) => attempt.delay);
  const fitting = visits.filter((visit) => {
    const delays = delaysOf(visit);
    return delays.length === expected.length && delays.every((delay, index) => isDuration(delay, elementAt(expected, index), time));
  });
  const text = `"${state}" to be retried after ${delaysText(expected)}`;
  if (fitting.length > 0) return { pass: true, reason: `Expected ${text.replace('to be', 'not to be')}, but it was.`, marked: fitting };
  const came = visits.slice(0, 3).map((visit) => delaysText(delaysOf(visit)));
  return { pass: false, reason: `Expected ${text}, but it was after ${came.join('; then after ')}.`, marked: visits };
}

function delaysText(delays: readonly number[]): string {
  return delays.length === 0 ? 'no delay' : delays.map(durationText).join(', ');
}

function retriesText(visits: readonly StateVisit[]): string {
  const texts = visits.map((visit) => {
    const errors = visit.failures.map((failure) => failure.error ?? 'an error without a name').join(', ');
    return `${times(visit.retries)} (${visit.attempts} ${visit.attempts === 1 ? 'attempt' : 'attempts'}${errors === '' ? '' : `; it failed with ${errors}`})`;
  });
  if (texts.length === 1) return `it was retried ${texts[0]}`;
  const shown = texts.slice(0, 5).map((text, index) => `visit ${visits[index]?.number}: ${text}`);
  return `its visits were retried ${shown.join('; ')}${texts.length > 5 ? '; …' : ''}`;
}

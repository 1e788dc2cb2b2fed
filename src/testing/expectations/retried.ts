import type { StateVisit } from '../execution/state-visit';
import { UsageError } from '../usage-error';
import type { Expectation } from './finding';
import { times } from './phrases';

/** Some visit of the state was retried this often, or at all when no number is given. */
export const retries: Expectation<[state: string, count?: number]> = (subject, _tools, state, count) => {
  subject.machine?.requireState(state);
  if (count !== undefined && (!Number.isInteger(count) || count < 0)) {
    throw new UsageError(
      `toHaveRetried() expected a whole number of retries, received ${String(count)}.`,
      'two retries are three attempts.',
    );
  }
  const marked = subject.visits.filter((visit) => visit.state === state);
  const wanted = `"${state}" to be retried${count === undefined ? '' : ` ${times(count)}`}`;
  if (marked.length === 0) return { pass: false, reason: `Expected ${wanted}, but it was never visited.` };
  const pass = marked.some((visit) => (count === undefined ? visit.retries > 0 : visit.retries === count));
  if (pass) return { pass, reason: `Expected ${wanted.replace('to be', 'not to be')}, but it was.`, marked };
  return { pass, reason: `Expected ${wanted}, but ${retriesText(marked)}.`, marked };
};

function retriesText(visits: readonly StateVisit[]): string {
  const texts = visits.map((visit) => {
    const errors = visit.failures.map((failure) => failure.error ?? 'an error without a name').join(', ');
    return `${times(visit.retries)} (${visit.attempts} ${visit.attempts === 1 ? 'attempt' : 'attempts'}${errors === '' ? '' : `; it failed with ${errors}`})`;
  });
  if (texts.length === 1) return `it was retried ${texts[0]}`;
  const shown = texts.slice(0, 5).map((text, index) => `visit ${visits[index]?.number}: ${text}`);
  return `its visits were retried ${shown.join('; ')}${texts.length > 5 ? '; …' : ''}`;
}

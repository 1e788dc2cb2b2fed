import type { ExecutionCounts } from '../../interpreter';
import { UsageError } from '../usage-error';
import { countsOfState, type UnreadChildren } from '../visits/unread-children';
import type { MatcherFinding, Tools } from './finding';
import type { Judged, Matcher } from './matcher';
import type { Subject } from './subject';

/** Answers what a matcher asks by the counts alone; undefined when they do not tell. */
export type CountedExpectation = (counts: ExecutionCounts, tools: Tools, given: readonly unknown[]) => boolean | undefined;

/** Says why a matcher fails by the counts alone. */
export type CountedReason = (counts: ExecutionCounts, given: readonly unknown[]) => string;

/**
 * What a matcher found, where the histories of some child executions cannot be read: as it is when nothing in them bears on it, else by what was
 * counted while they ran. Throws a usage error, which names the option that keeps histories, where that does not tell either.
 */
export function withUnread(
  name: string,
  matcher: Matcher,
  subject: Subject,
  {
    tools,
    given,
    negated,
    found,
  }: { readonly tools: Tools; readonly given: readonly unknown[]; readonly negated: boolean; readonly found: MatcherFinding },
): MatcherFinding {
  const { unread } = subject;
  const { asks } = matcher;
  if (unread === undefined || asks === 'outcome') return found;
  // One visit that fits is enough, wherever it is.
  if (found.pass && asks !== 'everything' && matcher.adds !== true) return found;
  const states = asks === 'everything' ? undefined : asks(given);
  if (states?.every((state) => isRead(state, subject, unread))) return found;
  const running = subject.status === 'RUNNING' && matcher.needsEnd === true;
  const pass = unread.counts === undefined ? undefined : matcher.counted?.(unread.counts, tools, given);
  if (pass === undefined || (running && !pass)) throw unsayable(name, { pass: found.pass, negated }, unread, states);
  if (found.pass === pass && (pass || asks === 'everything')) return found;
  if (!pass && matcher.countedReason !== undefined && unread.counts !== undefined)
    return { ...found, pass, reason: noted(matcher.countedReason(unread.counts, given), unread.why) };
  if (!pass && !found.pass)
    return { ...found, reason: noted(found.reason, `${unread.why}, and the counts say that it did not happen there`) };
  return byCounts(name, pass, given, unread);
}

/** A reason with a remark before its full stop. */
function noted(reason: string, remark: string): string {
  return `${reason.replace(/\.$/, '')} (${remark}).`;
}

/** Whether all visits of a state are among those that can be read. */
function isRead(state: string, { visits, machine }: Subject, { counts }: UnreadChildren): boolean {
  // On AWS nobody has counted: what stands outside of every Map is in no child execution.
  if (counts === undefined) return machine?.get(state)?.around.every(({ type }) => type !== 'Map') ?? false;
  const visited = countsOfState(counts, state)?.visits ?? 0;
  return visits.filter((visit) => visit.state === state).length === visited;
}

function unsayable(name: string, { negated }: Judged, unread: UnreadChildren, states: readonly string[] | undefined): UsageError {
  const asked = `${negated ? '.not' : ''}.${name}()`;
  const where = states === undefined ? '' : `, and ${states.map((state) => JSON.stringify(state)).join(', ')} may be among those`;
  return new UsageError(`${asked} cannot be judged: ${unread.why}${where}.`, unread.remedy);
}

function byCounts(name: string, pass: boolean, given: readonly unknown[], unread: UnreadChildren): MatcherFinding {
  const claim = `.${name}(${given.map((value) => JSON.stringify(value) ?? String(value)).join(', ')})`;
  const counted = `the counts of all child executions say that`;
  return pass
    ? { pass, reason: `Expected .not${claim}, but ${counted} it happened (${unread.why}).` }
    : { pass, reason: `Expected ${claim}, but ${counted} it did not happen (${unread.why}).` };
}

import type { StateVisit } from '../visits/state-visit';
import type { Argument } from './arguments';
import type { Expectation, MatcherFinding } from './finding';
import { howItEnded } from './phrases';
import type { Subject } from './subject';
import type { CountedExpectation, CountedReason } from './unread';

/** A matcher on executions: what it looks for, what it takes, and what can be said with it. */
export interface Matcher {
  readonly look: Expectation<never>;
  readonly takes: readonly Argument[];
  /**
   * What it looks at, where histories of child executions cannot be read: how the execution itself ended, some visit of certain states, which the arguments name, or
   * every visit.
   */
  readonly asks: 'outcome' | 'everything' | ((given: readonly unknown[]) => readonly string[]);
  /** Whether findings add up, so that one visit that fits is not enough. @default false */
  readonly adds?: boolean;
  /** Answers by what was counted, where histories cannot be read. @default it cannot be said */
  readonly counted?: CountedExpectation;
  /** Why it fails, by what was counted. @default what the histories that can be read say, which is not all */
  readonly countedReason?: CountedReason;
  /**
   * What its finding is worth while the execution still runs:
   * `never` nothing, since only the end decides; `whenFailed` that it did not pass, since what was used stays used; `whenPassed` that it passed, since
   * what has happened has; `soFar` both, since the test stopped the execution where it asks.
   */
  readonly running: 'never' | 'whenFailed' | 'whenPassed' | 'soFar';
  /** Asks what a visit of its state came to: an open one has not come to anything. */
  readonly needsEnd?: boolean;
  /** Which argument names the state whose visits are asked for data: without a visit there is none, which proves nothing behind .not. */
  readonly needsVisit?: number;
  /** Asks what the state gave, which a visit that failed did not: that proves nothing behind .not either. @default false */
  readonly needsOutput?: boolean;
  /** Says, for a list of several claims, what to write in place of .not, which could mean that none holds or that not all do. */
  readonly several?: (given: readonly unknown[]) => string | undefined;
  /** Says why the definition never lets it pass, so that .not proves nothing; undefined when it may. */
  readonly never?: (subject: Subject, given: readonly unknown[]) => { readonly why: string; readonly hint: string } | undefined;
}

/** Why nothing can be said of an execution that still runs, when this finding would let the test pass; undefined when it can. */
export function unsaid(
  matcher: string,
  { running, needsEnd }: Matcher,
  subject: Subject,
  given: readonly unknown[],
  judged: Judged,
): string | undefined {
  if (subject.status !== 'RUNNING' || judged.pass === judged.negated) return undefined;
  const asked = `${judged.negated ? '.not' : ''}.${matcher}()`;
  const worth = running === 'soFar' || running === (judged.pass ? 'whenPassed' : 'whenFailed');
  if (!worth) return `${asked} cannot be judged yet: ${howItEnded(subject).replace(/^it /, 'the execution ')}.`;
  if (needsEnd !== true || judged.pass) return undefined;
  const open = subject.visits.find((visit) => visit.state === given[0] && visit.duration === undefined);
  return open === undefined
    ? undefined
    : `${asked} cannot be judged yet: the execution still is in "${open.state}" (visit ${open.number}).`;
}

/** How a matcher stands: what it found, and whether it stands behind .not. */
export interface Judged {
  readonly pass: boolean;
  readonly negated: boolean;
}

/** The finding as it is, or one that fails behind .not, where there is no visit to ask. */
export function askedOfVisit(
  finding: MatcherFinding,
  { needsVisit, needsOutput = false }: Matcher,
  subject: Subject,
  given: readonly unknown[],
  negated: boolean,
): MatcherFinding {
  const state = needsVisit === undefined ? undefined : given[needsVisit];
  if (typeof state !== 'string' || !negated || finding.pass) return finding;
  const visits = subject.visits.filter((visit) => visit.state === state);
  const name = JSON.stringify(state);
  if (visits.length > 0) {
    const gaveNone = needsOutput && visits.every((visit) => visit.output === undefined);
    return gaveNone
      ? { pass: true, reason: `Expected an output of ${name} to look at, but it gave none: ${howItStands(visits)}.`, marked: visits }
      : finding;
  }
  return {
    pass: true,
    reason: `Expected a visit of ${name} to look at, but it was never visited. Hint: write .not.toHaveVisited(${name}) if that is meant.`,
  };
}

function howItStands(visits: readonly StateVisit[]): string {
  const { failures } = visits.at(-1)!;
  const error = failures.at(-1)?.error;
  return error === undefined
    ? 'no visit of it ended'
    : `it failed with ${JSON.stringify(error)}. Hint: write .toFailWith(…) or .toHaveCaught(…) if that is meant`;
}

import { rewinding } from '../regular-expression';
import type { SnapshotMatchers } from '../snapshots/snapshot-matchers';
import { terminalHasColors } from '../text/paint';
import type { VirtualDuration } from '../time/duration';
import { UsageError } from '../usage-error';
import { argument, cause, checkArguments, count, data, duration, errorName, optional, state, states, variables } from './arguments';
import { calls, callsWith, neverCalled } from './called';
import { type CatchExpectation, catches, checkCatch, neverCaught } from './caught';
import {
  calledCounted,
  callsCounted,
  catchesCounted,
  retriesCounted,
  transitionsCounted,
  visitsCounted,
  visitsExactlyCounted,
} from './counted';
import type { Expectation, Tools } from './finding';
import { askedOfVisit, type Matcher, unsaid } from './matcher';
import { failsWith, neverSpelt, succeeds, succeedsWith, type TextPattern } from './outcome';
import { checkRetries, neverRetried, type RetryExpectation, retries, retriesOtherwise } from './retried';
import { gets, gives, knows, severalVariables } from './state-data';
import { subjectOf } from './subject';
import { neverFollows, severalTransitions, transitions } from './transitioned';
import { withUnread } from './unread';
import { type DefinitionMatchers, toBeValid } from './validity';
import { severalStates, visits, visitsExactly } from './visited';
import { takes, waits } from './waited';
import { checkLimits, type ExecutionLimits, limitsOtherwise, severalLimits, staysWithin } from './within';
import { wordFinding } from './word-finding';

/**
 * What `expect(execution)` offers, with `.not` as well. A matcher that would pass although nothing can be said throws a usage error: of an execution that
 * still runs, of a state that cannot do what is asked, of an expected value that no workflow gives, and behind `.not` of a list of several claims, which
 * could mean none of them or not all. What describes one event (an error with its cause, a retry with its delays) is one claim.
 *
 * @typeParam Result what the runner's matchers give: void, or a promise behind `.resolves`
 */
export interface ExecutionMatchers<Result> extends DefinitionMatchers<Result>, SnapshotMatchers<Result> {
  /** The execution succeeded. */
  toSucceed(): Result;
  /** The execution succeeded and its output equals this; asymmetric matchers are allowed inside. */
  toSucceedWith(output: unknown): Result;
  /**
   * The execution failed, timed out or was stopped with this error, and with this cause when one is given. They are one claim: behind `.not` it fails when
   * both fit, and holds when one of the two differs. To rule an error out, name it without a cause.
   */
  toFailWith(error: TextPattern, cause?: TextPattern): Result;
  /**
   * The states were visited in this order; others may come between. States inside of Map items and branches count. Behind `.not` one state at a time:
   * of several, the sentence could mean that none was visited, or not in this order.
   */
  toHaveVisited(...states: string[]): Result;
  /** The states were visited in this order, with no others. */
  toHaveVisitedExactly(...states: string[]): Result;
  /** Each state was directly followed by the next one of the list. */
  toHaveTransitioned(...states: string[]): Result;
  /** A visit of the state was retried this often (two retries are three attempts), or at all, and after these delays when they are given. */
  toHaveRetried(state: string, retries?: number, more?: RetryExpectation): Result;
  /** A catcher of the state took a failure, with this error and by the catcher that goes to `next`, when they are given. */
  toHaveCaught(state: string, error?: TextPattern, by?: CatchExpectation): Result;
  /** The task was called this often, every attempt counted, or at all. */
  toHaveCalled(state: string, times?: number): Result;
  /** A call of the task was sent this: the payload of its Lambda function, or the whole request. */
  toHaveCalledWith(state: string, payload: unknown): Result;
  /** A visit of the state lasted this long in virtual time, or for any time. */
  toHaveWaited(state: string, duration?: VirtualDuration): Result;
  /** The execution took this long in virtual time. */
  toHaveTaken(duration: VirtualDuration): Result;
  /** A visit of the state got this input. */
  toHaveStateInput(state: string, input: unknown): Result;
  /** A visit of the state gave this output. */
  toHaveStateOutput(state: string, output: unknown): Result;
  /** Variables have these values, others allowed: at the end, or as the state could read them. */
  toHaveVariables(variables: Readonly<Record<string, unknown>>, state?: string): Result;
  /** The execution stays within limits; without any, within those of the service: 25,000 events, 256 KiB of payload. */
  toStayWithin(limits?: ExecutionLimits): Result;
}

/** A matcher as jest and vitest want it. */
export type RunnerMatcher = (
  this: { readonly equals: (received: unknown, expected: unknown) => boolean; readonly isNot?: boolean },
  received: unknown,
  ...parameters: never[]
) => { readonly pass: boolean; readonly message: () => string };

/** Matchers that look at an execution. */
type LookingMatcher = Exclude<keyof ExecutionMatchers<void>, keyof DefinitionMatchers<void> | keyof SnapshotMatchers<void>>;

const TASK = state({ kinds: ['Task'], why: 'it calls nothing' });
const RETRIED = state({ kinds: ['Task', 'Parallel', 'Map'], why: 'a state of its type is never retried' });
const CATCHING = state({ kinds: ['Task', 'Parallel', 'Map'], why: 'a state of its type has no catchers' });
const WAITING = state({ kinds: ['Task', 'Wait', 'Parallel', 'Map'], why: 'a state of its type takes no time' });
const GIVING = state({
  kinds: ['Task', 'Parallel', 'Map', 'Pass', 'Choice', 'Wait', 'Succeed'],
  why: 'it ends the execution without an output',
});

/** States that arguments name, of a matcher that looks at their visits. */
const all = (given: readonly unknown[]): readonly string[] => given.map(String);
const first = (given: readonly unknown[]): readonly string[] => given.slice(0, 1).map(String);
const second = (given: readonly unknown[]): readonly string[] => given.slice(1, 2).map(String);

const MATCHERS: Readonly<Record<LookingMatcher, Matcher>> = {
  toSucceed: { look: succeeds, asks: 'outcome', takes: [], running: 'never' },
  toSucceedWith: { look: succeedsWith, asks: 'outcome', takes: [data('an output', '{ shipped: true }')], running: 'never' },
  toFailWith: { look: failsWith, asks: 'outcome', takes: [errorName, optional(cause)], running: 'never', never: neverSpelt },
  toHaveVisited: { look: visits, asks: all, counted: visitsCounted, takes: [states], running: 'soFar', several: severalStates },
  toHaveVisitedExactly: { look: visitsExactly, asks: 'everything', counted: visitsExactlyCounted, takes: [states], running: 'whenPassed' },
  toHaveTransitioned: {
    look: transitions,
    asks: all,
    counted: transitionsCounted,
    takes: [states],
    running: 'soFar',
    needsEnd: true,
    several: severalTransitions,
    never: neverFollows,
  },
  toHaveRetried: {
    look: retries,
    asks: first,
    counted: retriesCounted,
    takes: [
      RETRIED,
      optional(count('retries', 'two retries are three attempts.')),
      optional(argument('delays', '{ delays: [1000] }', checkRetries, retriesOtherwise)),
    ],
    running: 'soFar',
    needsEnd: true,
    never: neverRetried,
  },
  toHaveCaught: {
    look: catches,
    asks: first,
    counted: catchesCounted,
    takes: [CATCHING, optional(errorName), optional(argument('the state it goes to', "{ next: 'Refund' }", checkCatch))],
    running: 'soFar',
    needsEnd: true,
    never: neverCaught,
  },
  toHaveCalled: {
    look: calls,
    asks: first,
    adds: true,
    counted: callsCounted,
    countedReason: calledCounted,
    takes: [TASK, optional(count('calls', 'every attempt is a call; toHaveCalledWith() takes what a call was sent.'))],
    running: 'soFar',
    never: neverCalled,
  },
  toHaveCalledWith: { look: callsWith, asks: first, takes: [TASK, data('a payload', '{ total: 40 }')], running: 'soFar' },
  toHaveWaited: { look: waits, asks: first, takes: [WAITING, optional(duration)], running: 'soFar', needsEnd: true, needsVisit: 0 },
  toHaveTaken: { look: takes, asks: 'outcome', takes: [duration], running: 'never' },
  toHaveStateInput: { look: gets, asks: first, takes: [state(), data('an input', '{ total: 40 }')], running: 'soFar', needsVisit: 0 },
  toHaveStateOutput: {
    look: gives,
    asks: first,
    takes: [GIVING, data('an output', '{ total: 40 }')],
    running: 'soFar',
    needsEnd: true,
    needsVisit: 0,
    needsOutput: true,
  },
  toHaveVariables: {
    look: knows,
    asks: second,
    takes: [variables, optional(state())],
    running: 'soFar',
    needsVisit: 1,
    several: severalVariables,
  },
  toStayWithin: {
    look: staysWithin,
    asks: 'outcome',
    takes: [optional(argument('limits', '{ events: 100 }', checkLimits, limitsOtherwise))],
    running: 'whenFailed',
    several: severalLimits,
  },
};

/** The matchers, for `expect.extend`. */
export const executionMatchers = {
  ...Object.fromEntries(Object.entries(MATCHERS).map(([name, matcher]) => [name, matcherOf(name, matcher)])),
  toBeValid,
} as Readonly<Record<Exclude<keyof ExecutionMatchers<void>, keyof SnapshotMatchers<void>>, RunnerMatcher>>;

function matcherOf(name: string, matcher: Matcher): RunnerMatcher {
  return function (this: Tools & { readonly isNot?: boolean }, received: unknown, ...parameters: never[]) {
    const given: readonly unknown[] = parameters;
    const negated = this.isNot === true;
    const subject = subjectOf(received, name);
    checkArguments(name, matcher.takes, given, subject);
    const instead = negated ? matcher.several?.(given) : undefined;
    if (instead !== undefined) throw new UsageError(`.not.${name}() expected one claim, received several.`, instead);
    const rewind = rewinding(given);
    const equals = (actual: unknown, expected: unknown): boolean => {
      rewind();
      return this.equals(actual, expected);
    };
    const tools: Tools = { equals };
    const look = matcher.look as unknown as Expectation<unknown[]>;
    const found = withUnread(name, matcher, subject, { tools, given, negated, found: look(subject, tools, ...given) });
    const why = unsaid(name, matcher, subject, given, { pass: found.pass, negated });
    if (why !== undefined) throw new UsageError(why, 'await execution.result(), or let time pass until it is there.');
    const never = negated ? matcher.never?.(subject, given) : undefined;
    if (never !== undefined) throw new UsageError(`.not.${name}() can only pass: ${never.why}.`, never.hint);
    if (negated && !found.pass) refuseMisreading(name, matcher, given, (other) => look(subject, tools, ...other).pass);
    const finding = askedOfVisit(found, matcher, subject, given, negated);
    return { pass: finding.pass, message: () => wordFinding(subject, finding, terminalHasColors()) };
  };
}

/** Throws a usage error for `.not` of an argument that would fail, had it been written as it was probably meant. */
function refuseMisreading(
  name: string,
  { takes }: Matcher,
  given: readonly unknown[],
  passes: (given: readonly unknown[]) => boolean,
): void {
  for (const [index, { otherwise }] of takes.entries()) {
    const other = otherwise?.(given[index]);
    if (other === undefined || !passes(given.map((value, at) => (at === index ? other.value : value)))) continue;
    throw new UsageError(`.not.${name}() passes because ${other.why}.`, other.hint);
  }
}

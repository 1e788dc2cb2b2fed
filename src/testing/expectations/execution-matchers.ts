import type { VirtualDuration } from '../execution/duration';
import type { SnapshotMatchers } from '../snapshots/snapshot-matchers';
import { terminalHasColors } from '../trace/paint';
import { calls, callsWith } from './called';
import { type CatchExpectation, catches } from './caught';
import type { Expectation, Tools } from './finding';
import { failsWith, succeeds, succeedsWith, type TextPattern } from './outcome';
import { type RetryExpectation, retries } from './retried';
import { gets, gives, knows } from './state-data';
import { subjectOf } from './subject';
import { transitions } from './transitioned';
import { type DefinitionMatchers, toBeValid } from './validity';
import { visits, visitsExactly } from './visited';
import { takes, waits } from './waited';
import { type ExecutionLimits, staysWithin } from './within';
import { wordFinding } from './word-finding';

/**
 * What `expect(execution)` offers, with `.not` as well.
 *
 * @typeParam Result what the runner's matchers give: void, or a promise behind `.resolves`
 */
export interface ExecutionMatchers<Result> extends DefinitionMatchers<Result>, SnapshotMatchers<Result> {
  /** The execution succeeded. */
  toSucceed(): Result;
  /** The execution succeeded and its output equals this; asymmetric matchers may stand inside. */
  toSucceedWith(output: unknown): Result;
  /** The execution failed, timed out or was stopped with this error, and with this cause when one is given. */
  toFailWith(error: TextPattern, cause?: TextPattern): Result;
  /** The states were visited in this order; others may lie between. States inside of Map items and branches count. */
  toHaveVisited(...states: string[]): Result;
  /** The states were visited in this order, and no others. */
  toHaveVisitedExactly(...states: string[]): Result;
  /** Each state was directly followed by the one behind it. */
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
  this: { readonly equals: (received: unknown, expected: unknown) => boolean },
  received: unknown,
  ...parameters: never[]
) => { readonly pass: boolean; readonly message: () => string };

/** Matchers that look at an execution. */
type Looking = Exclude<keyof ExecutionMatchers<void>, keyof DefinitionMatchers<void> | keyof SnapshotMatchers<void>>;

const EXPECTATIONS: Readonly<Record<Looking, Expectation<never>>> = {
  toSucceed: succeeds as Expectation<never>,
  toSucceedWith: succeedsWith as Expectation<never>,
  toFailWith: failsWith as Expectation<never>,
  toHaveVisited: visits as Expectation<never>,
  toHaveVisitedExactly: visitsExactly as Expectation<never>,
  toHaveRetried: retries as Expectation<never>,
  toHaveCaught: catches as Expectation<never>,
  toHaveTransitioned: transitions as Expectation<never>,
  toHaveCalled: calls as Expectation<never>,
  toHaveCalledWith: callsWith as Expectation<never>,
  toHaveWaited: waits as Expectation<never>,
  toHaveTaken: takes as Expectation<never>,
  toHaveStateInput: gets as Expectation<never>,
  toHaveStateOutput: gives as Expectation<never>,
  toHaveVariables: knows as Expectation<never>,
  toStayWithin: staysWithin as Expectation<never>,
};

/** The matchers, for `expect.extend`. */
export const executionMatchers = {
  ...Object.fromEntries(
    Object.entries(EXPECTATIONS).map(([name, expectation]) => [name, matcherOf(name, expectation as unknown as Expectation<unknown[]>)]),
  ),
  toBeValid,
} as Readonly<Record<Exclude<keyof ExecutionMatchers<void>, keyof SnapshotMatchers<void>>, RunnerMatcher>>;

function matcherOf(name: string, expectation: Expectation<unknown[]>): RunnerMatcher {
  return function (this: Tools, received: unknown, ...parameters: never[]) {
    const subject = subjectOf(received, name);
    const finding = expectation(subject, { equals: (actual, expected) => this.equals(actual, expected) }, ...parameters);
    return { pass: finding.pass, message: () => wordFinding(subject, finding, terminalHasColors()) };
  };
}

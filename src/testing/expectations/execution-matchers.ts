import { terminalHasColors } from '../trace/paint';
import { catches } from './caught';
import type { Expectation, Tools } from './finding';
import { failsWith, succeeds, succeedsWith, type TextPattern } from './outcome';
import { retries } from './retried';
import { subjectOf } from './subject';
import { type DefinitionMatchers, toBeValid } from './validity';
import { visits, visitsExactly } from './visited';
import { wordFinding } from './word-finding';

/**
 * What `expect(execution)` offers, with `.not` as well.
 *
 * @typeParam Result what the runner's matchers give: void, or a promise behind `.resolves`
 */
export interface ExecutionMatchers<Result> extends DefinitionMatchers<Result> {
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
  /** A visit of the state was retried this often (two retries are three attempts), or at all. */
  toHaveRetried(state: string, retries?: number): Result;
  /** A catcher of the state took a failure, with this error when one is given. */
  toHaveCaught(state: string, error?: TextPattern): Result;
}

/** A matcher as jest and vitest want it. */
export type RunnerMatcher = (
  this: { readonly equals: (received: unknown, expected: unknown) => boolean },
  received: unknown,
  ...parameters: never[]
) => { readonly pass: boolean; readonly message: () => string };

const EXPECTATIONS: Readonly<Record<Exclude<keyof ExecutionMatchers<void>, keyof DefinitionMatchers<void>>, Expectation<never>>> = {
  toSucceed: succeeds as Expectation<never>,
  toSucceedWith: succeedsWith as Expectation<never>,
  toFailWith: failsWith as Expectation<never>,
  toHaveVisited: visits as Expectation<never>,
  toHaveVisitedExactly: visitsExactly as Expectation<never>,
  toHaveRetried: retries as Expectation<never>,
  toHaveCaught: catches as Expectation<never>,
};

/** The matchers, for `expect.extend`. */
export const executionMatchers = {
  ...Object.fromEntries(
    Object.entries(EXPECTATIONS).map(([name, expectation]) => [name, matcherOf(name, expectation as unknown as Expectation<unknown[]>)]),
  ),
  toBeValid,
} as Readonly<Record<keyof ExecutionMatchers<void>, RunnerMatcher>>;

function matcherOf(name: string, expectation: Expectation<unknown[]>): RunnerMatcher {
  return function (this: Tools, received: unknown, ...parameters: never[]) {
    const subject = subjectOf(received, name);
    const finding = expectation(subject, { equals: (actual, expected) => this.equals(actual, expected) }, ...parameters);
    return { pass: finding.pass, message: () => wordFinding(subject, finding, terminalHasColors()) };
  };
}

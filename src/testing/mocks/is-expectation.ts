import { isError } from './is-error';

/** What vitest notes on errors of matchers that `expect.extend` added, and of snapshots. */
const VITEST = ['__vitest_error_context__', 'diffOptions'];

/**
 * Tells what a runner's `expect` throws from errors of a handler: jest keeps the result of the matcher on it, and vitest throws errors of chai, which name
 * their operator and have no code. No function that is deployed throws either; an error of `node:assert` has a code, and may well be a function's own.
 */
export function isExpectation(thrown: unknown): thrown is Error {
  if (!isError(thrown)) return false;
  if ('matcherResult' in thrown || VITEST.some((note) => note in thrown)) return true;
  return thrown.name === 'AssertionError' && 'operator' in thrown && !('code' in thrown);
}

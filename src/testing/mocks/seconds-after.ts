import { UsageError } from '../usage-error';
import type { Answer } from './answer-chain';

/**
 * Throws where a bare number delays an answer by so many milliseconds, and by as many seconds the state would time out: a test of a task that is
 * too slow would see it succeed.
 *
 * @param timeout seconds after which the state's attempt ends
 */
export function refuseSecondsAfter({ after, bareAfter, text }: Answer, state: string, timeout: number): void {
  if (bareAfter !== true || after === undefined || after < timeout || after >= timeout * 1000) return;
  throw new UsageError(
    `mock("${state}")${text}.after(${after}) takes ${after} milliseconds, and by ${after} seconds its attempt ends with a timeout, which comes at ${timeout} s.`,
    `write .after({ seconds: ${after} }), or .after({ milliseconds: ${after} }) if that is meant.`,
  );
}

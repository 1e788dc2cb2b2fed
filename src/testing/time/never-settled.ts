import { UsageError } from '../usage-error';
import { fakedTimers, standingTimers } from './fake-timers';

/** A handler whose promise is out. */
export interface SlowHandler {
  readonly state: string;
  readonly resource: string;
  /** How the test gave it: `mock("Ship").run(ship)`; undefined when that is not known. */
  readonly handler: string | undefined;
}

/** The error for a handler that does not answer: how long it takes on this machine says nothing of the workflow. */
export function neverSettled({ state, resource, handler }: SlowHandler, settleWithin: number): UsageError {
  const faked = fakedTimers();
  const given = handler === undefined ? '' : ` The answer is ${handler}.`;
  return new UsageError(
    `State "${state}": the promise of its mock (${resource}) did not settle within ${settleWithin} ms of real time.${given}${standingTimers(faked)}`,
    faked.length === 0
      ? 'settle the promise or mock what it waits for; raise settleWithin for a slow handler; write .timesOut() or .after({ seconds: 30 }) for virtual time.'
      : `keep what the handler waits for real, jest.useFakeTimers({ doNotFake: [${faked.map((name) => `'${name}'`).join(', ')}] }), or move the fake timers while the execution runs.`,
  );
}

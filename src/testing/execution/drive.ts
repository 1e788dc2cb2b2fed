import { patternOf } from '../../asl';
import type { Execution } from '../../interpreter';
import { executionEnded } from '../coverage/collector';
import { fakedTimers, standingTimers } from '../time/fake-timers';
import { neverSettled } from '../time/never-settled';
import { settlesWithin } from '../time/real-time';
import { UsageError } from '../usage-error';

/** Real milliseconds that a handler's promise may take: under the five seconds after which jest and vitest end a test, or our sentence would not be printed. */
export const DEFAULT_SETTLE_WITHIN = 4000;

/** How an execution is driven. */
export interface DriveOptions {
  /**
   * Real milliseconds a handler's promise may take. Virtual time stands meanwhile; when they have passed the run rejects, naming state and handler. How long a
   * handler takes never becomes an outcome of the workflow.
   *
   * @default 4000
   */
  readonly settleWithin?: number;
}

/** What the harness knows of the handlers of an execution it drives. */
export interface Drive extends DriveOptions {
  /** How the test gave the handler of a state whose promise is out. */
  readonly handlerOf?: (state: string) => string | undefined;
  /** Whether whoever runs it takes errors of the test: they fail no test then. */
  readonly forgiving?: boolean;
}

/** Runs all that is ready, virtual time standing still, until handlers' promises have settled. Throws a usage error naming state and handler when one does not. */
export async function settle(execution: Execution, { settleWithin = DEFAULT_SETTLE_WITHIN, handlerOf }: Drive): Promise<void> {
  execution.pump();
  while (execution.running && execution.unsettled.length > 0) {
    if (!(await settlesWithin(execution.settled(), settleWithin))) {
      const [{ state, resource } = { state: '?', resource: '?' }] = execution.unsettled;
      throw neverSettled({ state, resource, handler: handlerOf?.(state) }, settleWithin);
    }
    execution.pump();
  }
  if (execution.result !== undefined) executionEnded();
}

/** Moves time from timer to timer until the execution has ended; false when it waits for something that no timer brings. */
export async function runToEnd(execution: Execution, options: Drive): Promise<boolean> {
  execution.pump();
  for (;;) {
    if (execution.result === undefined && execution.unsettled.length > 0) await settle(execution, options);
    if (execution.result !== undefined) {
      executionEnded();
      return true;
    }
    if (!execution.fireNextTimer()) return false;
  }
}

/** Moves time until the execution has ended, and every execution that it started and nobody waits for, as far as timers bring them. */
export async function runAllToEnd(execution: Execution, options: Drive): Promise<boolean> {
  if (!(await runToEnd(execution, options))) return false;
  while (execution.running) {
    await settle(execution, options);
    if (!execution.fireNextTimer()) break;
  }
  return true;
}

/** The error for an execution that nothing but a test can move. */
export function waitsForEver(execution: Execution): UsageError {
  const [task] = execution.pending;
  const standing = standingTimers(fakedTimers());
  if (task === undefined) {
    const states = execution.waiting.map((branch) => `"${branch.state}"`).join(', ');
    return new UsageError(
      `The execution stands still in ${states === '' ? 'no state' : `state ${states}`} and no timer will move it.${standing}`,
    );
  }
  const name = JSON.stringify(task.state);
  if (patternOf(task.resource) === 'activity')
    return new UsageError(
      `State "${task.state}" waits for a worker of its activity (${task.resource}), and no worker polls: its timeouts count only once one does.${standing}`,
      `mock it with machine.mock(${name}).returns({ … }) or .timesOut(), or machine.start(input) and be its worker: execution.activity(${name}).poll(). On AWS only a TimeoutSeconds of the machine ends such an execution.`,
    );
  return new UsageError(
    `State "${task.state}" waits for its task token (${task.resource}) and has no timeout: nobody answers it.${standing}`,
    `mock it with machine.mock(${name}).returns({ … }), or machine.start(input) and answer it with execution.pending[0].succeed({ … }).`,
  );
}

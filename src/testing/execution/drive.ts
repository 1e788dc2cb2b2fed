import type { Execution } from '../../interpreter';
import { executionEnded } from '../coverage/collector';
import { UsageError } from '../usage-error';
import { settlesWithin } from './real-time';

/** Real milliseconds that a handler's promise may take before the harness stops waiting for it. */
export const DEFAULT_SETTLE_WITHIN = 2000;

/** How an execution is driven. */
export interface DriveOptions {
  /** Real milliseconds a handler's promise may take; then the task times out in virtual time, or the run rejects. @default 2000 */
  readonly settleWithin?: number;
}

/**
 * Runs all that is ready, virtual time standing still, until handlers' promises have settled. A promise that is late leaves its
 * task to its virtual timeout; throws a usage error naming the state when the task has none.
 */
export async function settle(execution: Execution, { settleWithin = DEFAULT_SETTLE_WITHIN }: DriveOptions): Promise<void> {
  execution.pump();
  while (execution.running && execution.unsettled.length > 0) {
    if (!(await settlesWithin(execution.settled(), settleWithin))) {
      const stuck = execution.unsettled.find((task) => !task.hasTimeout);
      if (stuck !== undefined) throw neverSettled(stuck.state, stuck.resource, settleWithin);
      execution.abandonUnsettled();
    }
    execution.pump();
  }
  if (execution.result !== undefined) executionEnded();
}

/** Moves time from timer to timer until the execution has ended; false when it waits for something that no timer brings. */
export async function runToEnd(execution: Execution, options: DriveOptions): Promise<boolean> {
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
export async function runAllToEnd(execution: Execution, options: DriveOptions): Promise<boolean> {
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
  if (task === undefined) {
    const states = execution.waiting.map((branch) => `"${branch.state}"`).join(', ');
    return new UsageError(`The execution stands still in ${states === '' ? 'no state' : `state ${states}`} and no timer will move it.`);
  }
  const activity = !task.resource.endsWith('.waitForTaskToken');
  return new UsageError(
    `State "${task.state}" waits for ${activity ? 'a worker of its activity' : 'its task token'} (${task.resource}) and has no timeout: nobody answers it.`,
    `mock it with machine.mock(${JSON.stringify(task.state)}).returns({ … }), or machine.start(input) and answer it with execution.pending[0].succeed({ … }).`,
  );
}

/** The error for a handler that does not answer. */
export function neverSettled(state: string, resource: string, settleWithin: number): UsageError {
  return new UsageError(
    `State "${state}": the promise of its mock (${resource}) did not settle within ${settleWithin} ms of real time, and the state has no timeout.`,
    'settle the promise, give the state a TimeoutSeconds, or raise settleWithin.',
  );
}

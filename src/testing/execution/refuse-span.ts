import { receivedText } from '../../asl';
import type { Execution } from '../../interpreter';
import type { MachineFacts } from '../machine-view/machine-facts';
import type { VirtualDuration } from '../time/duration';
import { UsageError } from '../usage-error';
import { NotReached } from './not-reached';

/** Throws where virtual time would leave what a Date holds: nothing could tell it any more. */
export function refuseBeyondDates(end: number, duration: VirtualDuration): void {
  if (!Number.isNaN(new Date(end).getTime())) return;
  throw new NotReached(
    new UsageError(
      `advance() expected a duration that ends before the year 275760, received ${receivedText(duration)}.`,
      'an execution lasts a year at most; result() skips to its end.',
    ),
  );
}

/** Throws where a bare number ends before a timer that is due in exactly so many seconds: nothing would happen, and the test would go on. */
export function refuseSeconds(execution: Execution, duration: VirtualDuration, machine: MachineFacts): void {
  if (typeof duration !== 'number' || duration === 0) return;
  const { now, waiting } = execution;
  const due = waiting.find(({ dueAt }) => dueAt === now + duration * 1000);
  // A heartbeat that is due earlier hides the timeout.
  const hidden = waiting.find(
    ({ state, reason, dueAt }) =>
      reason !== 'retry' && dueAt !== undefined && dueAt > now + duration && machine.get(state)?.timeout === duration,
  );
  const met = due ?? hidden;
  if (met === undefined) return;
  throw new NotReached(
    new UsageError(
      `advance(${duration}) lets ${duration} milliseconds pass, and state "${met.state}" ${due === undefined ? 'times out after' : 'is due in'} ${duration} seconds.`,
      `write advance({ seconds: ${duration} }), or advance({ milliseconds: ${duration} }) if that is meant.`,
    ),
  );
}

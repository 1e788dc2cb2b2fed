import type { Execution } from '../../interpreter';
import { durationText } from '../time/duration';
import { fakeTime } from '../time/fake-timers';
import { UsageError } from '../usage-error';

/**
 * Tells when an execution stands still in something that would be due by now, had its time passed as that of the test's fake timers: they move no
 * execution, and the test would look at the time before. Where they moved less, or a test keeps both clocks together, there is nothing to tell.
 */
export function standingTime(execution: Execution): () => { readonly error: UsageError } | undefined {
  const began = execution.now;
  const before = fakeTime();
  return () => {
    const fake = fakeTime();
    if (fake === undefined) return undefined;
    const passed = fake.milliseconds - (before?.clock === fake.clock ? before.milliseconds : 0);
    const due = execution.waiting.find(({ dueAt }) => dueAt !== undefined && dueAt <= began + passed);
    if (due === undefined) return undefined;
    return {
      error: new UsageError(
        `State "${due.state}" still waits, and would be due by the fake timers, which the test has moved by ${durationText(passed)}: they move no virtual time of an execution.`,
        `write await execution.advance({ milliseconds: ${passed} }), or until(), waitingFor() or result(), before the execution is looked at.`,
      ),
    };
  };
}

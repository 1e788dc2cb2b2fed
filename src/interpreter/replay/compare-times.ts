import { lastIn } from '../../asl';
import type { BranchLog, ForkLog } from './branch-logs';
import type { RecordedEvent } from './recorded-event';
import type { ServiceLatency } from './service-latency';
import { overdue, type TimeDifference, timeDifference } from './time-difference';
import type { Timing } from './timing';

/** What is known of the times of one recorded execution. */
export interface RecordedTimes {
  /** All of its events, in the order of their ids. */
  readonly events: readonly RecordedEvent[];
  readonly latency: ServiceLatency;
  /** How long the definition lets last what an event ended, by the id of the event. */
  readonly timings: ReadonlyMap<number, Timing>;
  /** The same of what no event ended, by the key of the branch. */
  readonly standing: ReadonlyMap<string, Timing>;
}

/** How the time of an event differs from what the definition says. @param before the event before it in its branch */
export function differenceAt(
  event: RecordedEvent,
  before: RecordedEvent | undefined,
  { events, latency, timings }: RecordedTimes,
): TimeDifference | undefined {
  const timing = timings.get(event.id) ?? atOnce(event, before);
  if (timing === undefined) return undefined;
  if (timing.kind === 'deadline') {
    const began = { ...event, id: 1, at: timing.until - timing.lasts };
    return timeDifference(began, event, timing, latency);
  }
  // A retry of a Map stands behind the failure inside, and a Wait that goes on behind the event of the redrive.
  const linked = events[event.previousEventId - 1];
  const began = [before, linked]
    .filter((each) => each !== undefined)
    .sort((one, other) => one.at - other.at || one.id - other.id)
    .at(-1);
  return began === undefined ? undefined : timeDifference(began, event, timing, latency);
}

/** A Wait that is over as it begins sets no timer. */
function atOnce({ type }: RecordedEvent, before: RecordedEvent | undefined): Timing | undefined {
  if (type !== 'WaitStateExited' || before === undefined) return undefined;
  return { kind: 'wait', lasts: 0, until: before.at, atMost: false };
}

/** How a branch differs that stood in a Wait, or before a retry, until it was cut short or the history ends. */
export function differenceBehind(
  log: BranchLog,
  last: RecordedEvent,
  { events, latency, standing }: RecordedTimes,
): TimeDifference | undefined {
  const timing = standing.get(log.key);
  if (timing === undefined || log.fork?.redriven) return undefined;
  return overdue(last, cutAt(log, events), timing, latency);
}

/** Milliseconds that a run of a Map had lasted when it failed, beyond what the service takes for its events. */
export function failedAfter({ owner, startedEvent }: ForkLog, { events, latency }: RecordedTimes): number {
  const after = owner.events.find(({ id }) => id > startedEvent.id);
  const failed = after === undefined ? undefined : events[after.previousEventId - 1];
  if (failed === undefined || failed.id <= startedEvent.id) return 0;
  return failed.at - startedEvent.at - latency.late(0, failed.id - startedEvent.id);
}

/** The event by which a branch was cut short: the failure of a sibling, or of one of a branch around it; else the last of the history. */
function cutAt(log: BranchLog, events: readonly RecordedEvent[]): RecordedEvent {
  let found = lastIn(events);
  for (let fork: ForkLog | undefined = log.fork; fork !== undefined; fork = fork.owner.fork) {
    const { owner, startedEvent } = fork;
    const after = fork.succeeded ? undefined : owner.events.find(({ id }) => id > startedEvent.id);
    const failed = after === undefined ? undefined : events[after.previousEventId - 1];
    if (failed !== undefined && failed.id < found.id) found = failed;
  }
  return found;
}

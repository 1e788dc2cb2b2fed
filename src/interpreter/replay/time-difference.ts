import type { AnyStateNode, Retrier } from '../../asl';
import type { RecordedEvent } from './recorded-event';

/** A Wait or a retry that takes another time than the recorded one. */
export interface TimeDifference {
  readonly place: 'after';
  readonly expected: string;
  readonly got: string;
  readonly hint: string;
}

type Pair = readonly [before: RecordedEvent, event: RecordedEvent];

/** The service wakes a state a moment after its time: never a moment before, but for the rounding of the event's time. */
const EARLY = 1_000;
const LATE = 5_000;
const LATE_SHARE = 0.05;
/** What it may take for each event, those of other branches included. */
const LATENCY = 400;

/** Milliseconds by which events may come later than the definition says, in a length of time and with so many events in it. */
export function lateness(length: number, events: number): number {
  return LATE + length * LATE_SHARE + events * LATENCY;
}

/** How the time between two events differs, where the definition alone decides it: the end of a Wait, the next attempt of a task. */
export function timeDifference(recorded: Pair, produced: Pair, node: AnyStateNode | undefined): TimeDifference | undefined {
  const [before, event] = recorded;
  const waited = before.type === 'WaitStateEntered' && event.type === 'WaitStateExited';
  const retried = /(Failed|TimedOut)$/.test(before.type) && event.type.endsWith('Scheduled');
  if (!waited && !(retried && !jitters(node))) return undefined;
  const expected = event.at - before.at;
  const got = produced[1].at - produced[0].at;
  // A Wait for a point in time ends at it, whenever it began.
  const late = lateness(expected, event.id - before.id);
  if (withinTolerance(expected, got, late) || (waited && withinTolerance(event.at, produced[1].at, late))) return undefined;
  return {
    place: 'after',
    expected: secondsText(expected),
    got: secondsText(got),
    hint: waited ? 'check Seconds or Timestamp of the state.' : 'check IntervalSeconds, BackoffRate and MaxDelaySeconds of its Retry.',
  };
}

function withinTolerance(recorded: number, produced: number, late: number): boolean {
  return produced <= recorded + EARLY && produced >= recorded - late;
}

function jitters(node: AnyStateNode | undefined): boolean {
  const { Retry } = (node?.fields ?? {}) as { readonly Retry?: readonly Retrier[] };
  return Retry?.some((retrier) => retrier.JitterStrategy === 'FULL') ?? false;
}

function secondsText(milliseconds: number): string {
  return `${Math.round(milliseconds) / 1000} s`;
}

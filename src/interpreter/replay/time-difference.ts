import type { RecordedEvent } from './recorded-event';
import type { ServiceLatency } from './service-latency';
import type { Timing } from './timing';

/** A Wait, a retry or a deadline that takes another time than the recorded one. */
export interface TimeDifference {
  readonly place: 'after';
  readonly expected: string;
  readonly got: string;
  readonly hint: string;
}

const HINTS: Readonly<Record<Timing['kind'], string>> = {
  wait: 'check Seconds or Timestamp of the state.',
  retry: 'check IntervalSeconds, BackoffRate and MaxDelaySeconds of its Retry.',
  deadline: 'check TimeoutSeconds of the definition.',
};

/**
 * How the time at which something ended differs from what the definition says.
 *
 * @param began the recorded event from which it is counted
 */
export function timeDifference(
  began: RecordedEvent,
  event: RecordedEvent,
  { kind, lasts, until, atMost }: Timing,
  { early, late }: ServiceLatency,
): TimeDifference | undefined {
  const took = event.at - began.at;
  const most = late(took, event.id - began.id);
  const fits = (recorded: number, said: number): boolean => (atMost || said <= recorded + early) && said >= recorded - most;
  // A Wait for a point in time ends at it, whenever it began.
  if (fits(took, lasts) || fits(event.at, until)) return undefined;
  return { place: 'after', expected: secondsText(took), got: `${atMost ? 'at most ' : ''}${secondsText(lasts)}`, hint: HINTS[kind] };
}

/** How something that should have ended differs from a recorded branch that still stood in it. @param until when it still stood there */
export function overdue(
  began: RecordedEvent,
  until: RecordedEvent,
  { kind, lasts, until: due }: Timing,
  { late }: ServiceLatency,
): TimeDifference | undefined {
  if (due >= until.at - late(lasts, until.id - began.id)) return undefined;
  return { place: 'after', expected: `more than ${secondsText(until.at - began.at)}`, got: secondsText(lasts), hint: HINTS[kind] };
}

function secondsText(milliseconds: number): string {
  return `${Math.round(milliseconds) / 1000} s`;
}

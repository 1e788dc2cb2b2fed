import type { RecordedEvent } from './recorded-event';

/** How far the times of a history may be from what the definition says. */
export interface ServiceLatency {
  /** Milliseconds by which an event may come before its time: clocks of the service differ. */
  readonly early: number;
  /** Milliseconds by which it may come after it, where something lasts so long and has so many events in it. */
  late(lasts: number, events: number): number;
}

const EARLY = 250;
/** A timer fires a moment after its time. */
const WAKING = 750;
const SHARE = 0.001;
/** Of ten steps of the service the slowest is left out, where what one event takes is looked for. */
const MOST = 0.9;

const SENDS = /^(Task|LambdaFunction|Activity)Scheduled$|^(Map|Parallel)StateStarted$/;
const PASSES = /^(Choice|Pass|Succeed)StateExited$/;

/**
 * Finds out how fast the service was by the steps that take no time in any definition: from state to state, from a state to its request, from an answer to
 * the end of its state. A throttled account is slow in all of them.
 *
 * @param given milliseconds, where somebody knows better
 */
export function serviceLatency(events: readonly RecordedEvent[], given?: number): ServiceLatency {
  if (given !== undefined) return { early: EARLY, late: () => given };
  const gaps = stepsOf(events);
  const slowest = gaps.reduce((most, { took }) => Math.max(most, took), 0);
  const paces = gaps.map(({ took, events: passed }) => took / passed).sort((one, other) => one - other);
  const pace = paces[Math.floor((paces.length - 1) * MOST)] ?? 0;
  return { early: EARLY, late: (lasts, passed) => WAKING + slowest + lasts * SHARE + passed * pace };
}

interface TimedStep {
  readonly took: number;
  /** How many events the history has from its beginning to its end. */
  readonly events: number;
}

function stepsOf(events: readonly RecordedEvent[]): TimedStep[] {
  const steps: TimedStep[] = [];
  for (const event of events) {
    // The first state says that nothing comes before it.
    const before = events[(event.id === 2 ? 1 : event.previousEventId) - 1];
    if (before !== undefined && takesNoTime(before, event))
      steps.push({ took: Math.max(0, event.at - before.at), events: event.id - before.id });
  }
  return steps;
}

function takesNoTime({ type: before }: RecordedEvent, { type }: RecordedEvent): boolean {
  if (type.endsWith('StateEntered')) return before.endsWith('StateExited') || before === 'ExecutionStarted';
  if (before.endsWith('StateEntered')) return SENDS.test(type) || PASSES.test(type);
  if (before.endsWith('Succeeded')) return type === 'TaskStateExited';
  return /^(Task|LambdaFunction)Started$/.test(type) && before.endsWith('Scheduled');
}

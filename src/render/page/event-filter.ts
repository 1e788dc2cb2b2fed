import type { ReportEvent } from '../report/report-data';

/** Kinds of events that a reader picks from. */
export const EVENT_KINDS: Readonly<Record<string, (type: string) => boolean>> = {
  'all events': () => true,
  failures: (type) => /Failed|TimedOut|Aborted/.test(type),
  'states entered and left': (type) => /State(Entered|Exited)$/.test(type),
  tasks: (type) => /^(Task|Lambda|Activity)(?!State)/.test(type),
  'Map and Parallel': (type) => /^(Map|Parallel)/.test(type),
  'the execution': (type) => /^Execution/.test(type),
};

/** The events of a kind that hold a text, in their type, their state or their data. */
export function filteredEvents(
  events: readonly ReportEvent[],
  kind: string,
  search: string,
  stateOf: (event: ReportEvent) => string,
): readonly ReportEvent[] {
  const fits = EVENT_KINDS[kind] as (type: string) => boolean;
  const wanted = search.trim().toLowerCase();
  if (wanted === '' && kind === 'all events') return events;
  return events.filter(
    (event) =>
      fits(event.type) &&
      (wanted === '' ||
        event.type.toLowerCase().includes(wanted) ||
        String(event.id) === wanted ||
        stateOf(event).toLowerCase().includes(wanted) ||
        (event.details?.toLowerCase().includes(wanted) ?? false)),
  );
}

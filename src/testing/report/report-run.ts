import type { StateMachine } from '../../asl';
import type { HistoryEvent } from '../../interpreter';
import { detailsOfEvent } from '../../interpreter';
import type { ReportRun, ReportTest } from '../../render';
import { overlayOf } from '../trace/execution-overlay';
import { type OwnedEvent, type ReadableMapRun, visitsAndEvents } from '../visits/visits';
import { given, reportEvent, reportStep } from './report-steps';

/** An execution as a report reads it. */
export interface ReadExecution {
  readonly machine: StateMachine;
  readonly status: string;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  readonly history: readonly HistoryEvent[];
  readonly mapRuns: readonly ReadableMapRun[];
}

/** What a run is called, and belongs to. */
export interface RunPlace {
  readonly id: string;
  /** Index of its machine. */
  readonly machine: number;
  readonly title?: string | undefined;
  readonly test?: ReportTest | undefined;
  readonly asTest?: string | undefined;
  readonly note?: string | undefined;
}

/** Events of child executions that are listed. */
const MOST_OF_CHILDREN = 10_000;

/** An execution as a run of a report. */
export function reportRun({ machine, status, error, cause, history, mapRuns }: ReadExecution, place: RunPlace): ReportRun {
  const { visits, events: owned } = visitsAndEvents(history, mapRuns);
  const listed = withFewOfChildren(owned);
  const events = listed.map(reportEvent);
  const { id, machine: index, title, test, asTest, note } = place;
  return {
    id,
    machine: index,
    status,
    startedAt: events[0]?.at ?? 0,
    ...given({
      endedAt: status === 'RUNNING' ? undefined : events.at(-1)?.at,
      title,
      test,
      input: dataIn(history, 'ExecutionStarted', 'input'),
      output: dataIn(history, 'ExecutionSucceeded', 'output'),
      error,
      cause,
      asTest,
      note: withNoteOf(owned.length - listed.length, note),
    }),
    steps: visits.map(reportStep),
    events,
    overlay: overlayOf(machine, { status, history, mapRuns }, visits),
  };
}

/** A distributed Map of thousands of items has more events than anybody reads: their steps are all there. */
function withFewOfChildren(events: readonly OwnedEvent[]): readonly OwnedEvent[] {
  let left = MOST_OF_CHILDREN;
  return events.filter(({ child }) => child === undefined || left-- > 0);
}

function withNoteOf(omitted: number, note: string | undefined): string | undefined {
  if (omitted === 0) return note;
  const told = `${omitted} more events of child executions are not listed.`;
  return note === undefined ? told : `${note} ${told}`;
}

/** What an event of the execution itself holds. */
function dataIn(history: readonly HistoryEvent[], type: string, member: string): string | undefined {
  const event = [history[0], history.at(-1)].find((each) => each?.type === type);
  const value = event && detailsOfEvent(event)?.[member];
  return typeof value === 'string' ? value : undefined;
}

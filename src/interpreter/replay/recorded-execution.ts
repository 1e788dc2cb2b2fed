import { type JsonValue, knownIn, lastIn, refuseSurplus } from '../../asl';
import type { ExecutionStatus } from '../engine/execution-result';
import type { HistoryEvent } from '../history/history-event';
import type { BranchStep } from '../tasks/task-call';
import { attemptsOf } from './attempts';
import { branchLogs } from './branch-logs';
import { givenEvents, readHistory } from './read-history';
import { detailText, payloadOf, type RecordedEvent } from './recorded-event';
import type { RecordedHistory } from './recorded-history';

/** How one attempt of a task went, as a history tells it. */
export interface RecordedTask {
  readonly state: string;
  readonly branch: readonly BranchStep[];
  /** `open`: the history ends before it does, or it was cut short. */
  readonly outcome: 'succeeded' | 'failed' | 'timedOut' | 'open';
  /** Raw result of one that succeeded. */
  readonly output: JsonValue | undefined;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  /** What its service answered to the request of a callback or `.sync` task, before it ended; undefined for any other. */
  readonly response: JsonValue | undefined;
  /** Milliseconds from its request to its end. */
  readonly took: number;
  /** Whether a timeout or heartbeat of its own was running. */
  readonly timed: boolean;
}

/** What a history tells of its execution. */
export interface RecordedExecution {
  readonly input: JsonValue;
  readonly startedAt: Date;
  readonly roleArn: string | undefined;
  /** `RUNNING` when the history holds no end. */
  readonly status: ExecutionStatus | 'RUNNING';
  readonly output: JsonValue | undefined;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  /** Its events in their order, as the SDK gives them. */
  readonly events: readonly HistoryEvent[];
  /** Milliseconds from its start to the last event. */
  readonly took: number;
  /** States in the order in which they were entered. */
  readonly visited: readonly string[];
  /** Attempts of tasks, in the order in which they were made. */
  readonly tasks: readonly RecordedTask[];
  /** Map states that started child executions, with the ARN of each Map run. */
  readonly mapRuns: readonly { readonly state: string; readonly mapRunArn: string | undefined }[];
}

const STATUS: Readonly<Record<string, ExecutionStatus>> = {
  ExecutionSucceeded: 'SUCCEEDED',
  ExecutionFailed: 'FAILED',
  ExecutionTimedOut: 'TIMED_OUT',
  ExecutionAborted: 'ABORTED',
};

/** What a history tells of its execution. Throws a UsageError for one that is corrupt, cut or without payloads. */
export function recordedExecution(history: RecordedHistory): RecordedExecution {
  refuseSurplus('recordedExecution()', 1, arguments);
  const events = readHistory(history);
  const [first] = events as [RecordedEvent];
  const last = lastIn(events);
  const logs = [...branchLogs(events).values()];
  const attempts = logs.flatMap((log) => attemptsOf(log, []).map((attempt) => ({ attempt, branch: log.path })));
  attempts.sort((one, other) => one.attempt.scheduled.id - other.attempt.scheduled.id);
  return {
    input: payloadOf(first, 'input') as JsonValue,
    startedAt: new Date(first.at),
    roleArn: detailText(first, 'roleArn'),
    status: STATUS[last.type] ?? 'RUNNING',
    output: payloadOf(last, 'output'),
    error: detailText(last, 'error'),
    cause: detailText(last, 'cause'),
    events: eventsOf(history, events),
    took: last.at - first.at,
    visited: events.filter((event) => event.type.endsWith('StateEntered')).map((event) => detailText(event, 'name')!),
    tasks: attempts.map(({ attempt, branch }) => {
      const { state, end, scheduled, submitted, timeoutSeconds, heartbeatSeconds } = attempt;
      return {
        state,
        branch,
        outcome: end?.kind ?? 'open',
        output: end?.kind === 'succeeded' ? end.output : undefined,
        error: end === undefined || end.kind === 'succeeded' ? undefined : end.error,
        cause: end === undefined || end.kind === 'succeeded' ? undefined : end.cause,
        response: submitted?.response,
        took: end === undefined ? 0 : end.at - scheduled.at,
        timed: timeoutSeconds !== undefined || heartbeatSeconds !== undefined,
      };
    }),
    mapRuns: logs.flatMap(({ events: own }) =>
      own.flatMap((event, index) =>
        event.type === 'MapRunStarted' ? [{ state: stateAt(own, index), mapRunArn: detailText(event, 'mapRunArn') }] : [],
      ),
    ),
  };
}

/** The events as they were given: in their order, with dates. */
function eventsOf(history: RecordedHistory, read: readonly RecordedEvent[]): readonly HistoryEvent[] {
  const times = new Map(read.map(({ id, at }) => [id, at]));
  const events = givenEvents(history) as readonly HistoryEvent[];
  return events.map((event) => ({ ...event, timestamp: new Date(knownIn(times, event.id)) })).sort((one, other) => one.id - other.id);
}

function stateAt(events: readonly RecordedEvent[], index: number): string {
  const entered = events
    .slice(0, index)
    .reverse()
    .find((event) => event.type.endsWith('StateEntered'));
  return entered === undefined ? '' : detailText(entered, 'name')!;
}

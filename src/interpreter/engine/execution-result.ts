import type { JsonValue } from '../../asl';
import type { HistoryEvent } from '../history/history-event';
import type { MapRunDescription } from './map-run';

/** How an execution can end. */
export type ExecutionStatus = 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** What became of an execution, as data. */
export interface ExecutionResult {
  readonly status: ExecutionStatus;
  /** JSON value, present when it succeeded. */
  readonly output?: JsonValue;
  readonly error?: string;
  readonly cause?: string;
  /** Events as GetExecutionHistory gives them; made when first read. */
  readonly history: readonly HistoryEvent[];
  /** Runs of distributed Maps, in the order of their start. */
  readonly mapRuns: readonly MapRunDescription[];
  /** How the second delivery ended: only with `deliverTwice`. */
  readonly redelivery?: ExecutionResult;
}

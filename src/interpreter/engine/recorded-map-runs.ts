import type { JsonObject, JsonValue } from '../../asl';
import type { BranchStep } from '../tasks/task-call';

/** What one run of a distributed Map came to, as a history tells it that holds none of its child executions. */
export interface RecordedMapRun {
  /** Seconds it took. */
  readonly seconds: number;
  /** How it ended, `unfit` where the state failed by its results; undefined when the history ends before it does. */
  readonly end:
    | { readonly output: JsonValue; readonly assigned: JsonObject | undefined }
    | { readonly error: string | undefined; readonly cause: string | undefined }
    | { readonly unfit: { readonly error: string | undefined; readonly cause: string | undefined; readonly location: string | undefined } }
    | undefined;
}

/** Recorded runs of distributed Maps: what stands in for child executions nobody can answer for. */
export interface RecordedMapRuns {
  /** The next run of the Map state that the branch stands in; undefined when its child executions are to be run. */
  take(state: string, branch: readonly BranchStep[]): RecordedMapRun | undefined;
}

import { countsOf, type ExecutionCounts, type ExecutionResult, type HistoryEvent } from '../../interpreter';
import { insidesOf } from './insides';
import type { StateVisit } from './state-visit';
import { type UnreadChildren, unreadChildren } from './unread-children';
import { type ReadableMapRun, visitsIn } from './visits';

/** Visits as far as there are histories, and the child executions that have none. */
export interface ReadableVisits {
  readonly visits: readonly StateVisit[];
  /** Undefined when every visit is among them. */
  readonly unread: UnreadChildren | undefined;
  /** What was counted in it and all its child executions; undefined for what did not run here. */
  readonly counts: ExecutionCounts | undefined;
}

/** What is known of an execution that the harness did not make. */
interface Plain {
  readonly history: readonly HistoryEvent[];
  readonly mapRuns?: readonly ReadableMapRun[];
  readonly visits?: readonly StateVisit[];
}

/** The visits of an execution as far as they can be read, made when asked for: of the harness, of the interpreter, or anything that has its history. */
export function readableVisits(execution: Plain): ReadableVisits {
  const insides = insidesOf(execution);
  if (insides !== undefined) return insides.readable;
  const { counts = countsOf(execution as ExecutionResult), unread } = execution as {
    readonly counts?: ExecutionCounts;
    readonly unread?: UnreadChildren;
  };
  return {
    get visits() {
      return execution.visits ?? visitsIn(execution.history, execution.mapRuns);
    },
    counts,
    unread: unread ?? unreadChildren(counts, 'execute(definition, …)'),
  };
}

import type { AnyStateNode } from '../../asl';
import type { BranchLog } from './branch-logs';
import type { ReplayedRun } from './drive';
import { detailText, endsExecution, type RecordedEvent } from './recorded-event';
import type { Timing } from './timing';

/** Something that a replay could not compare, since no history tells of it. */
export interface ReplayUnchecked {
  /**
   * - `child-executions`: the child executions of a distributed Map were taken as recorded, since no history told of them.
   * - `concurrency`: a distributed Map began fewer child executions at once than it may; more at once than that are noticed.
   * - `retry-delay`: a delay drawn at random (`JitterStrategy: FULL`); one longer than the longest is noticed.
   * - `heartbeats`: heartbeats leave no event; those of a task that ended otherwise are taken to have come in time.
   * - `equal-items`: items of a Map with equal data that went on after a redrive, and that no later event tells apart.
   * - `unused-children`: a history in `children` that was compared with nothing, since no child execution began with its input.
   * - `unfinished`: what comes after the last event of the history, which has no end: the execution still ran.
   * - `times`: nothing was compared with the clock, as `times: false` says.
   */
  readonly what:
    | 'child-executions'
    | 'concurrency'
    | 'retry-delay'
    | 'heartbeats'
    | 'equal-items'
    | 'unused-children'
    | 'unfinished'
    | 'times';
  /** The state that it is about; undefined where it is about all of them. */
  readonly state: string | undefined;
}

/** One recorded execution, and what is known of its times. */
export interface CheckedExecution {
  readonly logs: ReadonlyMap<string, BranchLog>;
  readonly events: readonly RecordedEvent[];
  readonly timings: ReadonlyMap<number, Timing> | undefined;
}

/** Lists what a replay left unchecked. @param unsure Maps with items that nothing tells apart */
export function uncheckedIn(
  executions: readonly CheckedExecution[],
  states: ReadonlyMap<string, AnyStateNode>,
  times: boolean,
  { opaque, leavesChildren }: Pick<ReplayedRun, 'opaque' | 'leavesChildren'>,
  unsure: Iterable<string>,
): ReplayUnchecked[] {
  const found = new Map<string, ReplayUnchecked>();
  const add = (what: ReplayUnchecked['what'], state: string | undefined): void => {
    found.set(`${what} ${state}`, { what, state });
  };
  if (!times) add('times', undefined);
  for (const state of opaque) add('child-executions', state);
  for (const { logs, timings } of executions) {
    for (const log of logs.values()) {
      let state = '';
      for (const event of log.events) {
        if (event.type.endsWith('StateEntered')) state = detailText(event, 'name') ?? '';
        if (event.type === 'MapRunStarted' && !opaque.has(state)) add('concurrency', state);
        if (timings?.get(event.id)?.atMost) add('retry-delay', state);
        if (endsQuietly(event) && beats(states.get(state))) add('heartbeats', state);
      }
    }
  }
  for (const state of unsure) add('equal-items', state);
  if (leavesChildren) add('unused-children', undefined);
  // The first execution is the one that is replayed; children of it end with it.
  const last = executions[0]?.events.at(-1);
  if (last !== undefined && !endsExecution(last.type)) add('unfinished', undefined);
  return [...found.values()];
}

function endsQuietly({ type }: RecordedEvent): boolean {
  return /^(Task|Activity)(Succeeded|Failed)$/.test(type);
}

function beats(node: AnyStateNode | undefined): boolean {
  const { HeartbeatSeconds, HeartbeatSecondsPath } = (node?.fields ?? {}) as Readonly<Record<string, unknown>>;
  return HeartbeatSeconds !== undefined || HeartbeatSecondsPath !== undefined;
}

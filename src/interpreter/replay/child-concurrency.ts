import { firstIn, lastIn } from '../../asl';
import type { MapRunDescription } from '../engine/map-run';
import type { BranchLog } from './branch-logs';
import type { ChildHistory } from './child-histories';
import { divergence, type ReplayDivergence } from './divergence';
import { endsExecution, type RecordedEvent } from './recorded-event';
import type { ServiceLatency } from './service-latency';

/** The first distributed Map whose recorded child executions ran more at once than the definition allows; fewer may be the service's choice. */
export function crowded(
  mapRuns: readonly MapRunDescription[],
  children: ReadonlyMap<string, ChildHistory>,
  logs: ReadonlyMap<string, BranchLog>,
  latencyOf: (events: readonly RecordedEvent[]) => ServiceLatency,
): ReplayDivergence | undefined {
  const begun = startsOf(logs);
  for (const { stateName, maxConcurrency, children: kept } of mapRuns) {
    const event = begun.get(stateName)?.shift();
    if (maxConcurrency === 0 || event === undefined) continue;
    const histories = kept.flatMap(({ executionArn }) => children.get(executionArn)?.events ?? []);
    const most = mostAtOnce(kept.flatMap(({ executionArn }) => spanOf(children.get(executionArn), latencyOf)));
    if (histories.length === 0 || most <= maxConcurrency) continue;
    return divergence({
      eventId: event.id,
      state: stateName,
      branch: [],
      place: undefined,
      expected: `${most} child executions at once`,
      got: `at most ${maxConcurrency}`,
      hint: `check MaxConcurrency of "${stateName}".`,
    });
  }
  return undefined;
}

/** Events that started Map runs, by the state. */
function startsOf(logs: ReadonlyMap<string, BranchLog>): Map<string, RecordedEvent[]> {
  const found = new Map<string, RecordedEvent[]>();
  const events = [...logs.values()].flatMap((log) => {
    let state = '';
    return log.events.flatMap((event): [string, RecordedEvent][] => {
      if (event.type === 'MapStateEntered') state = String(event.details.name);
      return event.type === 'MapRunStarted' ? [[state, event]] : [];
    });
  });
  for (const [state, event] of events.sort(([, one], [, other]) => one.id - other.id))
    found.set(state, [...(found.get(state) ?? []), event]);
  return found;
}

type ChildSpan = readonly [from: number, to: number];

/** When a child execution ran for certain: a moment less than its history says. */
function spanOf(child: ChildHistory | undefined, latencyOf: (events: readonly RecordedEvent[]) => ServiceLatency): ChildSpan[] {
  // Between its end and its redrive it did not run.
  if (child === undefined || child.events.some(({ type }) => type === 'ExecutionRedriven')) return [];
  const [first, last] = [firstIn(child.events), lastIn(child.events)];
  const { early } = latencyOf(child.events);
  const to = endsExecution(last.type) ? last.at - early : Number.POSITIVE_INFINITY;
  return to > first.at + early ? [[first.at + early, to]] : [];
}

function mostAtOnce(spans: readonly ChildSpan[]): number {
  const turns = spans.flatMap(([from, to]): [number, number][] => [
    [from, 1],
    [to, -1],
  ]);
  turns.sort(([one, by], [other, more]) => one - other || by - more);
  let [now, most] = [0, 0];
  for (const [, by] of turns) {
    now += by;
    most = Math.max(most, now);
  }
  return most;
}

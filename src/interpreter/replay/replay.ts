import { refuseSurplus, requireOptions } from '../../asl';
import type { HistoryEvent } from '../history/history-event';
import type { MapRunDescription } from '../map/map-run';
import { isDefinition, parse } from '../prepare';
import type { Definition } from '../prepared';
import { branchKey, branchLogs } from './branch-logs';
import type { ChildHistory } from './child-histories';
import { type Comparison, firstDivergence } from './compare';
import { compareNames } from './compare-names';
import { divergence, type ReplayDivergence } from './divergence';
import { driveReplay, type ReplayedRun } from './drive';
import { inRecordedOrder } from './in-recorded-order';
import { producedEvent } from './produced-event';
import { readHistory } from './read-history';
import type { RecordedEvent } from './recorded-event';
import type { RecordedHistory } from './recorded-history';
import { REPLAY_OPTIONS, type ReplayOptions } from './replay-options';
import { SameValues } from './same-values';
import { placesOf, type StatePlace, statesOf } from './states-of';

export type { ReplayDivergence } from './divergence';
export type { RecordedHistory } from './recorded-history';
export type { ReplayOptions } from './replay-options';

/** What a replay found. */
export interface ReplayResult {
  /** Whether the definition does what the recorded execution did, as far as its history goes. */
  readonly matches: boolean;
  /** Where it first does something else. */
  readonly divergence?: ReplayDivergence;
  /** What the definition did with the recorded outcomes: as far as the recorded history goes, and in its order, where the two match. */
  readonly history: readonly HistoryEvent[];
  /** Distributed Maps with tasks whose child executions no history told of: what they came to was taken as recorded, and nothing inside compared. */
  readonly unchecked: readonly string[];
}

/**
 * Drives a definition with the outcomes of a recorded execution, in the order of its events, and tells where it first does something else: a check whether a change
 * breaks what production did. Tasks are answered by state, branch and attempt; an attempt that was never made has no end.
 *
 * Throws DefinitionError, or a UsageError for a history of another machine, and for one that is corrupt, cut or without payloads.
 *
 * @param history of an execution that has ended or still runs, redriven or not
 * @example const { matches, divergence } = await replay(changed, JSON.parse(readFileSync('history.json', 'utf8')));
 */
export async function replay(
  definition: Definition | string | object,
  history: RecordedHistory,
  options: ReplayOptions = {},
): Promise<ReplayResult> {
  refuseSurplus('replay()', 3, arguments);
  requireOptions('replay', options, REPLAY_OPTIONS);
  const prepared = isDefinition(definition) ? definition : parse(definition);
  const events = readHistory(history);
  const states = statesOf(prepared.machine);
  compareNames(events, states);
  const places = placesOf(prepared.machine);
  const recorded = branchLogs(events, places);
  const { execution, madeUp, children, unchecked, dues, known } = await driveReplay(prepared, events, recorded, options);
  const times = options.times ?? true;
  const comparison = {
    states,
    times,
    waiting: new Map(execution.waiting.map((branch) => [branchKey(branch.branch), `"${branch.state}" still waiting (${branch.reason})`])),
  };
  const values = (of: readonly RecordedEvent[]) =>
    new SameValues(JSON.stringify(of), madeUp, times ? tolerance(of) : Number.POSITIVE_INFINITY);
  const produced = branchLogs(asDue(execution.history, dues.get('')), places, known.get(''));
  const own = firstDivergence(recorded, produced, { ...comparison, values: values(events) });
  const first =
    own ?? childDivergence(execution.mapRuns, children, { dues, known }, places, (of) => ({ ...comparison, values: values(of) }));
  const ordered = first === undefined ? inRecordedOrder(execution.history, events, recorded, produced, times) : undefined;
  return {
    matches: first === undefined,
    ...(first === undefined ? {} : { divergence: first }),
    history: ordered ?? execution.history,
    unchecked,
  };
}

/** The first child execution that does something else, in the order in which they were asked for. */
function childDivergence(
  mapRuns: readonly MapRunDescription[],
  children: ReadonlyMap<string, ChildHistory>,
  { dues, known }: Pick<ReplayedRun, 'dues' | 'known'>,
  places: ReadonlyMap<string, StatePlace>,
  comparison: (events: readonly RecordedEvent[]) => Comparison,
): ReplayDivergence | undefined {
  const produced = new Map(mapRuns.flatMap((run) => run.children.map((child) => [child.executionArn, child] as const)));
  for (const [arn, { events, logs, place }] of children) {
    const child = produced.get(arn);
    if (child === undefined) continue;
    const found = firstDivergence(logs, branchLogs(asDue(child.history, dues.get(arn)), places, known.get(arn)), comparison(events));
    if (found !== undefined) return divergence({ ...found, branch: [...place, ...found.branch] });
  }
  return undefined;
}

/** What the service takes between states adds up, and virtual time takes nothing. */
function tolerance(events: readonly RecordedEvent[]): number {
  const took = (events.at(-1) as RecordedEvent).at - (events[0] as RecordedEvent).at;
  return 5_000 + took * 0.05;
}

/** The produced events with the times at which the definition would have had them, where it decides them. */
function asDue(events: readonly HistoryEvent[], due: ReadonlyMap<number, number> | undefined): RecordedEvent[] {
  return events.map((event) => producedEvent(event, due?.get(event.id)));
}

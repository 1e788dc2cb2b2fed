import { firstIn, lastIn, refuseSurplus, requireOptions } from '../../asl';
import type { Definition } from '../engine/prepared';
import type { HistoryEvent } from '../history/history-event';
import { isDefinition, parse } from '../prepare/prepare';
import { UsageError } from '../usage-error';
import { branchKey, branchLogs } from './branch-logs';
import { crowded } from './child-concurrency';
import { firstDivergence } from './compare';
import { divergence, type ReplayDivergence } from './divergence';
import { driveReplay } from './drive';
import { inRecordedOrder } from './in-recorded-order';
import { producedEvent } from './produced-event';
import { readHistory } from './read-history';
import { detailText, type RecordedEvent } from './recorded-event';
import type { RecordedHistory } from './recorded-history';
import { REPLAY_OPTIONS, type ReplayOptions } from './replay-options';
import { SameValues } from './same-values';
import { type ServiceLatency, serviceLatency } from './service-latency';
import { placesOf, statesOf } from './states-of';
import { type ReplayUnchecked, uncheckedIn } from './unchecked';

export type { ReplayDivergence } from './divergence';
export type { RecordedHistory } from './recorded-history';
export type { ReplayOptions } from './replay-options';
export type { ReplayUnchecked } from './unchecked';

/** What a replay found. */
export interface ReplayResult {
  /** Whether the definition does what the recorded execution did, as far as its history goes. */
  readonly matches: boolean;
  /** Where it first does something else. */
  readonly divergence?: ReplayDivergence;
  /** What the definition did with the recorded outcomes: as far as the recorded history goes, and in its order, where the two match. */
  readonly history: readonly HistoryEvent[];
  /** What was not compared, since no history tells of it: empty where nothing was left out of what the recorded execution came to. */
  readonly unchecked: readonly ReplayUnchecked[];
}

/**
 * Drives a definition with the outcomes of a recorded execution, in the order of its events, and says where it first does something else: a check whether a change
 * breaks what production did. Tasks are answered by state, branch and attempt; an attempt that was never made has no end.
 *
 * Throws DefinitionError, or a UsageError for a history that is corrupt, cut, without payloads or enters no state. A history of another machine diverges at its first state.
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
  // Any definition would match.
  if (enteredIn(events).size === 0)
    throw new UsageError(
      `The history enters no state: there is nothing to compare after ${lastIn(events).type}. Hint: leave it out, or fetch it again when the execution has gone on.`,
    );
  const states = statesOf(prepared.machine);
  const places = placesOf(prepared.machine);
  const unsure = new Set<string>();
  const recorded = branchLogs(events, places, undefined, unsure);
  const { times = true } = options;
  const latencyOf = (of: readonly RecordedEvent[]): ServiceLatency =>
    serviceLatency(of, options.latency === undefined ? undefined : options.latency * 1000);
  const { execution, ...run } = await driveReplay(prepared, events, recorded, latencyOf(events), options);
  const waiting = new Map(
    execution.waiting.map((branch) => [branchKey(branch.branch), `"${branch.state}" still waiting (${branch.reason})`]),
  );
  const executions = [{ arn: '', events, logs: recorded, place: [] }, ...[...run.children].map(([arn, child]) => ({ arn, ...child }))].map(
    (each) => ({ ...each, timings: run.timings.get(each.arn) }),
  );
  let first: ReplayDivergence | undefined;
  let ordered: HistoryEvent[] | undefined;
  for (const { arn, events: of, logs, place, timings = new Map() } of executions) {
    const produced = branchLogs((run.produced.get(arn) ?? []).map(producedEvent), places, run.known.get(arn));
    const standing = run.standing.get(arn) ?? new Map();
    const found = firstDivergence(logs, produced, {
      states,
      entered: enteredIn(of),
      values: new SameValues(JSON.stringify(of), run.madeUp, times ? tolerance(of) : Number.POSITIVE_INFINITY),
      times: times ? { events: of, latency: latencyOf(of), timings, standing } : undefined,
      waiting: arn === '' ? waiting : new Map(),
    });
    first = found === undefined || arn === '' ? found : divergence({ ...found, branch: [...place, ...found.branch] });
    if (first !== undefined) break;
    if (arn === '') ordered = inRecordedOrder(execution.history, of, logs, produced, times);
  }
  first ??= times ? crowded(execution.mapRuns, run.children, recorded, latencyOf) : undefined;
  return {
    matches: first === undefined,
    ...(first === undefined ? {} : { divergence: first }),
    history: (first === undefined ? ordered : undefined) ?? execution.history,
    unchecked: uncheckedIn(executions, states, times, run, unsure),
  };
}

function enteredIn(events: readonly RecordedEvent[]): ReadonlySet<string> {
  return new Set(events.flatMap((event) => (event.type.endsWith('StateEntered') ? (detailText(event, 'name') ?? []) : [])));
}

/** What the service takes between states adds up, and virtual time takes nothing. */
function tolerance(events: readonly RecordedEvent[]): number {
  const took = lastIn(events).at - firstIn(events).at;
  return 5_000 + took * 0.05;
}

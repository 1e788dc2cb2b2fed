import type { HistoryEvent } from '../history/history-event';
import { isDefinition, parse } from '../prepare';
import type { Definition } from '../prepared';
import { branchKey, branchLogs } from './branch-logs';
import { firstDivergence } from './compare';
import { compareNames } from './compare-names';
import type { ReplayDivergence } from './divergence';
import { driveReplay } from './drive';
import { readHistory } from './read-history';
import { detailsIn, type RecordedEvent } from './recorded-event';
import type { ReplayOptions } from './replay-options';
import { SameValues } from './same-values';
import { statesOf } from './states-of';

export type { ReplayDivergence } from './divergence';
export type { ReplayOptions } from './replay-options';

/** A history: events of the SDK or the AWS CLI, the whole answer of GetExecutionHistory, or its text. */
export type RecordedHistory = readonly object[] | { readonly events?: readonly object[] | undefined } | string;

/** What a replay found. */
export interface ReplayResult {
  /** Whether the definition does what the recorded execution did, as far as its history goes. */
  readonly matches: boolean;
  /** Where it first does something else. */
  readonly divergence?: ReplayDivergence;
  /** What the definition did with the recorded outcomes. */
  readonly history: readonly HistoryEvent[];
}

/**
 * Drives a definition with the outcomes and times of a recorded execution, and tells where it first does something else: a check whether a change
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
  const prepared = isDefinition(definition) ? definition : parse(definition);
  const events = readHistory(history);
  const states = statesOf(prepared.machine);
  compareNames(events, states);
  const recorded = branchLogs(events);
  const { execution, madeUp } = await driveReplay(prepared, events, recorded, options);
  const produced = branchLogs(execution.history.map(producedEvent));
  const times = options.times ?? true;
  const divergence = firstDivergence(recorded, produced, {
    values: new SameValues(JSON.stringify(events), madeUp, times ? tolerance(events) : Number.POSITIVE_INFINITY),
    states,
    times,
    waiting: new Map(execution.waiting.map((branch) => [branchKey(branch.branch), `"${branch.state}" still waiting (${branch.reason})`])),
  });
  const { history: made } = execution;
  return divergence === undefined ? { matches: true, history: made } : { matches: false, divergence, history: made };
}

/** What the service takes between states adds up, and virtual time takes nothing. */
function tolerance(events: readonly RecordedEvent[]): number {
  const took = (events.at(-1) as RecordedEvent).at - (events[0] as RecordedEvent).at;
  return 5_000 + took * 0.05;
}

function producedEvent(event: HistoryEvent): RecordedEvent {
  const { id, previousEventId, type, timestamp } = event;
  return { id, previousEventId, type, at: timestamp.getTime(), details: detailsIn(event as never) };
}

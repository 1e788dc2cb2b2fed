import { abridged, firstIn, isJsonObject, type JsonObject, type JsonValue, jsonFrom, knownIn, lastIn, ownKey } from '../../asl';
import type { BranchLog } from './branch-logs';
import { differenceAt, differenceBehind, failedAfter, type RecordedTimes } from './compare-times';
import { concurrencyDifference, earlyItem } from './concurrency';
import { divergence, type ReplayDivergence } from './divergence';
import { detailHint, hintFor, type KnownNames, kindOf } from './hints';
import { detailText, type RecordedEvent } from './recorded-event';
import type { SameValues } from './same-values';

/** What a comparison needs beside the events. */
export interface HistoryComparison extends KnownNames {
  readonly values: SameValues;
  /** Undefined where times do not count. */
  readonly times: RecordedTimes | undefined;
  /** What a branch of the replay stands still in, by its key. */
  readonly waiting: ReadonlyMap<string, string>;
}

/** Events that say nothing of their own, or depend on which moment a sibling was cut short at. */
const PASSED_OVER = /^(Task|LambdaFunction|Activity)Started$|Aborted$|^ExecutionStarted$/;

/** Whether an event counts, in a comparison and in the order that a replay follows. */
export function counts({ type }: RecordedEvent): boolean {
  return !PASSED_OVER.test(type);
}
/** Details that a run makes up, or that repeat what stands elsewhere. */
const LEFT_OUT = new Set(['roleArn', 'region', 'mapRunArn', 'workerName', 'inputDetails', 'outputDetails', 'assignedVariablesDetails']);
const JSON_TEXTS = new Set(['input', 'output', 'parameters']);

/** The first divergence between two histories sorted into branches, by the order of the recorded events. */
export function firstDivergence(
  recorded: ReadonlyMap<string, BranchLog>,
  produced: ReadonlyMap<string, BranchLog>,
  comparison: HistoryComparison,
): ReplayDivergence | undefined {
  const root = knownIn(recorded, '');
  const end = lastIn(root.events);
  const open = !/^Execution(Succeeded|Failed)$/.test(end.type);
  let first: ReplayDivergence | undefined;
  const keep = (found: ReplayDivergence | undefined) => {
    if (found !== undefined && (first === undefined || found.eventId < first.eventId)) first = found;
  };
  for (const log of recorded.values()) keep(compareBranch(log, recorded, produced, open, comparison));
  for (const log of produced.values()) if (!recorded.has(log.key)) keep(extraBranch(log, recorded, produced, open, comparison));
  return first;
}

function compareBranch(
  log: BranchLog,
  recorded: ReadonlyMap<string, BranchLog>,
  produced: ReadonlyMap<string, BranchLog>,
  open: boolean,
  comparison: HistoryComparison,
): ReplayDivergence | undefined {
  const other = produced.get(log.key);
  const cut = wasCut(log) || (other !== undefined && wasCut(other));
  const expected = log.events.filter(counts);
  const got = (other?.events ?? []).filter(counts);
  /** The state that the branch stands in; the start and the end of an item name the Map around it. */
  let standsIn: string | undefined;
  let state: string | undefined;
  for (const [index, event] of expected.entries()) {
    const match = got[index];
    const previous = expected[index - 1];
    const named = detailText(event, 'name') ?? detailText(event, 'state');
    if (!event.type.startsWith('MapIteration')) standsIn = named ?? standsIn;
    state = named ?? standsIn;
    const at = { eventId: event.id, state: event.type.startsWith('Execution') ? undefined : state, branch: log.path };
    const inTurn = concurrencyDifference(event, log, produced);
    if (inTurn !== undefined) return divergence({ ...at, place: undefined, ...inTurn });
    if (match === undefined) {
      // Whatever cut it short: no execution enters a state that is not there.
      const gone = event.type.endsWith('StateEntered') && !comparison.states.has(state ?? '');
      if (!gone && (cut || (other === undefined && open))) return undefined;
      const instead = other === undefined ? onlyOther(log, recorded, produced) : undefined;
      const got = instead === undefined ? standing(log.key, comparison) : eventLabel(instead);
      return divergence({ ...at, place: undefined, expected: eventLabel(event), got, hint: hintFor(event, instead, state, comparison) });
    }
    if (!sameKind(event, match))
      return divergence({
        ...at,
        place: undefined,
        expected: eventLabel(event),
        got: eventLabel(match),
        hint: hintFor(event, match, state, comparison),
      });
    const differing = differingDetail(event, match, comparison.values);
    if (differing !== undefined)
      return divergence({ ...at, ...differing, hint: detailHint(event, differing.place, comparison.states.get(state ?? '')) });
    const late = comparison.times && differenceAt(event, previous, comparison.times);
    if (late !== undefined) return divergence({ ...at, ...late });
  }
  const behind = expected.at(-1);
  const late = behind && comparison.times && differenceBehind(log, behind, comparison.times);
  if (behind !== undefined && late !== undefined) return divergence({ eventId: behind.id, state, branch: log.path, ...late });
  const extra = got[expected.length];
  if (extra === undefined || cut || open) return undefined;
  const last = lastIn(log.events);
  return divergence({
    eventId: last.id,
    state,
    branch: log.path,
    place: undefined,
    expected: `nothing after ${eventLabel(last)}`,
    got: eventLabel(extra),
    hint: 'the definition continues where the recorded one ended: check Next and End.',
  });
}

/** A branch that a failing sibling stopped ends at a moment that nobody can foretell. */
export function wasCut(log: BranchLog): boolean {
  const { fork } = log;
  return fork !== undefined && ((fork.ended && !fork.succeeded) || fork.redriven || wasCut(fork.owner));
}

function extraBranch(
  log: BranchLog,
  recorded: ReadonlyMap<string, BranchLog>,
  produced: ReadonlyMap<string, BranchLog>,
  open: boolean,
  { times }: HistoryComparison,
): ReplayDivergence | undefined {
  const { fork } = log;
  if (fork === undefined) return undefined;
  const early = times && earlyItem(log, recorded, (run) => failedAfter(run, times));
  if (open || wasCut(log) || early !== undefined) {
    const run = recorded.get(fork.owner.key)?.events.filter((event) => event.type === fork.startedEvent.type)[fork.run];
    return early && run && divergence({ eventId: run.id, state: fork.state, branch: fork.owner.path, place: undefined, ...early });
  }
  // A branch of another name is told where the recorded one begins.
  if (onlyOther(log, produced, recorded) !== undefined) return undefined;
  const started = recorded.get(fork.owner.key)?.events.find((event) => event.type === fork.startedEvent.type);
  if (started === undefined) return undefined;
  const first = firstIn(log.events);
  return divergence({
    eventId: started.id,
    state: fork.state,
    branch: fork.owner.path,
    place: undefined,
    expected: `no branch that begins with ${eventLabel(first)}`,
    got: 'one',
    hint: `check the Branches of "${fork.state}".`,
  });
}

/** The beginning of the one Parallel branch that others have in the place of this one: its first state has another name. */
function onlyOther(log: BranchLog, own: ReadonlyMap<string, BranchLog>, others: ReadonlyMap<string, BranchLog>): RecordedEvent | undefined {
  const without = (logs: ReadonlyMap<string, BranchLog>, known: ReadonlyMap<string, BranchLog>): BranchLog[] =>
    [...logs.values()].filter(({ key, fork }) => fork?.owner.key === log.fork?.owner.key && fork?.run === log.fork?.run && !known.has(key));
  const found = without(others, own);
  return found.length === 1 && without(own, others).length === 1 && log.path.at(-1)?.branch !== undefined ? found[0]?.events[0] : undefined;
}

function standing(key: string, { waiting }: HistoryComparison): string {
  return waiting.get(key) ?? 'nothing';
}

/** Whether two events are the same but for their data. */
export function sameKind(recorded: RecordedEvent, produced: RecordedEvent): boolean {
  return kindOf(recorded) === kindOf(produced) && detailText(recorded, 'name') === detailText(produced, 'name');
}

interface DifferingDetail {
  readonly place: string;
  readonly expected: string;
  readonly got: string;
}

function differingDetail(recorded: RecordedEvent, produced: RecordedEvent, values: SameValues): DifferingDetail | undefined {
  const names = new Set([...Object.keys(recorded.details), ...Object.keys(produced.details)]);
  for (const name of names) {
    if (LEFT_OUT.has(name)) continue;
    const found = values.difference(detail(recorded.details, name), detail(produced.details, name));
    if (found === undefined) continue;
    const from = firstDifference(found.recorded, found.produced);
    return { place: `${name}${found.pointer}`, expected: shownFrom(found.recorded, from), got: shownFrom(found.produced, from) };
  }
  return undefined;
}

function detail(details: JsonObject, name: string): JsonValue | undefined {
  const value = ownKey(details, name);
  if (JSON_TEXTS.has(name) && typeof value === 'string') return jsonFrom(value);
  if (name === 'assignedVariables' && isJsonObject(value))
    return Object.fromEntries(
      Object.entries(value).map(([variable, text]) => [variable, typeof text === 'string' ? jsonFrom(text) : text]),
    );
  return value;
}

/** Characters of a long text that are shown before the first that differs. */
const LEAD = 40;

/** Where to begin showing two long texts. */
function firstDifference(recorded: JsonValue | undefined, produced: JsonValue | undefined): number {
  if (typeof recorded !== 'string' || typeof produced !== 'string') return 0;
  let index = 0;
  while (index < recorded.length && recorded[index] === produced[index]) index++;
  return index > 2 * LEAD ? index - LEAD : 0;
}

function shownFrom(value: JsonValue | undefined, from: number): string {
  if (value === undefined) return 'none';
  return typeof value === 'string' && from > 0 ? abridged(`…${value.slice(from)}`, 160) : abridged(value, 160);
}

function eventLabel(event: RecordedEvent): string {
  const name = detailText(event, 'name') ?? detailText(event, 'resource') ?? detailText(event, 'error');
  return name === undefined ? event.type : `${event.type} ${JSON.stringify(name)}`;
}

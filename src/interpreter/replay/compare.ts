import { type AnyStateNode, abridged, isJsonObject, type JsonObject, type JsonValue, ownKey } from '../../asl';
import type { BranchLog } from './branch-logs';
import { divergence, type ReplayDivergence } from './divergence';
import { endsExecution, type RecordedEvent, textOf } from './recorded-event';
import type { SameValues } from './same-values';
import { timeDifference } from './time-difference';

/** What a comparison needs beside the events. */
export interface Comparison {
  readonly values: SameValues;
  readonly states: ReadonlyMap<string, AnyStateNode>;
  readonly times: boolean;
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
  comparison: Comparison,
): ReplayDivergence | undefined {
  const root = recorded.get('') as BranchLog;
  const end = root.events.at(-1) as RecordedEvent;
  const open = !/^Execution(Succeeded|Failed)$/.test(end.type);
  let first: ReplayDivergence | undefined;
  const keep = (found: ReplayDivergence | undefined) => {
    if (found !== undefined && (first === undefined || found.eventId < first.eventId)) first = found;
  };
  for (const log of recorded.values()) keep(compareBranch(log, produced.get(log.key), open, comparison));
  for (const log of produced.values()) if (!recorded.has(log.key)) keep(extraBranch(log, recorded, open));
  return first;
}

function compareBranch(log: BranchLog, other: BranchLog | undefined, open: boolean, comparison: Comparison): ReplayDivergence | undefined {
  const cut = wasCut(log) || (other !== undefined && wasCut(other));
  const expected = log.events.filter(counts);
  const got = (other?.events ?? []).filter(counts);
  /** The state that the branch stands in; the start and the end of an item name the Map around it. */
  let standsIn: string | undefined;
  let state: string | undefined;
  for (const [index, event] of expected.entries()) {
    const match = got[index];
    const previous = expected[index - 1];
    const named = textOf(event, 'name') ?? textOf(event, 'state');
    if (!event.type.startsWith('MapIteration')) standsIn = named ?? standsIn;
    state = named ?? standsIn;
    const at = { eventId: event.id, state: event.type.startsWith('Execution') ? undefined : state, branch: log.path };
    if (match === undefined) {
      if (cut || (other === undefined && open)) return undefined;
      return divergence({
        ...at,
        place: undefined,
        expected: describe(event),
        got: standing(log.key, comparison),
        hint: hintFor(event, undefined, state),
      });
    }
    if (!sameKind(event, match)) {
      const missing = event.type.endsWith('StateEntered') && !comparison.states.has(state ?? '');
      const hint = missing
        ? `the definition has no state "${state}": give it its name back, or leave executions that may come to it to the version that has it.`
        : hintFor(event, match, state);
      return divergence({ ...at, place: undefined, expected: describe(event), got: describe(match), hint });
    }
    const differing = differingDetail(event, match, comparison.values);
    if (differing !== undefined)
      return divergence({ ...at, ...differing, hint: detailHint(event, differing.place, comparison.states.get(state ?? '')) });
    const late =
      comparison.times && previous !== undefined
        ? timeDifference([previous, event], [got[index - 1] as RecordedEvent, match], comparison.states.get(state ?? ''))
        : undefined;
    if (late !== undefined) return divergence({ ...at, ...late });
  }
  const extra = got[expected.length];
  if (extra === undefined || cut || open) return undefined;
  const last = log.events.at(-1) as RecordedEvent;
  return divergence({
    eventId: last.id,
    state,
    branch: log.path,
    place: undefined,
    expected: `nothing after ${describe(last)}`,
    got: describe(extra),
    hint: 'the definition goes on where the recorded one ended: check Next and End.',
  });
}

/** A branch that a failing sibling stopped ends at a moment that nobody can foretell. */
export function wasCut(log: BranchLog): boolean {
  const { fork } = log;
  return fork !== undefined && ((fork.ended && !fork.succeeded) || fork.redriven || wasCut(fork.owner));
}

function extraBranch(log: BranchLog, recorded: ReadonlyMap<string, BranchLog>, open: boolean): ReplayDivergence | undefined {
  const { fork } = log;
  if (fork === undefined || open || wasCut(log)) return undefined;
  const started = recorded.get(fork.owner.key)?.events.find((event) => event.type === fork.startedEvent.type);
  if (started === undefined) return undefined;
  const first = log.events[0] as RecordedEvent;
  return divergence({
    eventId: started.id,
    state: fork.state,
    branch: fork.owner.path,
    place: undefined,
    expected: `no branch that begins with ${describe(first)}`,
    got: 'one',
    hint: `check the Branches of "${fork.state}".`,
  });
}

function standing(key: string, { waiting }: Comparison): string {
  return waiting.get(key) ?? 'nothing';
}

/** The service also says at which point an attempt failed. */
function kindOf({ type }: RecordedEvent): string {
  return type.replace(/(Task|LambdaFunction|Activity)(Schedule|Start|Submit)Failed$/, '$1Failed');
}

/** Whether two events are the same but for their data. */
export function sameKind(recorded: RecordedEvent, produced: RecordedEvent): boolean {
  return kindOf(recorded) === kindOf(produced) && textOf(recorded, 'name') === textOf(produced, 'name');
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
    return { place: `${name}${found.pointer}`, expected: shown(found.recorded, from), got: shown(found.produced, from) };
  }
  return undefined;
}

function detail(details: JsonObject, name: string): JsonValue | undefined {
  const value = ownKey(details, name);
  if (JSON_TEXTS.has(name) && typeof value === 'string') return JSON.parse(value) as JsonValue;
  if (name === 'assignedVariables' && isJsonObject(value))
    return Object.fromEntries(
      Object.entries(value).map(([variable, text]) => [variable, typeof text === 'string' ? (JSON.parse(text) as JsonValue) : text]),
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

function shown(value: JsonValue | undefined, from: number): string {
  if (value === undefined) return 'none';
  return typeof value === 'string' && from > 0 ? abridged(`…${value.slice(from)}`, 160) : abridged(value, 160);
}

function describe(event: RecordedEvent): string {
  const name = textOf(event, 'name') ?? textOf(event, 'resource') ?? textOf(event, 'error');
  return name === undefined ? event.type : `${event.type} ${JSON.stringify(name)}`;
}

function hintFor(recorded: RecordedEvent, produced: RecordedEvent | undefined, state: string | undefined): string {
  const before = state === undefined ? 'the definition' : `state "${state}"`;
  if (produced === undefined) return `nothing in the history moves ${before} on: check its Resource, timeouts and Wait times.`;
  if (produced.type.endsWith('Scheduled'))
    return `the history holds no such attempt: check Retry of ${before}, or answer it with replay(definition, history, { tasks }).`;
  if (recorded.type.endsWith('Scheduled') || kindOf(recorded).endsWith('Failed')) return `check Resource, Retry and Catch of ${before}.`;
  if (recorded.type.endsWith('StateEntered') && produced.type.endsWith('StateEntered'))
    return 'the way leads to another state: check StartAt, or Next, Choices and Catch of the state before.';
  if (endsExecution(recorded.type)) return 'the execution ended here: check Next, End and Catch of the state before.';
  return `the definition does something else here: check Type, Next, Retry and Catch of ${before}.`;
}

/** Functions whose results no history holds. */
const RANDOM = /States\.(UUID|MathRandom)|\$(random|shuffle|uuid|now|millis)\b/;

function detailHint(event: RecordedEvent, place: string, node: AnyStateNode | undefined): string {
  if (node !== undefined && RANDOM.test(JSON.stringify(node.fields)))
    return `state "${node.name}" uses random values or the time of day, which no history holds: the difference may mean nothing.`;
  if (event.type.endsWith('Scheduled'))
    return 'check Parameters or Arguments, and the timeouts, of the state: running executions would send something else.';
  if (place.startsWith('assignedVariables')) return 'check Assign of the state.';
  if (event.type.endsWith('StateExited')) return 'check ResultSelector, ResultPath, OutputPath or Output of the state.';
  return 'check what comes before: the data reaches this event changed.';
}

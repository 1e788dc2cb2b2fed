import { elementAt, errorText } from '../../../asl';
import type { StateVisit, TestExecution, TestMachine } from '../../../testing';
import { mocksOf, type Script, type Source } from './script';
import { objectStore } from './stored-items';
import type { GroupWay, WantedWay } from './wanted-way';

/** What an execution with a script came to, against the way that it should go. */
export interface Attempt {
  readonly execution: TestExecution | undefined;
  /** Why there is no execution. */
  readonly trouble: string | undefined;
  /** Whether it went the whole way. */
  readonly gone: boolean;
  /** Steps that it went. */
  readonly progress: number;
  /** The last visit that was on the way, and the group it is in. */
  readonly last: { readonly visit: StateVisit; readonly way: GroupWay; readonly step: number } | undefined;
  /** The visit that its data stopped, and why. */
  readonly blamed: { readonly visit: StateVisit; readonly cause: string; readonly error: string } | undefined;
}

const MOST_EVENTS = 3_000;
/** Far enough for any loop. */
const BY_DATA = new Set([
  'States.Runtime',
  'States.QueryEvaluationError',
  'States.ReferencePathConflict',
  'States.ParameterPathFailure',
  'States.ResultPathMatchFailure',
  'States.IntrinsicFailure',
  'States.NoChoiceMatched',
  'States.ItemReaderFailed',
  'States.ResultWriterFailed',
]);

/** Whether visits go a way to its end. */
export function goes(execution: TestExecution, way: WantedWay): boolean {
  return followed(execution.visits, way, execution.status).gone;
}

/** Runs a machine with a script. */
export async function attempt(machine: TestMachine, script: Script, way: WantedWay): Promise<Attempt> {
  let execution: TestExecution;
  let visits: readonly StateVisit[];
  try {
    execution = await machine.execute(script.input, {
      mocks: mocksOf(script),
      objects: objectStore(script.objects),
      mostEvents: MOST_EVENTS,
    });
    visits = execution.visits;
  } catch (error) {
    return { execution: undefined, trouble: errorText(error), gone: false, progress: 0, last: undefined, blamed: undefined };
  }
  const { progress, last, gone } = followed(visits, way, execution.status);
  return { execution, trouble: undefined, gone, progress, last, blamed: blamedIn(visits) };
}

interface FollowedAttempt {
  readonly progress: number;
  readonly last: Attempt['last'];
  readonly gone: boolean;
}

/** How far visits go a way, in the items and branches that go it furthest. */
function followed(visits: readonly StateVisit[], way: WantedWay, status: string): FollowedAttempt {
  let candidates: (readonly StateVisit[])[] = [visits.filter(({ branch }) => branch === undefined)];
  let progress = 0;
  let last: Attempt['last'];
  for (const group of way) {
    const lengths = candidates.map((each) => matched(each, group));
    const best = Math.max(0, ...lengths);
    const going = candidates.filter((_, index) => lengths[index] === best);
    const visit = going[0]?.[best - 1];
    if (visit === undefined) return { progress, last, gone: false };
    progress += best;
    last = { visit, way: group, step: best - 1 };
    if (best < group.steps.length) return { progress, last, gone: false };
    if (group.end !== undefined) return { progress, last, gone: going.some((each) => ended(each, group, status)) };
    const inner = elementAt(way, way.indexOf(group) + 1);
    candidates = going.flatMap((each) => insideOf(visits, elementAt(each, best - 1), inner));
  }
  return { progress, last, gone: false };
}

function matched(visits: readonly StateVisit[], { steps }: GroupWay): number {
  const at = steps.findIndex((step, index) => visits[index]?.state !== step.state);
  return at === -1 ? steps.length : at;
}

function ended(visits: readonly StateVisit[], { steps, end, around }: GroupWay, status: string): boolean {
  if (visits.length !== steps.length) return false;
  if (around === undefined) return status === end;
  return (visits.at(-1)?.status === 'SUCCEEDED') === (end === 'SUCCEEDED');
}

/** The visits in each item, or in the branch, of a visit of a Map or Parallel. */
function insideOf(visits: readonly StateVisit[], outer: StateVisit, { around }: GroupWay): StateVisit[][] {
  const found = new Map<number, StateVisit[]>();
  for (const visit of visits) {
    const { branch } = visit;
    if (branch?.visit.number !== outer.number || (around?.branch !== undefined && branch.index !== around.branch)) continue;
    found.set(branch.index, [...(found.get(branch.index) ?? []), visit]);
  }
  return [...found.values()];
}

/** The innermost visit that failed by its data first: what is around it failed after it. */
function blamedIn(visits: readonly StateVisit[]): Attempt['blamed'] {
  let first:
    | { readonly visit: StateVisit; readonly cause: string; readonly error: string; readonly at: number; readonly depth: number }
    | undefined;
  for (const visit of visits)
    for (const { error, cause, at } of visit.failures) {
      if (error === undefined || !BY_DATA.has(error)) continue;
      const depth = depthOf(visit);
      if (first === undefined || at < first.at || (at === first.at && depth > first.depth))
        first = { visit, cause: cause ?? '', error, at, depth };
    }
  return first;
}

function depthOf({ branch }: StateVisit): number {
  return branch === undefined ? 0 : 1 + depthOf(branch.visit);
}

/** The sources that data of a visit may come from: answers before it, the latest first, then the input. Its own answer goes first. */
export function sourcesBefore(execution: TestExecution, visit: StateVisit, { replies, objects }: Script): Source[] {
  const found: Source[] = [];
  const calls = new Map<string, number>();
  for (const each of execution.visits) {
    if (each.number > visit.number) break;
    if (each.kind !== 'Task') continue;
    for (let call = 0; call < each.attempts; call++) {
      const number = calls.get(each.state) ?? 0;
      calls.set(each.state, number + 1);
      const reply = replyAt(replies.get(each.state) ?? [], number);
      if (
        reply !== undefined &&
        !found.some((known) => known !== 'input' && 'state' in known && known.state === each.state && known.reply === reply)
      )
        found.unshift({ state: each.state, reply });
    }
  }
  return [...found, ...objects.map((_, object) => ({ object })), 'input'];
}

function replyAt(list: Script['replies'] extends ReadonlyMap<string, infer List> ? List : never, number: number): number | undefined {
  let left = number;
  for (const [index, reply] of list.entries()) {
    const times = 'value' in reply ? 1 : reply.times;
    if (left < times || index === list.length - 1) return 'value' in reply ? index : undefined;
    left -= times;
  }
  return undefined;
}

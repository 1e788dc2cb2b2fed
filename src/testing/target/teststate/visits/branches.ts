import type { JsonValue, StateGroup } from '../../../../asl';
import type { BranchStep, HistoryEventType } from '../../../../interpreter';
import { UsageError } from '../../../usage-error';
import type { Attempted } from '../recover';
import type { Strand, StrandEnd } from '../turns';
import { type Walk, type WalkEnd, type WalkFailure, type WalkPlace, type WalkVisit, walkGroup } from '../walk';

/** What is walked side by side: the branches of a Parallel state, or the items of a Map. */
export interface Forked {
  readonly length: number;
  readonly concurrency: number;
  readonly group: (index: number) => StateGroup;
  readonly step: (index: number) => BranchStep;
  readonly input: (index: number) => JsonValue;
  /** Adds the event, if any, with which it begins, and gives the one that it stands behind. */
  readonly begin: (index: number) => number;
  readonly succeeded?: (index: number, lastEvent: number) => number;
  readonly failed?: (index: number, lastEvent: number) => void;
  /** Adds the event, if any, that it was cut short, which points at the last one of what failed. */
  readonly aborted?: (index: number, failedEvent: number) => void;
  /** Whether each is an execution of its own: it sees no variables around it, and none of its errors ends them all. */
  readonly isolated?: boolean;
}

interface BranchEnd extends StrandEnd {
  readonly end: WalkEnd;
  readonly place: WalkPlace;
  readonly index: number;
}

/** Walks branches or items together, one state at a time, until all have succeeded or one has failed. Each sees the variables around it, and none of its own is seen outside. */
export async function walkBranches(visit: WalkVisit, forked: Forked): Promise<readonly JsonValue[] | WalkFailure> {
  const { walk, place } = visit;
  const outputs: JsonValue[] = [];
  const places: WalkPlace[] = [];
  const begun: number[] = [];
  const run = async (index: number, strand: Strand): Promise<BranchEnd> => {
    const group = forked.group(index);
    const inner: WalkPlace = {
      group,
      definition: walk.definitionOf(group),
      branch: [...place.branch, forked.step(index)],
      variables: forked.isolated ? {} : place.variables,
      lastEvent: begun[index]!,
      runs: new Map(),
      strand,
    };
    places[index] = inner;
    const end = await walkGroup(walk, inner, forked.input(index));
    const failed = 'failure' in end;
    if (!failed) {
      outputs[index] = end.output;
      inner.lastEvent = forked.succeeded?.(index, inner.lastEvent) ?? inner.lastEvent;
    }
    place.lastEvent = failed ? place.lastEvent : inner.lastEvent;
    // Nothing takes States.Runtime.
    return { end, place: inner, index, failed, terminal: failed && !forked.isolated && end.failure.error === 'States.Runtime' };
  };
  const begin = (index: number): void => {
    begun[index] = forked.begin(index);
  };
  const { length, concurrency } = forked;
  place.strand.children.length = 0;
  const first = await walk.turns.company(place.strand, { length, concurrency, begin, run });
  if (first === undefined || !('failure' in first.end)) return outputs;
  const failedEvent = first.place.lastEvent;
  for (const [index, child] of place.strand.children.entries()) {
    if (child.ended) continue;
    walk.turns.cutShort(child);
    if (first.terminal) continue;
    forked.aborted?.(index, failedEvent);
    if (forked.isolated !== true) abortStates(walk, child, failedEvent);
  }
  forked.failed?.(first.index, failedEvent);
  place.lastEvent = failedEvent;
  return first.end.failure;
}

/** Events of states that were cut short, those inside of others last. */
function abortStates(walk: Walk, { inside, children }: Strand, failedEvent: number): void {
  if (inside !== undefined && /^(Task|Wait|Map|Parallel)$/.test(inside.type))
    walk.history.add(`${inside.type}StateAborted` as HistoryEventType, failedEvent);
  for (const child of children) abortStates(walk, child, failedEvent);
}

/** The number of this run of a Map or Parallel state, from 0. */
export function nextRun({ place, node }: WalkVisit): number {
  const run = place.runs.get(node.name) ?? 0;
  place.runs.set(node.name, run + 1);
  return run;
}

/** Tells TestState that a state inside failed. Throws a usage error for a failure without a name, which it cannot be told. */
export function failedInside({ node }: WalkVisit, { error, cause, state }: WalkFailure): Attempted {
  if (error === undefined) {
    throw new UsageError(
      `State "${state}" inside of "${node.name}" fails without the name of an error, which TestState needs.`,
      "give the Fail state an Error, or run this test with target: 'local'.",
    );
  }
  const errorOutput = { error, ...(cause === undefined ? {} : { cause }) };
  return { mock: { errorOutput }, configuration: { errorCausedByState: state }, state };
}

/** Tells TestState what all branches or items came to. */
export function succeededInside(outputs: readonly JsonValue[]): Attempted {
  return { mock: { result: JSON.stringify(outputs), fieldValidationMode: 'NONE' } };
}

import { elementAt, ownKey } from '../../asl';
import type { BranchStep } from '../tasks/task-call';
import { detailText, type RecordedEvent } from './recorded-event';

/** Which way a branch went at states around it: by a Map's name the index of its item, by a Parallel state's the first state of its branch. */
export type BranchTurns = ReadonlyMap<string, number | string>;

/** The turns of a branch. */
export function turnsOf(path: readonly BranchStep[]): BranchTurns {
  return new Map(path.map((step) => [step.state, step.branch ?? step.index]));
}

/** Whether a branch, as far as its turns are known, may be the one at this place. */
export function fitsTurns(path: readonly BranchStep[], turns: BranchTurns): boolean {
  if (turns.size === 0) return true;
  return path.every((step) => (turns.get(step.state) ?? step.branch ?? step.index) === (step.branch ?? step.index));
}

/** What is known of an event's branch. */
export interface KnownBranch {
  readonly turns: BranchTurns;
  /** Turns of the branches of later events: what goes on here is another one, where there is a choice. */
  readonly later: readonly BranchTurns[];
}

/**
 * What the events of a history tell of the branches that go on after a redrive, by the ids of their first events: the end of an item has the item's index,
 * which those events have not.
 */
export function branchesAhead(events: readonly RecordedEvent[]): Map<number, KnownBranch> {
  const known = new Map<number, KnownBranch>();
  const redriven = new Set(events.filter(({ type }) => type === 'ExecutionRedriven').map(({ id }) => id));
  if (redriven.size === 0) return known;
  const ahead = turnsAhead(events);
  const later = new Map<number, readonly BranchTurns[]>();
  for (let at = events.length - 1; at >= 0; at--) {
    const { id, previousEventId } = elementAt(events, at);
    if (!redriven.has(previousEventId)) continue;
    const turns = ahead.get(id) ?? evaluated(events, at, ahead);
    const taken = later.get(previousEventId) ?? [];
    known.set(id, { turns: turns ?? new Map(), later: taken });
    if (turns !== undefined && turns.size > 0) later.set(previousEventId, [...taken, turns]);
  }
  return known;
}

/** What an expression made of a state that was entered points past that. */
function evaluated(events: readonly RecordedEvent[], at: number, ahead: ReadonlyMap<number, BranchTurns>): BranchTurns | undefined {
  const [entered, next] = [elementAt(events, at), events[at + 1]];
  if (next?.type !== 'EvaluationFailed' || next.previousEventId !== entered.previousEventId) return undefined;
  return detailText(next, 'state') === detailText(entered, 'name') ? ahead.get(next.id) : undefined;
}

/** The indices that an event's branch has at the Maps around it, told by what stands behind the event; by its id. */
function turnsAhead(events: readonly RecordedEvent[]): Map<number, BranchTurns> {
  const found = new Map<number, BranchTurns>();
  for (let at = events.length - 1; at >= 0; at--) {
    const event = elementAt(events, at);
    const { id, previousEventId, type, details } = event;
    const own = found.get(id);
    // An iteration that was cut short has its own index, and stands behind the one that failed.
    const map = type.startsWith('MapIteration') && type !== 'MapIterationAborted' ? detailText(event, 'name') : undefined;
    if (map === undefined && own === undefined) continue;
    const turns = new Map(own);
    // An iteration may stand behind the last event of another one, which made room for it.
    if (map !== undefined && type === 'MapIterationStarted') turns.delete(map);
    else if (map !== undefined) turns.set(map, Number(ownKey(details, 'index')));
    // Where several events stand behind one, the nearest tells of it.
    found.set(previousEventId, new Map([...(found.get(previousEventId) ?? []), ...turns]));
  }
  return found;
}

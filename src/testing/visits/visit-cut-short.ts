import { elementAt } from '../../asl';
import type { OpenVisit } from './open-visit';
import type { StateVisit } from './state-visit';

/**
 * The visit that an event of a state that was cut short is of: the event names no state, and points at the visit that failed beside it. A Task of that kind goes
 * first: inside of a Parallel its own is recorded, too. Of several the last one: what an earlier attempt of the state around them left open lies before.
 */
export function visitCutShort(visits: readonly OpenVisit[], failed: OpenVisit | undefined, kind: string): OpenVisit | undefined {
  if (failed?.kind === kind && kind === 'Task' && !failed.aborted) return failed;
  const fork = failed?.branch?.visit;
  for (let index = visits.length - 1; index >= 0; index--) {
    const visit = elementAt(visits, index);
    if (visit !== failed && visit.kind === kind && !visit.aborted && visit.exitedAt === undefined && isInside(visit, fork)) return visit;
  }
  return undefined;
}

function isInside({ branch }: StateVisit, fork: StateVisit | undefined): boolean {
  return branch !== undefined && (branch.visit === fork || isInside(branch.visit, fork));
}

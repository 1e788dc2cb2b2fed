import type { StateGroup, StateNode } from '../../../../asl';
import { elementAt } from '../../../../asl';
import { type Attempted, recovering } from '../recover';
import type { VisitEnd, WalkVisit } from '../walk';
import { failedInside, nextRun, succeededInside, walkBranches } from './branches';
import { effectiveInput } from './effective-input';

/** Parallel: its branches are walked together, one state at a time, and TestState is told what they came to. The first that fails ends it. */
export async function visitParallel(visit: WalkVisit<StateNode<'Parallel'>>): Promise<VisitEnd> {
  const { walk, place } = visit;
  return recovering(visit, {
    attempt: () => attemptParallel(visit),
    answered: ({ status }) => {
      if (status === 'SUCCEEDED') place.lastEvent = walk.history.add('ParallelStateSucceeded', place.lastEvent);
    },
    failed: () => {
      place.lastEvent = walk.history.add('ParallelStateFailed', place.lastEvent);
    },
  });
}

async function attemptParallel(visit: WalkVisit<StateNode<'Parallel'>>): Promise<Attempted> {
  const { walk, place, node } = visit;
  const input = await effectiveInput(visit, 'Arguments');
  const run = nextRun(visit);
  const started = walk.history.add('ParallelStateStarted', place.lastEvent);
  const group = (index: number): StateGroup => elementAt(node.groups, index);
  const ended = await walkBranches(visit, {
    length: node.groups.length,
    concurrency: node.groups.length,
    group,
    step: (index) => ({ state: node.name, index, branch: group(index).startAt, run }),
    input: () => input,
    begin: () => started,
  });
  return 'length' in ended ? succeededInside(ended) : failedInside(visit, ended);
}

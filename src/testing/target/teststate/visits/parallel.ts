import type { JsonValue, StateNode } from '../../../../asl';
import { type Attempted, recovering } from '../recover';
import type { Visit, VisitEnd } from '../walk';
import { failedInside, nextRun, succeededInside, walkBranch } from './branches';
import { effectiveInput } from './effective-input';

/** Parallel: its branches are walked one after the other, and TestState is told what they came to. The first that fails ends it. */
export async function visitParallel(visit: Visit<StateNode<'Parallel'>>): Promise<VisitEnd> {
  const { walk, place } = visit;
  return recovering(visit, {
    attempt: () => attempt(visit),
    answered: ({ status }) => {
      if (status === 'SUCCEEDED') place.lastEvent = walk.history.add('ParallelStateSucceeded', place.lastEvent);
    },
    failed: () => {
      place.lastEvent = walk.history.add('ParallelStateFailed', place.lastEvent);
    },
  });
}

async function attempt(visit: Visit<StateNode<'Parallel'>>): Promise<Attempted> {
  const { walk, place, node } = visit;
  const input = await effectiveInput(visit, 'Arguments');
  const run = nextRun(visit);
  const started = walk.history.add('ParallelStateStarted', place.lastEvent);
  const outputs: JsonValue[] = [];
  for (const [index, group] of node.groups.entries()) {
    const end = await walkBranch(visit, group, { state: node.name, index, branch: group.startAt, run }, input, started);
    if ('failure' in end) return failedInside(visit, end.failure);
    outputs.push(end.output);
  }
  return succeededInside(outputs);
}

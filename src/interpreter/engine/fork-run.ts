import type { Visit } from './visit';

/** Counts how often a branch has started the Map or Parallel state it stands in: 0 the first time. */
export function forkRun({ branch, state }: Visit): number {
  branch.forkCounts ??= new Map();
  const run = branch.forkCounts.get(state) ?? 0;
  branch.forkCounts.set(state, run + 1);
  return run;
}

import type { Branch } from './branch';

/** Counts how often a branch has started the Map or Parallel state it stands in: 0 the first time. */
export function forkRun(branch: Branch): number {
  branch.forkCounts ??= new Map();
  const run = branch.forkCounts.get(branch.state) ?? 0;
  branch.forkCounts.set(branch.state, run + 1);
  return run;
}

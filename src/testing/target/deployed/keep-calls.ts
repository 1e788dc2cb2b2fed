import type { BranchStep } from '../../../interpreter';
import type { MachineView } from '../../machine-view/machine-view';
import type { StateVisit, VisitBranch } from '../../visits/state-visit';
import type { UnreadChildren } from '../../visits/unread-children';

/** Keeps the calls that an execution on AWS made, for `machine.calls()`. Those of children without a history are refused there. */
export function keepCalls(
  { core, log }: MachineView,
  visits: readonly StateVisit[],
  execution: () => string,
  unread: UnreadChildren | undefined,
): void {
  log.drop(execution);
  if (unread !== undefined) {
    const inMaps = core.states.tasks.filter(({ around }) => around.some(({ type }) => type === 'Map'));
    log.miss({ ...unread, states: new Set(inMaps.map(({ name }) => name)) });
  }
  for (const visit of visits) {
    const resource = core.states.get(visit.state)?.resource;
    if (resource === undefined) continue;
    const branch = branchOf(visit);
    for (const [attempt, { input }] of visit.tries.entries())
      if (input !== undefined) log.add({ state: visit.state, resource, input, attempt, branch, context: {} }, execution);
  }
}

/** The branch as calls tell it; which run of a Map or Parallel it was, visits do not say. */
export function branchOf(visit: StateVisit): BranchStep[] {
  const steps: BranchStep[] = [];
  for (let around: VisitBranch | undefined = visit.branch; around !== undefined; around = around.visit.branch)
    steps.unshift({ state: around.visit.state, index: around.index, run: 0 });
  return steps;
}

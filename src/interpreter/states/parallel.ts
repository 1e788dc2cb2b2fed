import { prepareInput, prepareOutput } from '../fields/language-fields';
import { EVENT } from '../history/event-types';
import { ParallelFork } from '../parallel-fork';
import type { StateKind } from './kind';

/** Parallel: every branch gets the same input; the result is the list of their outputs, in the order of the branches. */
export const parallel: StateKind<'Parallel'> = {
  entered: 'ParallelStateEntered',
  exited: 'ParallelStateExited',
  failed: 'ParallelStateFailed',
  aborted: 'ParallelStateAborted',
  prepare(node, preparation) {
    const input = prepareInput(node);
    const output = prepareOutput(node);
    const names = node.groups.map((group) => group.startAt);
    return (branch) => {
      const effective = input(branch);
      branch.lastEvent = branch.run.recorder.add(EVENT.ParallelStateStarted, branch.lastEvent, branch.now());
      return new ParallelFork(branch, preparation.groups, names, effective, output).begin();
    };
  },
};

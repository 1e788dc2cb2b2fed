import { prepareInput, prepareOutput } from '../fields/language-fields';
import { withinPayloadLimit } from '../fields/state-input-size';
import { ParallelFork } from '../forks/parallel-fork';
import { EVENT } from '../history/event-types';
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
    const shaped = node.fields.Parameters !== undefined || node.fields.Arguments !== undefined;
    const names = node.groups.map((group) => group.startAt);
    return (visit) => {
      const effective = shaped ? withinPayloadLimit(visit, input(visit)) : input(visit);
      visit.lastEvent = visit.run.recorder.add(EVENT.ParallelStateStarted, visit.lastEvent, visit.now());
      return new ParallelFork(visit, preparation.groups, names, effective, output).begin();
    };
  },
};

import { prepareInput, prepareOutput } from '../fields/language-fields';
import type { StateKind } from './kind';

/** Succeed: ends its branch, or the execution, with its output. */
export const succeed: StateKind<'Succeed'> = {
  entered: 'SucceedStateEntered',
  exited: 'SucceedStateExited',
  failed: undefined,
  aborted: undefined,
  prepare(node) {
    const input = prepareInput(node);
    const output = prepareOutput(node);
    return (visit) => output(visit, input(visit));
  },
};

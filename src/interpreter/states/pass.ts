import { prepareInput, prepareOutput } from '../fields/language-fields';
import type { StateKind } from './kind';

/** Pass: its result is `Result`, or what its input fields make of the input. */
export const pass: StateKind<'Pass'> = {
  entered: 'PassStateEntered',
  exited: 'PassStateExited',
  failed: undefined,
  aborted: undefined,
  prepare(node) {
    const input = prepareInput(node);
    const output = prepareOutput(node);
    const { Result: fixed } = node.fields;
    return (visit) => {
      const effective = input(visit);
      return output(visit, fixed === undefined ? effective : fixed);
    };
  },
};

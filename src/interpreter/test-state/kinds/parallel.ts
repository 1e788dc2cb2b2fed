import { prepareInput } from '../../fields/language-fields';
import { mockedResult } from '../mocked-result';
import { makeOutput } from '../stages';
import type { KindTest } from '../state-test';

/** Parallel: the mock stands for all branches, and of the input no step is shown. */
export const parallel: KindTest<'Parallel'> = {
  mock: 'needed',
  async run(test) {
    const { branch, node } = test;
    prepareInput(node)(branch);
    const result = mockedResult(test);
    branch.input = branch.stateInput;
    makeOutput(test, result);
  },
};

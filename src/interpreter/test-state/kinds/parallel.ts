import { prepareInput } from '../../fields/language-fields';
import { mockedResult } from '../mocked-result';
import { makeOutput } from '../stages';
import type { KindTest } from '../state-test';

/** Parallel: the mock stands for all branches, and of the input no step is shown. */
export const parallel: KindTest<'Parallel'> = {
  mock: 'needed',
  async run(test) {
    const { visit, node } = test;
    prepareInput(node)(visit);
    const result = mockedResult(test);
    visit.input = visit.stateInput;
    makeOutput(test, result);
  },
};

import { prepareInput } from '../../fields/language-fields';
import { inspectInputPath, makeOutput } from '../stages';
import type { KindTest, StateTestOf } from '../state-test';

/** Pass: a fixed `Result` leaves the steps of the input unshown. */
export const pass: KindTest<'Pass'> = {
  mock: 'never',
  async run(test) {
    const { Result: fixed } = test.node.fields;
    if (fixed === undefined) makeOutput(test, shownInput(test));
    else {
      prepareInput(test.node)(test.visit);
      test.inspect('result', fixed);
      makeOutput(test, fixed);
    }
  },
};

function shownInput(test: StateTestOf<'Pass'>) {
  const { node, visit } = test;
  inspectInputPath(test);
  visit.input = visit.stateInput;
  const effective = prepareInput(node)(visit);
  if (node.queryLanguage === 'JSONPath') test.inspect('afterParameters', effective);
  return effective;
}

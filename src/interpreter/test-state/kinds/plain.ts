import type { StateType } from '../../../asl';
import { runKind } from '../run-kind';
import { inspectInputPath } from '../stages';
import type { KindTest } from '../state-test';

/** Choice, Wait, Succeed and Fail: of their processing only the input is shown. */
export const plain: KindTest<StateType> = {
  mock: 'never',
  async run(test) {
    inspectInputPath(test);
    test.visit.input = test.visit.stateInput;
    await runKind(test.node, test);
  },
};

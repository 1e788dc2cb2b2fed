import { Failure } from '../../failure';
import { httpRequestOf, httpResponseOf, isHttpTask } from '../http-exchange';
import { runKind } from '../run-kind';
import { inspectInputPath, makeOutput, withoutFields } from '../stages';
import type { KindTest } from '../state-test';

/** Task: every step is shown. The mock answers in the place of the service. */
export const task: KindTest<'Task'> = {
  mock: 'possible',
  async run(test) {
    const { visit, node, mock } = test;
    inspectInputPath(test);
    visit.input = visit.stateInput;
    const step = node.queryLanguage === 'JSONata' ? 'afterArguments' : 'afterParameters';
    const traced = mock === undefined && isHttpTask(node.fields.Resource);
    test.onCall = (call) => {
      test.inspect(step, call.input);
      if (traced) test.inspectHttp('request', httpRequestOf(call.input));
    };
    try {
      await runKind(withoutFields(node, 'ResultSelector', 'ResultPath', 'OutputPath', 'Assign', 'Output'), test);
    } catch (thrown) {
      // The mocked error as it was given, whatever an attempt makes of it.
      if (mock !== undefined && 'error' in mock && thrown instanceof Failure && thrown.fromTask)
        throw new Failure(mock.error, mock.cause, true);
      throw thrown;
    }
    if (traced) test.inspectHttp('response', httpResponseOf(visit.output));
    test.inspect('result', visit.output);
    makeOutput(test, visit.output);
  },
};

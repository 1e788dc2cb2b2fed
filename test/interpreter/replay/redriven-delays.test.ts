import { delayed, replay, start, TaskError } from '../../../src/interpreter';

const task = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: {},
  Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 10 }],
  End: true,
};

/** An execution that is stopped three seconds after it came to stand still, and redriven after an hour, as far as it got by then. */
function redriven(state: object) {
  let calls = 0;
  const execution = start(
    { StartAt: 'Only', States: { Only: state } },
    {
      tasks: () => {
        if (calls++ > 0) return delayed(5, () => 'done');
        throw new TaskError('Busy', 'try again');
      },
    },
  );
  execution.pump();
  execution.advanceClock(execution.now + 3_000);
  execution.stop('Enough');
  execution.advanceClock(execution.now + 3_600_000);
  execution.redrive();
  execution.pump();
  return execution;
}

describe('A replay of an execution that was stopped before it went on, and redriven', () => {
  test.each([
    ['a retry', task],
    ['the end of a Wait', { Type: 'Wait', Seconds: 10, End: true }],
  ])('does not hold it to the time of %s from before the redrive', async (_what, state) => {
    const { history } = redriven(state);
    const definition = { StartAt: 'Only', States: { Only: state } };

    const stopped = history.findIndex(({ type }) => type === 'ExecutionRedriven');
    expect(stopped).toBeGreaterThan(0);
    for (let cut = stopped + 1; cut <= history.length; cut++)
      expect((await replay(definition, history.slice(0, cut))).divergence?.message).toBeUndefined();
  });
});

import { parked, replay, start } from '../../../src/interpreter';
import { CALLBACK } from './order';

describe('replay: callbacks that are heard of', () => {
  const definition = {
    StartAt: 'Ask',
    States: { Ask: { Type: 'Task', Resource: CALLBACK, Parameters: { QueueUrl: 'q', MessageBody: 'm' }, HeartbeatSeconds: 60, End: true } },
  };

  // Work that grew with the square of the heartbeats would outlast jest's limit.
  test('follow a hundred days of heartbeats', async () => {
    const execution = start(definition, { tasks: () => parked({}) });
    execution.pump();
    for (let beat = 0; beat < 100 * 24 * 60 * 2; beat++) {
      execution.advanceClock(execution.now + 30_000);
      execution.pending[0]?.heartbeat();
    }
    execution.pending[0]?.succeed('yes');
    execution.pump();
    const { history } = execution;

    const { divergence } = await replay(definition, history);

    expect(divergence).toBeUndefined();
  });

  test.each([0, 1, 5])('time out an interval after beat number %i, the last', async (beats) => {
    const execution = start(definition, { tasks: () => parked({}) });
    execution.pump();
    for (let beat = 0; beat < beats; beat++) {
      execution.advanceClock(execution.now + 37_000);
      execution.pending[0]?.heartbeat();
    }
    while (execution.result === undefined) execution.fireNextTimer();

    const { divergence, history } = await replay(definition, execution.history);

    expect(divergence).toBeUndefined();
    expect(history.at(-1)?.timestamp).toEqual(execution.history.at(-1)?.timestamp);
  });
});

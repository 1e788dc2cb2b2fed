import { parked, replay, start } from '../../../src/interpreter';
import { cutsOf, problemOf, randomNumbers, withLatency } from './cuts';
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
    const [asked] = execution.pending;
    for (let beat = 0; beat < 100 * 24 * 60 * 2; beat++) {
      execution.advanceClock(execution.now + 30_000);
      asked?.heartbeat();
    }
    asked?.succeed('yes');
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

  test.each([
    ['the heartbeat', [], 60],
    ['the heartbeat after one beat', [50], 110],
    ['the timeout', [50, 100], 150],
    ['the timeout, in the moment of the heartbeat', [30, 90], 150],
  ])('come to %s where both are set, at every cut and with latency', async (_title, beats, seconds) => {
    const both = { ...definition, States: { Ask: { ...definition.States.Ask, TimeoutSeconds: 150 } } };
    const execution = start(both, { tasks: () => parked({}) });
    execution.pump();
    const began = execution.now;
    for (const beat of beats) {
      execution.advanceClock(began + beat * 1000);
      execution.pending[0]?.heartbeat();
    }
    while (execution.result === undefined) execution.fireNextTimer();
    const events = withLatency(JSON.parse(JSON.stringify(execution.history)) as { timestamp: string }[], randomNumbers(1));

    const problems = await Promise.all(cutsOf(events.length, 1, 0).map((cut) => problemOf(both, events, cut)));
    const longer = { ...both, States: { Ask: { ...both.States.Ask, TimeoutSeconds: 300 } } };
    const { divergence } = await replay(longer, events);

    expect(execution.now - began).toBe(seconds * 1000);
    expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
    expect(divergence).toMatchObject({ place: 'timeoutInSeconds', expected: '150', got: '300' });
  });
});

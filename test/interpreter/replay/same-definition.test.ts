import { delayed, execute, replay, start, type TaskCall, TaskError } from '../../../src/interpreter';
import { ORDER, recordOrder, task } from './order';

describe('replay: the same definition', () => {
  test('matches, times, tokens and heartbeats included', async () => {
    const history = await recordOrder();

    const result = await replay(ORDER, history);

    expect(result.divergence).toBeUndefined();
    expect(result.matches).toBe(true);
    expect(result.history.at(-1)?.timestamp).toEqual(new Date(history.events.at(-1)?.timestamp as never));
  });

  test('reads dates of the SDK, seconds of the older CLI, reversed order, and text', async () => {
    const { events } = await recordOrder();
    const dates = events.map((event) => ({ ...event, timestamp: new Date(event.timestamp) }));
    const seconds = events.map((event) => ({ ...event, timestamp: new Date(event.timestamp).getTime() / 1000 }));

    const results = await Promise.all([
      replay(ORDER, dates),
      replay(ORDER, seconds),
      replay(ORDER, [...events].reverse()),
      replay(ORDER, JSON.stringify({ events })),
    ]);

    expect(results.map((result) => result.matches)).toEqual([true, true, true, true]);
  });

  test.each([10, 20, 30, 40])('matches the first %i events of an execution that still runs', async (count) => {
    const { events } = await recordOrder();

    expect((await replay(ORDER, events.slice(0, count))).divergence).toBeUndefined();
  });

  test('matches one that timed out, with a task that never ended', async () => {
    const definition = { StartAt: 'Hang', TimeoutSeconds: 50, States: { Hang: task({ End: true }) } };
    const { history } = await execute(definition, { tasks: () => delayed(Number.POSITIVE_INFINITY, () => null) });

    const result = await replay(definition, history);

    expect(history.at(-1)?.type).toBe('ExecutionTimedOut');
    expect(result.divergence).toBeUndefined();
  });

  test('matches one that was stopped', async () => {
    const definition = { StartAt: 'Sleep', States: { Sleep: { Type: 'Wait', Seconds: 100, End: true } } };
    const execution = start(definition);
    execution.pump();
    execution.advanceClock(execution.now + 20_000);
    execution.stop('Enough', 'by hand');

    expect((await replay(definition, execution.history)).divergence).toBeUndefined();
  });

  test('matches one that was redriven', async () => {
    let broken = true;
    const definition = { StartAt: 'Before', States: { Before: { Type: 'Pass', Next: 'Work' }, Work: task({ End: true }) } };
    const execution = start(definition, {
      tasks: () => {
        if (broken) throw new TaskError('Broken');
        return 'mended';
      },
    });
    execution.pump();
    broken = false;
    execution.advanceClock(execution.now + 3_600_000);
    execution.redrive();
    execution.pump();

    expect(execution.result?.status).toBe('SUCCEEDED');
    expect((await replay(definition, execution.history)).divergence).toBeUndefined();
  });

  test('matches when a failing branch cut its siblings short', async () => {
    const definition = {
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'Slow', States: { Slow: task({ End: true }) } },
            { StartAt: 'Bad', States: { Bad: task({ End: true }) } },
          ],
          Catch: [{ ErrorEquals: ['Broken'], Next: 'Mend' }],
          End: true,
        },
        Mend: { Type: 'Pass', End: true },
      },
    };
    const tasks = (call: TaskCall) =>
      delayed(call.state === 'Slow' ? 100 : 5, () => {
        throw new TaskError('Broken');
      });
    const { history } = await execute(definition, { tasks });

    expect((await replay(definition, history)).divergence).toBeUndefined();
  });
});

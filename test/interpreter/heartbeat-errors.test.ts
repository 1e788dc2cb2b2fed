import { execute, parked, TaskError } from '../../src/interpreter';

describe('A heartbeat that runs out', () => {
  const definition = (error: string) => ({
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        Parameters: { QueueUrl: 'q', MessageBody: 'm' },
        HeartbeatSeconds: 60,
        Catch: [{ ErrorEquals: [error], Next: 'Caught' }],
        End: true,
      },
      Caught: { Type: 'Pass', Result: 'caught', End: true },
    },
  });
  const failing = () => {
    throw new TaskError('States.HeartbeatTimeout');
  };

  // The guide: States.Timeout stands for a missed heartbeat as well, and States.TaskFailed for every known error but States.Timeout.
  test.each([
    ['States.Timeout', 'SUCCEEDED'],
    ['States.HeartbeatTimeout', 'SUCCEEDED'],
    ['States.ALL', 'SUCCEEDED'],
    ['States.TaskFailed', 'FAILED'],
  ])('is, by itself or by the name that a mock gives it, an error that %s makes %s', async (error, status) => {
    expect((await execute(definition(error), { tasks: () => parked() })).status).toBe(status);
    expect((await execute(definition(error), { tasks: failing })).status).toBe(status);
  });
});

import { execute, parked, start } from 'drystep/interpreter';
import { worked } from '../../src/interpreter';

test('the first heartbeat interval of an activity starts when a worker takes the task', () => {
  const Resource = 'arn:aws:states:us-east-1:111111111111:activity:work';
  const machine = { StartAt: 'Work', States: { Work: { Type: 'Task', Resource, HeartbeatSeconds: 10, TimeoutSeconds: 60, End: true } } };
  const execution = start(machine, { tasks: () => parked() });
  execution.pump();
  const began = execution.now;

  execution.advanceClock(began + 8_000);
  execution.pending[0]?.start('worker-1');
  execution.fireNextTimer();

  expect(execution.now - began).toBe(18_000);
  expect(execution.result).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
});

test('a worker that took a task and says nothing more is in the history before the timeout', async () => {
  const Resource = 'arn:aws:states:us-east-1:111111111111:activity:work';
  const machine = { StartAt: 'Work', States: { Work: { Type: 'Task', Resource, HeartbeatSeconds: 10, TimeoutSeconds: 60, End: true } } };

  const { history, error } = await execute(machine, { tasks: () => worked('worker-1') });

  expect(error).toBe('States.Timeout');
  expect(history.map(({ type, previousEventId }) => `${type} after ${previousEventId}`)).toEqual([
    'ExecutionStarted after 0',
    'TaskStateEntered after 0',
    'ActivityScheduled after 2',
    'ActivityStarted after 3',
    'ActivityTimedOut after 4',
    'ExecutionFailed after 5',
  ]);
  expect(history[3]?.activityStartedEventDetails).toEqual({ workerName: 'worker-1' });
});

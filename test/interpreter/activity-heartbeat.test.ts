import { delayed, execute, parked, start } from 'drystep/interpreter';
import { worked } from '../../src/interpreter';

// "An activity task state doesn't start until you poll a task token" and "to time out … executions in which the Activity state doesn't transition to the
// ActivityStarted state, define a timeout at state machine-level": the developer guide, Troubleshooting activities. Its page of Task states says of
// TimeoutSeconds and HeartbeatSeconds that the count begins when ActivityStarted is logged.
describe('An activity that nobody polls for', () => {
  const Resource = 'arn:aws:states:us-east-1:111111111111:activity:work';
  const work = { Type: 'Task', Resource, HeartbeatSeconds: 10, TimeoutSeconds: 60, End: true };
  const machine = { StartAt: 'Work', States: { Work: work } };

  test('waits beyond the timeout and the heartbeat of its state', () => {
    const execution = start(machine, { tasks: () => parked() });
    execution.pump();

    expect(execution.fireNextTimer()).toBe(false);
    expect(execution.result).toBeUndefined();
  });

  test('ends at the timeout of its machine, with no event of its own', async () => {
    const { status, history } = await execute({ ...machine, TimeoutSeconds: 3600 }, { tasks: () => parked() });

    expect(status).toBe('TIMED_OUT');
    expect(history.map(({ type }) => type)).toEqual(['ExecutionStarted', 'TaskStateEntered', 'ActivityScheduled', 'ExecutionTimedOut']);
  });

  test('has all of its timeout when a worker takes it an hour later', () => {
    const { HeartbeatSeconds, ...calm } = work;
    const execution = start({ StartAt: 'Work', States: { Work: calm } }, { tasks: () => parked() });
    execution.pump();
    const began = execution.now;

    execution.advanceClock(began + 3_600_000);
    execution.pending[0]?.start('worker-1');
    execution.fireNextTimer();

    expect(execution.now - began).toBe(3_660_000);
    expect(execution.result).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
  });

  test('fails when it is executed: nothing will move it', async () => {
    await expect(execute(machine, { tasks: () => parked() })).rejects.toThrow(
      'State "Work" waits for a worker of its activity, and no worker polls: its timeouts count only once one does. Hint: answer it in `tasks`, give the machine a TimeoutSeconds',
    );
  });
});

test('a heartbeat is that of a worker who has the task', () => {
  const Resource = 'arn:aws:states:us-east-1:111111111111:activity:work';
  const machine = { StartAt: 'Work', States: { Work: { Type: 'Task', Resource, HeartbeatSeconds: 10, TimeoutSeconds: 60, End: true } } };
  const execution = start(machine, { tasks: () => parked() });
  execution.pump();
  const began = execution.now;

  execution.pending[0]?.heartbeat();
  execution.fireNextTimer();

  expect(execution.history.map(({ type }) => type).slice(2, 5)).toEqual(['ActivityScheduled', 'ActivityStarted', 'ActivityTimedOut']);
  expect(execution.now - began).toBe(10_000);
});

test('a mock that is slower than the timeout is a worker that took the task and went on', async () => {
  const Resource = 'arn:aws:states:us-east-1:111111111111:activity:work';
  const machine = { StartAt: 'Work', States: { Work: { Type: 'Task', Resource, TimeoutSeconds: 60, End: true } } };

  const { history } = await execute(machine, { tasks: () => delayed(90, () => ({})) });

  expect(history.map(({ type }) => type).slice(2, 5)).toEqual(['ActivityScheduled', 'ActivityStarted', 'ActivityTimedOut']);
});

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

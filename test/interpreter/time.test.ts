import { execute, start, TaskError } from 'drystep/interpreter';

const waitThenPass = (seconds: number) => ({
  StartAt: 'Wait',
  States: { Wait: { Type: 'Wait', Seconds: seconds, Next: 'Done' }, Done: { Type: 'Succeed' } },
});

test('Time: execute skips a wait of days and records when it ended', async () => {
  const { history, status } = await execute(waitThenPass(3 * 24 * 3600), { startTime: '2026-01-01T00:00:00Z' });

  expect(status).toBe('SUCCEEDED');
  expect(history[history.length - 1]?.timestamp.toISOString()).toBe('2026-01-04T00:00:00.000Z');
});

test('Time: stands still until the driver fires the timer', () => {
  const execution = start(waitThenPass(60));
  execution.pump();

  expect(execution.result).toBeUndefined();
  expect(execution.waiting).toEqual([{ state: 'Wait', branch: [], reason: 'wait', dueAt: execution.now + 60_000 }]);
  expect(execution.fireNextTimer(execution.now + 59_999)).toBe(false);

  expect(execution.fireNextTimer()).toBe(true);
  expect(execution.result?.status).toBe('SUCCEEDED');
});

test('Time: timers that fall together fire in the order in which they were set', async () => {
  const branch = (name: string) => ({ StartAt: name, States: { [name]: { Type: 'Wait', Seconds: 5, End: true } } });
  const { history } = await execute({
    StartAt: 'Both',
    States: { Both: { Type: 'Parallel', Branches: [branch('First'), branch('Second')], End: true } },
  });

  const left = history.flatMap((event) => (event.type === 'WaitStateExited' ? [event.stateExitedEventDetails?.name] : []));

  expect(left).toEqual(['First', 'Second']);
});

test('Time: a callback nobody answers times out in virtual time', async () => {
  const { status, error, history } = await execute({
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        TimeoutSeconds: 600,
        Parameters: { 'Token.$': '$$.Task.Token' },
        End: true,
      },
    },
  });

  expect({ status, error }).toEqual({ status: 'FAILED', error: 'States.Timeout' });
  expect(Number(history[history.length - 1]?.timestamp) - Number(history[0]?.timestamp)).toBe(600_000);
});

test('Time: each heartbeat restarts the heartbeat timer', () => {
  const execution = start({
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        HeartbeatSeconds: 10,
        Parameters: { 'Token.$': '$$.Task.Token' },
        End: true,
      },
    },
  });
  execution.pump();
  const began = execution.now;
  execution.advanceClock(began + 8_000);
  expect(execution.pending[0]?.heartbeat()).toBe(true);

  expect(execution.nextTimerAt).toBe(began + 18_000);
  execution.fireNextTimer();

  expect(execution.result).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
});

test('Time: the second answer to a token is refused', () => {
  const execution = start({
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        Parameters: { 'Token.$': '$$.Task.Token' },
        End: true,
      },
    },
  });
  execution.pump();
  const [task] = execution.pending;

  expect(task?.succeed({ yes: true })).toBe(true);
  expect(task?.fail('Late')).toBe(false);
  execution.pump();

  expect(execution.result).toMatchObject({ status: 'SUCCEEDED', output: { yes: true } });
});

test('Time: TimeoutSeconds of the machine ends the execution', async () => {
  const { status, history } = await execute({ ...waitThenPass(60), TimeoutSeconds: 30 });

  expect(status).toBe('TIMED_OUT');
  expect(history.map(({ type }) => type)).toEqual(['ExecutionStarted', 'WaitStateEntered', 'ExecutionTimedOut']);
});

test('Time: an Express execution ends after five minutes', async () => {
  const { status } = await execute(waitThenPass(301), { type: 'EXPRESS' });

  expect(status).toBe('TIMED_OUT');
});

test('Retry: delays grow by the backoff rate up to MaxDelaySeconds', async () => {
  const { history } = await execute(
    {
      StartAt: 'Call',
      States: {
        Call: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 2, BackoffRate: 3, MaxAttempts: 4, MaxDelaySeconds: 20 }],
          End: true,
        },
      },
    },
    {
      tasks: () => {
        throw new TaskError('Busy');
      },
    },
  );

  const began = Number(history[0]?.timestamp);
  const attempts = history.filter(({ type }) => type === 'TaskScheduled').map(({ timestamp }) => (Number(timestamp) - began) / 1000);

  expect(attempts).toEqual([0, 2, 8, 26, 46]);
});

test('Retry: full jitter stays within the delay and is the same for the same seed', async () => {
  const machine = {
    StartAt: 'Call',
    States: {
      Call: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 10, JitterStrategy: 'FULL' }],
        End: true,
      },
    },
  };
  const tasks = () => {
    throw new TaskError('Busy');
  };
  const times = async (seed: number) => (await execute(machine, { tasks, seed })).history.map(({ timestamp }) => Number(timestamp));

  const one = await times(7);

  expect(await times(7)).toEqual(one);
  expect(await times(8)).not.toEqual(one);
  expect((one[5] as number) - (one[4] as number)).toBeLessThanOrEqual(10_000);
});

test('Time: each attempt has a timeout of its own, a retried one too', async () => {
  const asks = {
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        TimeoutSeconds: 30,
        Retry: [{ ErrorEquals: ['States.Timeout'], IntervalSeconds: 5, MaxAttempts: 2, BackoffRate: 1 }],
        End: true,
      },
    },
  };

  const { status, error, history } = await execute(asks);

  expect({ status, error }).toEqual({ status: 'FAILED', error: 'States.Timeout' });
  expect(Number(history.at(-1)?.timestamp) - Number(history[0]?.timestamp)).toBe((30 + 5 + 30 + 5 + 30) * 1000);
});

import { type Execution, execute, start } from 'drystep/interpreter';

const activity = (name: string) => `arn:aws:states:us-east-1:111111111111:activity:${name}`;
const work = (name: string, more: object = {}) => ({ Type: 'Task', Resource: activity(name), End: true, ...more });
const machine = (state: object) => ({ StartAt: 'Work', States: { Work: state } });

/** Both branches wait for workers of the same activity. */
const both = {
  StartAt: 'Both',
  States: {
    Both: {
      Type: 'Parallel',
      Branches: ['One', 'Two'].map((name) => ({ StartAt: name, States: { [name]: work('pick', { Parameters: { name } }) } })),
      End: true,
    },
  },
};

function started(definition: object): Execution {
  const execution = start(definition, { input: { shelf: 7 } });
  execution.pump();
  return execution;
}

function refusal(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
  return 'none';
}

describe('Activities: a worker', () => {
  test('gets the task that has waited longest, with its input, and the history names the worker', () => {
    const execution = started(both);

    const first = execution.getActivityTask(activity('pick'), 'robot 1');
    const second = execution.getActivityTask('pick', 'robot 2');

    expect([first?.input, second?.input]).toEqual([{ name: 'One' }, { name: 'Two' }]);
    expect(execution.getActivityTask('pick')).toBeUndefined();
    expect(
      execution.history.flatMap(({ type, activityStartedEventDetails }) =>
        type === 'ActivityStarted' ? [activityStartedEventDetails] : [],
      ),
    ).toEqual([{ workerName: 'robot 1' }, { workerName: 'robot 2' }]);
    expect(execution.pending.map(({ taken }) => taken)).toEqual([true, true]);
  });

  test('gets nothing of another activity', () => {
    expect(started(both).getActivityTask(activity('pack'))).toBeUndefined();
  });

  test('answers by token, in any order', () => {
    const execution = started(both);
    const [one, two] = [execution.getActivityTask('pick'), execution.getActivityTask('pick')];

    execution.sendTaskSuccess(two?.taskToken as string, 2);
    execution.sendTaskSuccess(one?.taskToken as string, 1);
    execution.pump();

    expect(execution.result).toMatchObject({ status: 'SUCCEEDED', output: [1, 2] });
  });

  test('fails a task', () => {
    const execution = started(machine(work('pick')));

    execution.sendTaskFailure(execution.getActivityTask('pick')?.taskToken as string, 'Jam', 'the belt stands');
    execution.pump();

    expect(execution.result).toMatchObject({ status: 'FAILED', error: 'Jam', cause: 'the belt stands' });
  });

  test('keeps a task alive by heartbeats', () => {
    const execution = started(machine(work('pick', { HeartbeatSeconds: 10 })));
    const token = execution.getActivityTask('pick')?.taskToken as string;

    execution.advanceClock(execution.now + 9_000);
    execution.sendTaskHeartbeat(token);
    execution.fireNextTimer();

    expect(execution.result).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(execution.now - Number(execution.history[0]?.timestamp)).toBe(19_000);
  });

  test('gets the attempt of a retry under another token', () => {
    const execution = started(machine(work('pick', { Retry: [{ ErrorEquals: ['Jam'], IntervalSeconds: 5 }] })));
    const first = execution.getActivityTask('pick')?.taskToken as string;
    execution.sendTaskFailure(first, 'Jam');
    execution.pump();
    expect(execution.getActivityTask('pick')).toBeUndefined();

    execution.fireNextTimer();
    const second = execution.getActivityTask('pick')?.taskToken as string;

    expect(second).not.toBe(first);
    expect(refusal(() => execution.sendTaskSuccess(first, {}))).toMatch(/^TaskTimedOut/);
    execution.sendTaskSuccess(second, { picked: true });
    execution.pump();
    expect(execution.result?.output).toEqual({ picked: true });
  });

  test('may answer a task that it never polled: the token is enough', () => {
    const execution = started(machine(work('pick')));

    execution.sendTaskSuccess(execution.pending[0]?.taskToken as string, {});
    execution.pump();

    expect(execution.history.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'ActivityScheduled',
      'ActivityStarted',
      'ActivitySucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
  });
});

// SendTaskSuccess of a task that had ended: "Task Timed Out: 'Provided task does not exist anymore'", as users report it;
// of no token: recorded (aws_sdk_task_service.sfn_send_task_outcome_with_no_such_token).
describe('Activities: the service refuses', () => {
  const late = "TaskTimedOut: Task Timed Out: 'Provided task does not exist anymore'";

  test('a double answer', () => {
    const execution = started(both);
    const token = execution.getActivityTask('pick')?.taskToken as string;
    execution.sendTaskSuccess(token, {});

    expect(refusal(() => execution.sendTaskSuccess(token, {}))).toBe(late);
    expect(refusal(() => execution.sendTaskFailure(token))).toBe(late);
    expect(refusal(() => execution.sendTaskHeartbeat(token))).toBe(late);
  });

  test('an answer after the timeout, and after the end of the execution', () => {
    const timed = started(machine(work('pick', { TimeoutSeconds: 60 })));
    const stopped = started(machine(work('pick')));
    const tokens = [timed, stopped].map((execution) => execution.getActivityTask('pick')?.taskToken as string);
    timed.fireNextTimer();
    stopped.stop();

    expect(timed.result?.error).toBe('States.Timeout');
    expect([timed, stopped].map((execution, index) => refusal(() => execution.sendTaskSuccess(tokens[index] as string, {})))).toEqual([
      late,
      late,
    ]);
  });

  test('a token that is none, and one of another execution', () => {
    const [here, there] = [started(machine(work('pick'))), start(machine(work('pick')), { name: 'other' })];
    there.pump();

    expect(refusal(() => here.sendTaskSuccess('abc', {}))).toBe("InvalidToken: Invalid Token: 'Invalid token'");
    expect(refusal(() => here.sendTaskSuccess(there.pending[0]?.taskToken as string, {}))).toMatch(/^TaskDoesNotExist/);
  });

  test.each([
    ['output', (execution: Execution, token: string) => execution.sendTaskSuccess(token, 'x'.repeat(262_143)), 262_144],
    ['error', (execution: Execution, token: string) => execution.sendTaskFailure(token, 'x'.repeat(257)), 256],
    ['cause', (execution: Execution, token: string) => execution.sendTaskFailure(token, 'E', 'x'.repeat(32_769)), 32_768],
  ])('an %s over its limit, and the task waits on', (field, answer, most) => {
    const execution = started(machine(work('pick')));
    const token = execution.getActivityTask('pick')?.taskToken as string;

    expect(refusal(() => answer(execution, token))).toBe(
      `ValidationException: 1 validation error detected: Value at '${field}' failed to satisfy constraint: Member must have length less than or equal to ${most}`,
    );
    execution.sendTaskSuccess(token, {});
    execution.pump();
    expect(execution.result?.status).toBe('SUCCEEDED');
  });

  test('an activity that does not exist, and the name of a worker that is too long', () => {
    const execution = start(machine(work('pick')), { activities: ['pick'] });
    execution.pump();

    expect(refusal(() => execution.getActivityTask('pack'))).toBe("ActivityDoesNotExist: Activity Does Not Exist: 'pack'");
    expect(refusal(() => execution.getActivityTask('pick', 'w'.repeat(81)))).toMatch(/^InvalidName/);
    expect(execution.getActivityTask('pick', 'w'.repeat(80))).toBeDefined();
  });
});

describe('Activities: the option', () => {
  test.each([
    ['its name', ['pick'], 'TIMED_OUT'],
    ['its ARN', [activity('pick')], 'TIMED_OUT'],
    ['nothing', undefined, 'TIMED_OUT'],
  ])('takes %s for an activity that exists', async (_what, activities, status) => {
    const result = await execute({ ...machine(work('pick')), TimeoutSeconds: 1 }, activities === undefined ? {} : { activities });

    expect(result.status).toBe(status);
  });

  test('fails an execution that reaches one that is not among them (recorded: activities.activity_task_on_deleted)', async () => {
    const { error, cause } = await execute(machine(work('pick')), { activities: ['pack'] });

    expect(error).toBe('States.Runtime');
    expect(cause).toBe(
      `An error occurred while executing the state 'Work' (entered at the event id #2). The activity ${activity('pick')} does not exist.`,
    );
  });
});

test('Callbacks: the token that was sent answers, also for an execution that another one started', () => {
  const ask = machine({
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Parameters: { 'T.$': '$$.Task.Token' },
    End: true,
  });
  const arn = 'arn:aws:states:us-east-1:111111111111:stateMachine:Inner';
  const parent = machine({
    Type: 'Task',
    Resource: 'arn:aws:states:::states:startExecution.sync:2',
    Parameters: { StateMachineArn: arn },
    OutputPath: '$.Output',
    End: true,
  });
  const execution = start(parent, { machines: { Inner: { definition: ask } } });
  execution.pump();

  const T = (execution.pending[0]?.input as { T?: string } | undefined)?.T ?? 'none';
  execution.sendTaskSuccess(T, 'yes');
  execution.pump();

  expect(execution.result?.output).toBe('yes');
  expect(refusal(() => execution.sendTaskSuccess(T, 'again'))).toMatch(/^TaskTimedOut/);
});

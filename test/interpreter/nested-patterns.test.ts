import { execute, start, TaskError } from 'drystep/interpreter';

/**
 * Every way to start a machine, against what its execution may come to. Sources: AWS's guide, "Discover service integration patterns" and
 * "Start Step Functions workflow executions from a task state"; the reference of StartSyncExecution; recordings of `.sync` and `aws-sdk:sfn` calls.
 */
const arn = 'arn:aws:states:us-east-1:111111111111:stateMachine:Child';
const START = Date.UTC(2024, 0, 1);

const PATTERNS = [
  'states:startExecution',
  'states:startExecution.sync',
  'states:startExecution.sync:2',
  'states:startExecution.waitForTaskToken',
  'aws-sdk:sfn:startExecution',
  'aws-sdk:sfn:startExecution.waitForTaskToken',
  'aws-sdk:sfn:startSyncExecution',
] as const;
const typeFor = (pattern: string) => (pattern.includes('Sync') ? 'EXPRESS' : 'STANDARD');
const waitsForAnswer = (pattern: string) => pattern.endsWith('.waitForTaskToken');

const parent = (pattern: string, more: object = {}) => ({
  StartAt: 'Start',
  States: {
    Start: {
      Type: 'Task',
      Resource: `arn:aws:states:::${pattern}`,
      Parameters: { StateMachineArn: arn, Input: waitsForAnswer(pattern) ? { id: 1, 'token.$': '$$.Task.Token' } : { id: 1 } },
      End: true,
      ...more,
    },
  },
});
const child = {
  StartAt: 'Wait',
  States: {
    Wait: { Type: 'Wait', Seconds: 60, Next: 'Work' },
    Work: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true },
  },
};
/** A child that answers the token it was handed, after a minute. */
const answers = (action: string, parameters: object) => ({
  StartAt: 'Wait',
  States: {
    Wait: { Type: 'Wait', Seconds: 60, Next: 'Answer' },
    Answer: {
      Type: 'Task',
      Resource: `arn:aws:states:::aws-sdk:sfn:${action}`,
      Parameters: { 'TaskToken.$': '$.token', ...parameters },
      End: true,
    },
  },
});
const seconds = (history: readonly { timestamp?: Date }[]) => (Number(history.at(-1)?.timestamp) - START) / 1000;

describe('A machine that is started and succeeds', () => {
  const run = (pattern: string) =>
    execute(parent(pattern), { machines: { [arn]: { definition: child, type: typeFor(pattern) } }, tasks: { Work: { done: true } } });

  test.each(['states:startExecution', 'aws-sdk:sfn:startExecution'])('%s gives its ARN at once', async (pattern) => {
    const { output, history } = await run(pattern);

    expect(output).toMatchObject({ ExecutionArn: expect.stringContaining(':execution:Child:'), StartDate: '2024-01-01T00:00:00.000Z' });
    expect(output).not.toHaveProperty('Output');
    expect(seconds(history)).toBe(0);
  });

  test.each([
    ['states:startExecution.sync', '{"done":true}'],
    ['states:startExecution.sync:2', { done: true }],
    ['aws-sdk:sfn:startSyncExecution', '{"done":true}'],
  ])('%s waits for its end and gives its output', async (pattern, wanted) => {
    const { output, history } = await run(pattern);

    expect(output).toMatchObject({ Status: 'SUCCEEDED', Output: wanted });
    expect(seconds(history)).toBe(60);
  });

  test('startSyncExecution answers as its reference says, without the fields of DescribeExecution', async () => {
    const { output, history } = await run('aws-sdk:sfn:startSyncExecution');

    expect(output).toEqual({
      BillingDetails: { BilledDurationInMilliseconds: 60_000, BilledMemoryUsedInMB: 64 },
      ExecutionArn: expect.stringMatching(/:express:Child:[^:]+:[^:]+$/),
      Input: '{"id":1}',
      InputDetails: { Included: true },
      Name: expect.any(String),
      Output: '{"done":true}',
      OutputDetails: { Included: true },
      StartDate: '2024-01-01T00:00:00.000Z',
      StateMachineArn: arn,
      Status: 'SUCCEEDED',
      StopDate: '2024-01-01T00:01:00.000Z',
    });
    expect(history.map(({ type }) => type)).not.toContain('TaskSubmitted');
  });

  test.each(PATTERNS.filter(waitsForAnswer))('%s waits on, for an answer to its token', async (pattern) => {
    const execution = start(parent(pattern), { machines: { [arn]: { definition: child } }, tasks: { Work: { done: true } } });
    execution.pump();
    while (execution.fireNextTimer());

    expect(execution.nested[0]).toMatchObject({ status: 'SUCCEEDED', output: { done: true } });
    expect(execution.result).toBeUndefined();
    expect(execution.history.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
    ]);
    expect(execution.pending).toMatchObject([{ state: 'Start', input: { Input: { id: 1, token: execution.pending[0]?.taskToken } } }]);

    execution.sendTaskSuccess(execution.pending[0]?.taskToken as string, { approved: true });
    execution.pump();
    expect(execution.result).toMatchObject({ status: 'SUCCEEDED', output: { approved: true } });
  });
});

describe('A machine that is started and fails', () => {
  const failing = { StartAt: 'No', States: { No: { Type: 'Fail', Error: 'OutOfStock', Cause: 'none left' } } };
  const run = (pattern: string) =>
    execute(parent(pattern, { HeartbeatSeconds: undefined, ...(waitsForAnswer(pattern) && { TimeoutSeconds: 600 }) }), {
      machines: { [arn]: { definition: failing, type: typeFor(pattern) } },
    });

  test.each(['states:startExecution', 'aws-sdk:sfn:startExecution'])('%s knows nothing of it', async (pattern) => {
    expect(await run(pattern)).toMatchObject({ status: 'SUCCEEDED' });
  });

  test.each(['states:startExecution.sync', 'states:startExecution.sync:2'])('%s fails with States.TaskFailed', async (pattern) => {
    const { error, cause } = await run(pattern);

    expect(error).toBe('States.TaskFailed');
    expect(JSON.parse(cause as string)).toMatchObject({ Status: 'FAILED', Error: 'OutOfStock', Cause: 'none left' });
  });

  test('startSyncExecution succeeds and says in Status that it failed', async () => {
    const { status, output } = await run('aws-sdk:sfn:startSyncExecution');

    expect(status).toBe('SUCCEEDED');
    expect(output).toMatchObject({ Status: 'FAILED', Error: 'OutOfStock', Cause: 'none left' });
    expect(output).not.toHaveProperty('Output');
  });

  test.each(PATTERNS.filter(waitsForAnswer))('%s waits on until its own timeout', async (pattern) => {
    const { error, history } = await run(pattern);

    expect(error).toBe('States.Timeout');
    expect(seconds(history)).toBe(600);
  });
});

describe.each(PATTERNS.filter(waitsForAnswer))('A machine started by %s', (pattern) => {
  const machines = (definition: object) => ({ [arn]: { definition } });

  test('answers with SendTaskSuccess: Output is what the task gives', async () => {
    const { status, output, history } = await execute(parent(pattern), {
      machines: machines(answers('sendTaskSuccess', { Output: '{"approved":true}' })),
    });

    expect({ status, output }).toEqual({ status: 'SUCCEEDED', output: { approved: true } });
    expect(seconds(history)).toBe(60);
  });

  test('may send what is not text as Output: it is written as JSON', async () => {
    const { output } = await execute(parent(pattern), { machines: machines(answers('sendTaskSuccess', { Output: { 'by.$': '$.id' } })) });

    expect(output).toEqual({ by: 1 });
  });

  test('answers with SendTaskFailure: Retry and Catch see its error', async () => {
    const { status, error, cause } = await execute(parent(pattern), {
      machines: machines(answers('sendTaskFailure', { Error: 'Refused', Cause: 'too much' })),
    });

    expect({ status, error, cause }).toEqual({ status: 'FAILED', error: 'Refused', cause: 'too much' });
  });

  test('keeps it alive with SendTaskHeartbeat', async () => {
    const { error, history } = await execute(parent(pattern, { HeartbeatSeconds: 90 }), {
      machines: machines(answers('sendTaskHeartbeat', {})),
    });

    expect(error).toBe('States.Timeout');
    expect(seconds(history)).toBe(150);
  });

  test.each([
    [{ TimeoutSeconds: 30 }, 30],
    [{ HeartbeatSeconds: 20 }, 20],
    [{ HeartbeatSeconds: 20, TimeoutSeconds: 30 }, 20],
  ])('is too late after %j: its own call fails', async (timeouts, after) => {
    const execution = start(parent(pattern, timeouts), { machines: machines(answers('sendTaskSuccess', { Output: '1' })) });
    execution.pump();
    while (execution.fireNextTimer());

    expect(execution.result).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(seconds(execution.history)).toBe(after);
    expect(execution.nested[0]).toMatchObject({
      status: 'FAILED',
      error: 'Sfn.TaskTimedOutException',
      cause: expect.stringMatching(
        /^Task Timed Out: 'Provided task does not exist anymore' \(Service: Sfn, Status Code: 400, Request ID: /,
      ),
    });
  });

  test('fails its own call when Output is not JSON, and the task waits on', async () => {
    const execution = start(parent(pattern), { machines: machines(answers('sendTaskSuccess', { Output: 'yes' })) });
    execution.pump();
    while (execution.fireNextTimer());

    expect(execution.nested[0]).toMatchObject({ status: 'FAILED', error: 'Sfn.InvalidOutputException' });
    expect(execution.pending).toHaveLength(1);
  });

  test('may be an Express machine', async () => {
    const { output } = await execute(parent(pattern), {
      machines: { [arn]: { definition: answers('sendTaskSuccess', { Output: '1' }), type: 'EXPRESS' } },
    });

    expect(output).toBe(1);
  });

  test('fails the run when nobody answers and nothing times out', async () => {
    await expect(execute(parent(pattern), { machines: machines(child), tasks: { Work: {} } })).rejects.toThrow(
      'The execution stands still: State "Start" waits for a task token that nobody answers, and it has no timeout.',
    );
  });

  test('an answer in tasks for the sending state goes before the token', async () => {
    const { error } = await execute(parent(pattern, { TimeoutSeconds: 300 }), {
      machines: machines(answers('sendTaskSuccess', { Output: '1' })),
      tasks: { Answer: {} },
    });

    expect(error).toBe('States.Timeout');
  });

  test('a handler of it may answer while it is asked', async () => {
    const execution = start(parent(pattern), {
      machines: machines(child),
      tasks: Object.assign(
        (call: { context: unknown }) => {
          const { token } = (call.context as { Execution: { Input: { token: string } } }).Execution.Input;
          execution.sendTaskSuccess(token, { by: 'the handler' });
          execution.pump();
          return {};
        },
        { answers: () => false },
      ),
    });
    execution.pump();
    while (execution.fireNextTimer());

    expect(execution.result).toMatchObject({ status: 'SUCCEEDED', output: { by: 'the handler' } });
    expect(execution.nested[0]).toMatchObject({ status: 'SUCCEEDED' });
  });
});

describe('Errors of a start', () => {
  test('startSyncExecution is refused for a Standard machine', async () => {
    const { error, cause } = await execute(parent('aws-sdk:sfn:startSyncExecution'), { machines: { [arn]: { definition: child } } });

    expect(error).toBe('Sfn.StateMachineTypeNotSupportedException');
    expect(cause).toContain('This operation is not supported by this type of state machine');
  });

  test.each([
    ['states:startExecution', 'StepFunctions.InvalidNameException'],
    ['aws-sdk:sfn:startExecution', 'Sfn.InvalidNameException'],
  ])('%s names them %s', async (pattern, wanted) => {
    const named = parent(pattern, { Parameters: { StateMachineArn: arn, Name: 'n'.repeat(81) } });

    expect(await execute(named, { machines: { [arn]: { definition: child } } })).toMatchObject({ status: 'FAILED', error: wanted });
  });

  test('a timeout of startSyncExecution ends the task', async () => {
    const { error, history } = await execute(parent('aws-sdk:sfn:startSyncExecution', { TimeoutSeconds: 5 }), {
      machines: { [arn]: { definition: child, type: 'EXPRESS' } },
      tasks: { Work: {} },
    });

    expect(error).toBe('States.Timeout');
    expect(seconds(history)).toBe(5);
  });

  test('an Express execution that runs out of its five minutes is TIMED_OUT', async () => {
    const long = { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 301, End: true } } };
    const { output } = await execute(parent('aws-sdk:sfn:startSyncExecution'), {
      machines: { [arn]: { definition: long, type: 'EXPRESS' } },
    });

    expect(output).toMatchObject({ Status: 'TIMED_OUT', StopDate: '2024-01-01T00:05:00.000Z' });
  });
});

describe('Express parents', () => {
  test.each(['states:startExecution', 'aws-sdk:sfn:startExecution', 'aws-sdk:sfn:startSyncExecution'])('may use %s', async (pattern) => {
    const { status } = await execute(parent(pattern), {
      type: 'EXPRESS',
      machines: { [arn]: { definition: child, type: 'EXPRESS' } },
      tasks: { Work: {} },
    });

    expect(status).toBe('SUCCEEDED');
  });
});

describe('$$.Task.Token', () => {
  const token = (resource: string) => ({
    StartAt: 'Start',
    States: {
      Start: {
        Type: 'Task',
        Resource: `arn:aws:states:::${resource}`,
        Parameters: { StateMachineArn: arn, 'Input.$': '$$.Task' },
        OutputPath: '$.Input',
        End: true,
      },
    },
  });

  test.each(['states:startExecution.sync', 'states:startExecution.sync:2'])('is there in %s (recorded)', async (pattern) => {
    const { output } = await execute(token(pattern), { machines: { [arn]: { definition: child } }, tasks: { Work: {} } });

    expect(typeof output === 'string' ? JSON.parse(output) : output).toEqual({ Token: expect.stringMatching(/^[\w+/=]{100,}$/) });
  });

  test('fails a .sync task that nobody answers, as before', async () => {
    await expect(execute(token('states:startExecution.sync'))).rejects.toThrow('nothing answers it');
  });

  test('is not there in a request', async () => {
    expect(await execute(token('states:startExecution'), { machines: { [arn]: { definition: child } } })).toMatchObject({
      status: 'FAILED',
      cause: expect.stringContaining("The JSONPath '$$.Task' specified for the field 'Input.$' could not be found"),
    });
  });
});

test('A retried callback starts the machine again, with another token', async () => {
  const tokens: string[] = [];
  const machine = {
    StartAt: 'Keep',
    States: {
      Keep: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f', 'Payload.$': '$' }, End: true },
    },
  };
  const { error } = await execute(
    parent('states:startExecution.waitForTaskToken', { TimeoutSeconds: 10, Retry: [{ ErrorEquals: ['States.Timeout'], MaxAttempts: 1 }] }),
    {
      machines: { [arn]: { definition: machine } },
      tasks: Object.assign(
        (call: { input: unknown }) => {
          tokens.push((call.input as { Payload: { token: string } }).Payload.token);
          throw new TaskError('Lost');
        },
        { answers: () => false },
      ),
    },
  );

  expect(error).toBe('States.Timeout');
  expect(new Set(tokens).size).toBe(2);
});

describe('A machine of type EXPRESS', () => {
  test.each(['states:startExecution.sync', 'states:startExecution.sync:2'])(
    'fails the run where %s would wait for its end',
    async (pattern) => {
      const run = execute(parent(pattern), { machines: { [arn]: { definition: child, type: 'EXPRESS' } }, tasks: { Work: {} } });

      await expect(run).rejects.toThrow(
        'State "Start" at /States/Start/Resource: expected a Standard machine, since .sync cannot wait for the end of an Express execution',
      );
      await expect(run).rejects.toMatchObject({ name: 'UsageError', message: expect.stringContaining('aws-sdk:sfn:startSyncExecution') });
    },
  );

  test('may be started without waiting, and be mocked', async () => {
    const machines = { [arn]: { definition: child, type: 'EXPRESS' as const } };

    const started = await execute(parent('states:startExecution'), { machines, tasks: { Work: {} } });
    const mocked = await execute(parent('states:startExecution.sync'), { machines, tasks: { Start: { Status: 'SUCCEEDED' }, Work: {} } });

    expect([started.status, mocked.status]).toEqual(['SUCCEEDED', 'SUCCEEDED']);
  });
});

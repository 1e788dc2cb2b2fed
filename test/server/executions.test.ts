import {
  DescribeMapRunCommand,
  GetActivityTaskCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  RedriveExecutionCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  StartSyncExecutionCommand,
  StopExecutionCommand,
  UpdateMapRunCommand,
} from '@aws-sdk/client-sfn';
import { TaskError } from 'drystep/interpreter';
import { account, closeAll, post, stage } from './calls';

afterEach(closeAll);

const lambda = (more: object) => ({ Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f' }, ...more });
const ask = {
  Type: 'Task',
  Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
  Parameters: { QueueUrl: 'q', 'MessageBody.$': '$$.Task.Token' },
  End: true,
};
const only = (state: object) => ({ StartAt: 'Only', States: { Only: state } });

/** Expects that a text is refused as the input of an execution and as what a task came to, both with this message. */
async function refusedAsData(sfn: SFNClient, stateMachineArn: string, text: string, message: unknown): Promise<void> {
  await expect(sfn.send(new StartExecutionCommand({ stateMachineArn, input: text }))).rejects.toMatchObject({
    name: 'InvalidExecutionInput',
    message,
  });
  await expect(sfn.send(new SendTaskSuccessCommand({ taskToken: 'made up', output: text }))).rejects.toMatchObject({
    name: 'InvalidOutput',
    message,
  });
}

describe('tasks of an execution', () => {
  it('are answered by rules of state, machine and resource, constants and handlers alike', async () => {
    const { create, sfn, ended } = await stage({
      tasks: {
        First: { from: 'state' },
        'Orders/Second': async () => ({ from: 'machine' }),
        'arn:aws:states:::sns:*': ({ input }) => ({ from: 'pattern', input }),
      },
    });
    const sns = { Type: 'Task', Resource: 'arn:aws:states:::sns:publish', Parameters: { Message: 'm', TopicArn: 't' }, End: true };
    const stateMachineArn = await create('Orders', {
      StartAt: 'First',
      States: {
        First: lambda({ ResultPath: '$.first', Next: 'Second' }),
        Second: lambda({ ResultPath: '$.second', Next: 'Third' }),
        Third: { ...sns, ResultPath: '$.third' },
      },
    });

    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));

    expect(JSON.parse((await ended(executionArn)).output as string)).toEqual({
      first: { from: 'state' },
      second: { from: 'machine' },
      third: { from: 'pattern', input: { Message: 'm', TopicArn: 't' } },
    });
  });

  it('fail with the line to write when nobody answers', async () => {
    const { create, sfn, ended } = await stage();
    const stateMachineArn = await create('Orders', only(lambda({ End: true })));

    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));

    expect(await ended(executionArn)).toMatchObject({
      status: 'FAILED',
      error: 'Drystep.NobodyAnswers',
      cause: expect.stringContaining('tasks: { "Only": { } }'),
    });
  });

  it('fail with the rule that was meant, and keep to the answers as they were given', async () => {
    const tasks = { Chrage: {}, Other: { given: 1 } };
    const { create, sfn, ended } = await stage({ tasks });
    tasks.Other.given = 2;
    const start = async (name: string) => {
      const stateMachineArn = await create(name, { StartAt: name, States: { [name]: lambda({ End: true }) } });
      return ended((await sfn.send(new StartExecutionCommand({ stateMachineArn }))).executionArn);
    };

    expect((await start('Charge')).cause).toContain('the rule "Chrage" is near; did you mean tasks: { "Charge": { } }?');
    expect((await start('Other')).output).toBe('{"given":1}');
  });

  it('fail as a TaskError says, and are retried; any other thing that a handler throws ends the execution', async () => {
    const tried: number[] = [];
    const { create, sfn, ended } = await stage({
      time: 'fast',
      tasks: {
        Only: async ({ attempt }) => {
          tried.push(attempt);
          if (attempt === 0) throw new TaskError('Busy', 'later');
          throw new RangeError('a bug');
        },
      },
    });
    const stateMachineArn = await create(
      'Orders',
      only(lambda({ Retry: [{ ErrorEquals: ['Busy'] }], Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Only' }], End: true })),
    );

    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));

    expect(await ended(executionArn)).toMatchObject({ status: 'FAILED', error: 'States.Runtime', cause: 'a bug' });
    expect(tried).toEqual([0, 1]);
  });

  it('wait for whoever has the token: success, failure, a heartbeat, and what comes too late', async () => {
    const { create, sfn, ended } = await stage();
    const stateMachineArn = await create('Orders', only(ask));
    const tokenOf = async (executionArn?: string) => {
      const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }));
      const scheduled = events.find(({ type }) => type === 'TaskScheduled')?.taskScheduledEventDetails?.parameters as string;
      return JSON.parse(scheduled).MessageBody as string;
    };
    const [one, other] = await Promise.all([1, 2].map(() => sfn.send(new StartExecutionCommand({ stateMachineArn }))));
    const taskToken = await tokenOf(one?.executionArn);

    await sfn.send(new SendTaskHeartbeatCommand({ taskToken }));
    await sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{"yes":1}' }));
    await sfn.send(new SendTaskFailureCommand({ taskToken: await tokenOf(other?.executionArn), error: 'No', cause: 'because' }));

    expect(await ended(one?.executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '{"yes":1}' });
    expect(await ended(other?.executionArn)).toMatchObject({ status: 'FAILED', error: 'No', cause: 'because' });
    await expect(sfn.send(new SendTaskSuccessCommand({ taskToken, output: '1' }))).rejects.toMatchObject({ name: 'TaskTimedOut' });
    await expect(sfn.send(new SendTaskSuccessCommand({ taskToken: 'made up', output: '1' }))).rejects.toMatchObject({
      name: 'InvalidToken',
    });
    await expect(sfn.send(new SendTaskSuccessCommand({ taskToken, output: 'no json' }))).rejects.toMatchObject({ name: 'InvalidOutput' });
  });

  // Decision 27: the service passes such integers on as they are.
  it('refuses an integer that JavaScript would round, in an input and in what a token is answered with', async () => {
    const { create, sfn } = await stage();
    const stateMachineArn = await create('Orders', only({ Type: 'Pass', End: true }));
    const id = '{"id":1234567890123456789}';
    const message = expect.stringContaining('received 1234567890123456789, which would become 1234567890123456800');

    await refusedAsData(sfn, stateMachineArn, id, message);
    await expect(sfn.send(new StartExecutionCommand({ stateMachineArn, input: '{"id":"1234567890123456789"}' }))).resolves.toBeDefined();
  });

  it('refuses blanks as it refuses no text at all', async () => {
    const { create, sfn } = await stage();
    const stateMachineArn = await create('Orders', only({ Type: 'Pass', End: true }));
    const message = "Invalid State Machine Execution Input: 'Invalid execution input.'";

    await expect(sfn.send(new StartExecutionCommand({ stateMachineArn, input: ' \n' }))).rejects.toMatchObject({ message });
  });

  it('refuses a payload with more bytes than the service takes, though not with more characters', async () => {
    const { create, sfn } = await stage();
    const stateMachineArn = await create('Orders', only({ Type: 'Pass', End: true }));
    const text = JSON.stringify('ü'.repeat(140_000));
    const message =
      "1 validation error detected: Value at 'input' failed to satisfy constraint: Member must have size less than or equal to 262144 bytes in UTF-8 encoding";

    await expect(sfn.send(new StartExecutionCommand({ stateMachineArn, input: text }))).rejects.toMatchObject({
      name: 'ValidationException',
      message,
    });
  });

  it('of an activity go to workers, first come, first served, and a worker that hangs up loses none', async () => {
    const { create, sfn, ended, activity } = await stage({ activityPollMilliseconds: 200 });
    const activityArn = await activity('Pick');
    const stateMachineArn = await create('Orders', only({ Type: 'Task', Resource: activityArn, End: true }));
    const hangUp = new AbortController();
    const lost = sfn.send(new GetActivityTaskCommand({ activityArn }), { abortSignal: hangUp.signal }).catch((error: Error) => error.name);
    await new Promise((resolve) => setTimeout(resolve, 30));
    hangUp.abort();

    expect(await lost).toBe('AbortError');
    // The server has to see the end of the connection before there is a task to give away.
    await new Promise((resolve) => setTimeout(resolve, 100));
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn, input: '{"n":1}' }));
    const task = await sfn.send(new GetActivityTaskCommand({ activityArn, workerName: 'w' }));
    const nothing = await sfn.send(new GetActivityTaskCommand({ activityArn }));
    await sfn.send(new SendTaskSuccessCommand({ taskToken: task.taskToken, output: '"picked"' }));

    expect(task.input).toBe('{"n":1}');
    expect(nothing.taskToken).toBeUndefined();
    expect((await ended(executionArn)).output).toBe('"picked"');
  });

  it('of an activity that wait in several executions are each given once', async () => {
    const { create, sfn, ended, activity } = await stage({ activityPollMilliseconds: 500 });
    const activityArn = await activity('Pick');
    const stateMachineArn = await create('Orders', only({ Type: 'Task', Resource: activityArn, HeartbeatSeconds: 60, End: true }));
    const started = await Promise.all([1, 2, 3].map((n) => sfn.send(new StartExecutionCommand({ stateMachineArn, input: String(n) }))));

    const inputs = [];
    for (const _ of started) {
      const { taskToken, input } = await sfn.send(new GetActivityTaskCommand({ activityArn }));
      inputs.push(input);
      await sfn.send(new SendTaskSuccessCommand({ taskToken, output: input }));
    }

    expect(inputs.sort()).toEqual(['1', '2', '3']);
    expect(await Promise.all(started.map(async ({ executionArn }) => (await ended(executionArn)).output))).toEqual(['1', '2', '3']);
  });

  it('start other machines of the server, which can be described, listed and stopped', async () => {
    const { create, sfn, ended } = await stage();
    const child = await create('Child', only({ Type: 'Wait', Seconds: 600, End: true }));
    const stateMachineArn = await create(
      'Parent',
      only({
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution.sync:2',
        Parameters: { StateMachineArn: child, Name: 'c' },
        End: true,
      }),
    );

    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
    const { executions } = await sfn.send(new ListExecutionsCommand({ stateMachineArn: child }));
    await sfn.send(new StopExecutionCommand({ executionArn: `${account}:execution:Child:c`, error: 'Enough' }));

    expect(executions).toMatchObject([{ name: 'c', status: 'RUNNING' }]);
    expect(await ended(executionArn)).toMatchObject({ status: 'FAILED', error: 'States.TaskFailed' });
    expect(await ended(`${account}:execution:Child:c`)).toMatchObject({ status: 'ABORTED', error: 'Enough' });
  });

  it('that call Step Functions are answered by this server', async () => {
    const { create, sfn, ended } = await stage();
    const stateMachineArn = await create(
      'Lister',
      only({
        Type: 'Task',
        Resource: 'arn:aws:states:::aws-sdk:sfn:describeStateMachine',
        Parameters: { StateMachineArn: `${account}:stateMachine:Lister` },
        End: true,
      }),
    );

    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));

    expect(JSON.parse((await ended(executionArn)).output as string)).toMatchObject({ Name: 'Lister', Type: 'STANDARD' });
  });
});

describe('executions', () => {
  // API reference: "Step Functions will use the header value (preferred) over the value in the request body".
  it('belong to the trace of the header, or of the request', async () => {
    const { server, create, ended } = await stage();
    const stateMachineArn = await create('Traced', only({ Type: 'Pass', End: true }));
    const start = async (headers: Record<string, string>) => {
      const body = JSON.stringify({ stateMachineArn, traceHeader: 'Root=1-in-the-request' });
      const answered = await post(server.url, 'AWSStepFunctions.StartExecution', body, headers);
      return (await ended(answered.body.executionArn as string)).traceHeader;
    };

    expect(await start({})).toBe('Root=1-in-the-request');
    expect(await start({ 'X-Amzn-Trace-Id': 'Root=1-in-the-header' })).toBe('Root=1-in-the-header');
  });

  it('go on where they failed when they are redriven', async () => {
    let broken = true;
    const { create, sfn, ended } = await stage({
      tasks: () => {
        if (broken) throw new TaskError('Broken');
        return { mended: true };
      },
    });
    const stateMachineArn = await create('Orders', only(lambda({ End: true })));
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
    expect(await ended(executionArn)).toMatchObject({ status: 'FAILED', redriveStatus: 'REDRIVABLE', redriveCount: 0 });

    broken = false;
    await sfn.send(new RedriveExecutionCommand({ executionArn }));

    expect(await ended(executionArn)).toMatchObject({ status: 'SUCCEEDED', redriveCount: 1, redriveStatus: 'NOT_REDRIVABLE' });
    await expect(sfn.send(new RedriveExecutionCommand({ executionArn }))).rejects.toMatchObject({ name: 'ExecutionNotRedrivable' });
  });

  it('of an Express machine answer the request that started them, however they end', async () => {
    const { create, sfn } = await stage({ tasks: { Only: async () => Promise.reject(new TaskError('Bad', 'luck')) } });
    const passes = await create('Passes', only({ Type: 'Pass', Result: [1], End: true }), { type: 'EXPRESS' });
    const fails = await create('Fails', only(lambda({ End: true })), { type: 'EXPRESS' });

    expect(await sfn.send(new StartSyncExecutionCommand({ stateMachineArn: passes, input: '{"a":1}' }))).toMatchObject({
      status: 'SUCCEEDED',
      output: '[1]',
      input: '{"a":1}',
    });
    expect(await sfn.send(new StartSyncExecutionCommand({ stateMachineArn: fails }))).toMatchObject({
      status: 'FAILED',
      error: 'Bad',
      cause: 'luck',
    });
  });

  it('that an Express one started can be read when that has ended', async () => {
    const { create, sfn, ended } = await stage();
    const child = await create('Child', only({ Type: 'Pass', Result: 'read', End: true }));
    const stateMachineArn = await create(
      'Parent',
      only({
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution',
        Parameters: { StateMachineArn: child, Name: 'c' },
        End: true,
      }),
      { type: 'EXPRESS' },
    );

    await sfn.send(new StartSyncExecutionCommand({ stateMachineArn }));

    expect(await ended(`${account}:execution:Child:c`)).toMatchObject({ status: 'SUCCEEDED', output: '"read"' });
  });

  it('begin their history with the input as it was written', async () => {
    const { create, sfn } = await stage();
    const stateMachineArn = await create('Orders', only({ Type: 'Pass', End: true }));

    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn, input: '["Hello", "World"]' }));

    // Recorded: base_scenarios.map_state_config_inline_parameters.
    const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1 }));
    expect(events[0]?.executionStartedEventDetails?.input).toBe('["Hello", "World"]');
  });

  it('give their history in pages, in both directions, with and without data', async () => {
    const { create, sfn } = await stage();
    const stateMachineArn = await create('Orders', only({ Type: 'Pass', End: true }));
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));

    const first = await sfn.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 3, reverseOrder: true }));
    const second = await sfn.send(
      new GetExecutionHistoryCommand({
        executionArn,
        maxResults: 3,
        reverseOrder: true,
        ...(first.nextToken === undefined ? {} : { nextToken: first.nextToken }),
      }),
    );
    const bare = await sfn.send(new GetExecutionHistoryCommand({ executionArn, includeExecutionData: false }));

    expect(first.events?.map(({ id }) => id)).toEqual([4, 3, 2]);
    expect(second.events?.map(({ id }) => id)).toEqual([1]);
    expect(second.nextToken).toBeUndefined();
    expect(bare.events?.[0]?.executionStartedEventDetails).toEqual({ roleArn: expect.any(String) });
    await expect(sfn.send(new GetExecutionHistoryCommand({ executionArn, nextToken: first.nextToken as string }))).rejects.toMatchObject({
      name: 'InvalidToken',
    });
  });
});

describe('a Map run', () => {
  it('is listed, described and changed while it goes on', async () => {
    const { create, sfn, activity } = await stage();
    const activityArn = await activity('Work');
    const map = {
      Type: 'Map',
      Label: 'Items',
      MaxConcurrency: 1,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Do',
        States: { Do: { Type: 'Task', Resource: activityArn, End: true } },
      },
      End: true,
    };
    const stateMachineArn = await create('Batch', only(map));
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn, input: '[1,2,3]' }));
    const { mapRuns = [] } = await sfn.send(new ListMapRunsCommand({ executionArn }));
    const mapRunArn = mapRuns[0]?.mapRunArn;
    const before = await sfn.send(new DescribeMapRunCommand({ mapRunArn }));

    await sfn.send(new UpdateMapRunCommand({ mapRunArn, maxConcurrency: 3 }));
    const after = await sfn.send(new DescribeMapRunCommand({ mapRunArn }));
    const children = await sfn.send(new ListExecutionsCommand({ mapRunArn }));

    expect([before.maxConcurrency, before.itemCounts?.running]).toEqual([1, 1]);
    expect([after.maxConcurrency, after.itemCounts?.running]).toEqual([3, 3]);
    expect(children.executions).toHaveLength(3);
    await expect(sfn.send(new StopExecutionCommand({ executionArn: children.executions?.[0]?.executionArn }))).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('stop the execution that runs the Map'),
    });
  });
});

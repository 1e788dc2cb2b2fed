import { GetExecutionHistoryCommand, StartExecutionCommand, StartSyncExecutionCommand, TestStateCommand } from '@aws-sdk/client-sfn';
import type { JsonObject, JsonValue } from 'drystep/interpreter';
import { startServer } from 'drystep/server';
import { closeAll, role, stage } from './calls';

afterEach(closeAll);

const call = (more: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'f' },
  ...more,
});
const retried = call({ Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 5 }], End: true });
const only = (state: object) => ({ StartAt: 'Charge', States: { Charge: state } });

/** Two test cases of one machine, in the format of Step Functions Local. */
const config = {
  StateMachines: { Orders: { TestCases: { Late: { Charge: 'late' }, Never: { Charge: 'never' }, Strange: { Change: 'late' } } } },
  MockedResponses: {
    late: { '0-1': { Throw: { Error: 'Busy', Cause: 'later' } }, '2': { Return: { StatusCode: 200, Payload: { charged: true } } } },
    never: { '0': { Throw: { Error: 'Never' } } },
  },
};

describe('a MockConfigFile', () => {
  const orders = { StartAt: 'Charge', States: { Charge: retried } };

  it('answers the tasks of an execution whose machine is named with a test case, and of no other', async () => {
    const { create, sfn, ended } = await stage({ mockConfig: config, time: 'fast', tasks: { Charge: 'by the rule' } });
    const stateMachineArn = await create('Orders', orders);
    const start = async (behind: string) =>
      ended((await sfn.send(new StartExecutionCommand({ stateMachineArn: `${stateMachineArn}${behind}` }))).executionArn);

    expect(await start('#Late')).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"StatusCode":200,"Payload":{"charged":true}}',
      stateMachineArn,
    });
    expect(await start('#Late')).toMatchObject({ status: 'SUCCEEDED' });
    expect(await start('')).toMatchObject({ output: '"by the rule"' });
    // Step Functions Local 2.0.0 takes it for no test case (measured in public: floci-io/floci, its page on Step Functions).
    expect(await start('#')).toMatchObject({ output: '"by the rule"' });
  });

  it('answers StartSyncExecution of a version, too, and hands a function its own ARN answers the payload', async () => {
    const { create, sfn } = await stage({ mockConfig: JSON.stringify(config), time: 'fast' });
    const direct = { ...retried, Resource: 'arn:aws:lambda:us-east-1:111111111111:function:charge', Parameters: {} };
    const stateMachineArn = await create('Orders', only(direct), { type: 'EXPRESS', publish: true });

    const answer = await sfn.send(new StartSyncExecutionCommand({ stateMachineArn: `${stateMachineArn}:1#Late` }));

    expect(answer).toMatchObject({ status: 'SUCCEEDED', output: '{"charged":true}' });
  });

  it('is taken as it was given', async () => {
    const own = structuredClone(config);
    const { create, sfn, ended } = await stage({ mockConfig: own, time: 'fast' });
    const stateMachineArn = `${await create('Orders', orders)}#Late`;
    own.MockedResponses.late['2'].Return.Payload.charged = false;

    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));

    expect((await ended(executionArn)).output).toContain('"charged":true');
  });

  it('is not asked for what an execution starts', async () => {
    const { create, sfn, ended } = await stage({
      mockConfig: { ...config, StateMachines: { Parent: { TestCases: { Case: { Charge: 'late' } } } } },
      tasks: { 'Orders/Charge': 'by the rule' },
      time: 'fast',
    });
    const Start = {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution.sync:2',
      Parameters: { StateMachineArn: await create('Orders', orders) },
      ResultSelector: { 'child.$': '$.Output' },
      Next: 'Charge',
    };
    const parent = await create('Parent', { StartAt: 'Start', States: { Start, Charge: { ...retried, ResultPath: '$.own' } } });

    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn: `${parent}#Case` }));

    expect(JSON.parse((await ended(executionArn)).output as string)).toMatchObject({
      child: 'by the rule',
      own: { Payload: { charged: true } },
    });
  });

  it('fails the execution, uncaught, when a call has no response', async () => {
    const { create, sfn, ended } = await stage({ mockConfig: config, time: 'fast' });
    const stateMachineArn = await create('Orders', orders);

    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn: `${stateMachineArn}#Never` }));

    expect(await ended(executionArn)).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: expect.stringContaining('/MockedResponses/never has no response for call 1 of state "Charge"'),
    });
    const { events } = await sfn.send(new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 1 }));
    expect(events).toMatchObject([{ type: 'ExecutionFailed', executionFailedEventDetails: { error: 'States.Runtime' } }]);
  });

  it.each([
    ['a test case that it has not', '#Lat', 'Hint: did you mean "Late"?'],
    [
      'a state that no Task has',
      '#Strange',
      'expected a Task state of "Orders" among "Charge", received "Change". Hint: did you mean "Charge"?',
    ],
  ])('fails when an execution is started with %s', async (_, behind, message) => {
    const { create, sfn } = await stage({ mockConfig: config });
    const stateMachineArn = `${await create('Orders', orders)}${behind}`;

    await expect(sfn.send(new StartExecutionCommand({ stateMachineArn }))).rejects.toThrow(message);
  });

  it('fails when an execution is started with a test case and there is no file', async () => {
    const { create, sfn } = await stage();
    const stateMachineArn = `${await create('Orders', orders)}#Late`;

    await expect(sfn.send(new StartExecutionCommand({ stateMachineArn }))).rejects.toThrow('start it with --mock-config FILE');
  });

  it('tells executions of one name apart by their test case', async () => {
    const { create, sfn } = await stage({ mockConfig: config });
    const stateMachineArn = await create('Orders', {
      StartAt: 'Stay',
      States: { Stay: { Type: 'Wait', Seconds: 600, Next: 'Charge' }, Charge: retried },
    });
    const start = (testCase: string) =>
      sfn.send(new StartExecutionCommand({ stateMachineArn: `${stateMachineArn}#${testCase}`, name: 'one' }));

    expect((await start('Late')).executionArn).toBe((await start('Late')).executionArn);
    await expect(start('Never')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
  });

  it.each([
    ['a response that is not there', { ...config, MockedResponses: {} }, 'expected the response "late"'],
    ['an answer that is neither', { ...config, MockedResponses: { ...config.MockedResponses, late: { 0: 1 } } }, '/MockedResponses/late/0'],
    ['text that is not JSON', '{', 'it is not JSON'],
    [
      'an answer that is not JSON',
      { ...config, at: new Date(0) },
      'startServer(): mockConfig: expected a JSON value, received an instance of Date at /at',
    ],
  ])('fails when the server is started with %s', async (_, mockConfig, message) => {
    await expect(startServer({ mockConfig })).rejects.toThrow(message);
  });
});

describe('a rule that no task is named by', () => {
  const answers = { Charge: 1, 'Orders/Charge': 1, 'Orders/*': 1, 'arn:aws:states:::lambda:invoke': 1 };

  it.each([
    ['a state', { Chrage: 1 }, 'Hint: did you mean "Charge"?'],
    ['a machine', { 'Order/Charge': 1 }, 'Hint: did you mean "Orders/Charge"?'],
    ['a resource', { 'arn:aws:states:::lambda:invok': 1 }, 'Hint: did you mean "arn:aws:states:::lambda:invoke"?'],
    ['a pattern', { 'Bills/*': 1 }, 'by state, "Machine/State" or resource.'],
  ])('is told when the machines are served: %s', async (_, wrong, hint) => {
    const lines: string[] = [];

    const { server } = await stage({
      machines: { Orders: only({ ...call(), End: true }) as JsonObject },
      tasks: { ...answers, ...wrong },
      log: (line) => lines.push(line),
    });
    server.reload();

    const line = `tasks[${JSON.stringify(Object.keys(wrong)[0])}] names no task of the machines that are served, by state, "Machine/State" or resource.`;
    expect(lines).toEqual([expect.stringContaining(line), expect.stringContaining(line)]);
    expect(lines[0]).toContain(hint);
  });

  it.each([
    ['Orders/Chrage', 'Hint: did you mean "Orders/Charge"?'],
    ['Orders/Bill *', 'Hint: its tasks are "Orders/Charge".'],
  ])('is refused where its machine is served, although a pattern would answer: %s', async (key, hint) => {
    const machines = { Orders: only({ ...call(), End: true }) as JsonObject };

    const started = startServer({ machines, tasks: { [key]: 1, '*': 2 }, log: () => undefined });

    await expect(started).rejects.toThrow(`tasks["${key}"] names no task of the machine "Orders", which is served. ${hint}`);
  });

  it('is told of a MockConfigFile whose machines or states are not those that are served', async () => {
    const lines: string[] = [];
    const { StateMachines, MockedResponses } = config;
    const mockConfig = { StateMachines: { ...StateMachines, Order: { TestCases: {} } }, MockedResponses };

    await stage({ machines: { Orders: only(retried) as JsonObject }, mockConfig, log: (line) => lines.push(line) });

    expect(lines).toEqual([
      'MockConfigFile: /StateMachines/Orders/TestCases/Strange/Change names no Task state of the machine. Hint: did you mean "Charge"?',
      'MockConfigFile: /StateMachines/Order names no machine that is served. Hint: did you mean "Orders"?',
    ]);
  });

  it('is not told of while clients have yet to create the machines', async () => {
    const lines: string[] = [];

    const { create } = await stage({ tasks: { Chrage: 1 }, log: (line) => lines.push(line) });
    await create('Orders', only({ ...call(), End: true }));

    expect(lines).toEqual([]);
  });
});

describe('an answer that the service never gives', () => {
  it.each<[string, JsonValue]>([
    ['a constant', { shipped: true }],
    ['a list', { $answers: [{ returns: { shipped: true } }] }],
  ])('is told once: %s', async (_, rule) => {
    const lines: string[] = [];
    const { create, sfn, ended } = await stage({ time: 'fast', tasks: { Charge: rule }, log: (line) => lines.push(line) });
    const stateMachineArn = await create('Orders', only(call({ End: true })));

    for (let run = 0; run < 2; run++) await ended((await sfn.send(new StartExecutionCommand({ stateMachineArn }))).executionArn);

    expect(lines).toEqual([
      'State "Charge": it is answered what arn:aws:states:::lambda:invoke never answers: it has "shipped" and no "Payload", which holds what the function returns.',
    ]);
  });
});

describe('machines of several sources', () => {
  it('are told of when they have one name, and the first is served', async () => {
    const lines: string[] = [];
    const first = { Orders: only(call({ End: true })) as JsonObject };
    const second = { Orders: only({ Type: 'Succeed' }) as JsonObject };

    const { server } = await stage({ machines: [first, second, first], tasks: { Charge: {} }, log: (line) => lines.push(line) });

    expect(server.unserved).toEqual([{ name: 'Orders', why: expect.stringContaining('another machine of the sources has its name') }]);
    expect(lines).toEqual([expect.stringContaining('machine Orders is not served: another machine')]);
  });
});

describe('a rule that lists answers', () => {
  /** Runs a machine whose only state is a task, and gives its outputs in turn. */
  async function outputs(rule: JsonValue, state: object, runs = 1) {
    const { create, sfn, ended } = await stage({ time: 'fast', tasks: { Charge: rule } });
    const stateMachineArn = await create('Orders', only(state));
    const all = [];
    for (let run = 0; run < runs; run++)
      all.push(await ended((await sfn.send(new StartExecutionCommand({ stateMachineArn }))).executionArn));
    return all;
  }

  it('gives them one after the other, anew for each execution', async () => {
    const $answers: JsonValue = [{ fails: 'Busy', cause: 'later', times: 2 }, { returns: { charged: true } }];

    const ended = await outputs(
      { $answers },
      { ...retried, ResultSelector: { 'charged.$': '$.charged', 'retries.$': '$$.State.RetryCount' } },
      2,
    );

    expect(ended.map(({ output }) => JSON.parse(output as string))).toEqual([1, 2].map(() => ({ charged: true, retries: 2 })));
  });

  it.each([
    [call(), 'Lambda.TooManyRequestsException', 'Rate exceeded (Service: Lambda, Status Code: 429)'],
    [
      { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:dynamodb:getItem', Parameters: { TableName: 't', Key: {} } },
      'DynamoDb.ProvisionedThroughputExceededException',
      'Rate exceeded (Service: DynamoDb, Status Code: 400)',
    ],
  ])('throttles %p as its service does', async (state, error, cause) => {
    expect(await outputs({ $answers: [{ throttles: 1 }] }, { ...state, End: true })).toMatchObject([{ status: 'FAILED', error, cause }]);
  });

  it('answers attempts and items of a number, and all others otherwise', async () => {
    const $answers: JsonValue = [
      { returns: 'other' },
      { onAttempt: 0, fails: 'Busy' },
      { onItem: 1, onAttempt: 0, returns: 'second item' },
    ];
    const map = { Type: 'Map', ItemProcessor: only(retried), End: true };
    const { create, sfn, ended } = await stage({ time: 'fast', tasks: { Charge: { $answers } } });
    const stateMachineArn = await create('Orders', { StartAt: 'All', States: { All: map } });

    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn, input: '[1,2,3]' }));

    expect((await ended(executionArn)).output).toBe('["other","second item","other"]');
  });

  it('ends the execution when its answers are used up, and says what to change', async () => {
    expect(await outputs({ $answers: [{ fails: 'Busy', times: 2 }] }, retried)).toMatchObject([
      { status: 'FAILED', error: 'States.Runtime', cause: expect.stringContaining('tasks["Charge"].$answers has no answer for call 2') },
    ]);
  });

  it('takes the time it says', async () => {
    const $answers = [{ returns: 1, after: 60 }];

    expect(await outputs({ $answers }, call({ TimeoutSeconds: 1, End: true }))).toMatchObject([
      { status: 'FAILED', error: 'States.Timeout' },
    ]);
  });

  it('answers TestState as well', async () => {
    const { sfn } = await stage({
      tasks: { Charge: { $answers: [{ fails: 'Busy', cause: 'later' }] }, 'arn:aws:states:::sns:*': { MessageId: 'm-1' } },
    });
    const test = (state: object, stateName: string) =>
      sfn.send(
        new TestStateCommand({
          definition: JSON.stringify({ StartAt: stateName, States: { [stateName]: state } }),
          stateName,
          roleArn: role,
          input: '{}',
        }),
      );
    const publish = { Type: 'Task', Resource: 'arn:aws:states:::sns:publish', Parameters: { Message: 'm', TopicArn: 't' }, End: true };

    expect(await test(call({ End: true }), 'Charge')).toMatchObject({ status: 'FAILED', error: 'Busy', cause: 'later' });
    expect(await test(publish, 'Tell')).toMatchObject({ status: 'SUCCEEDED', output: '{"MessageId":"m-1"}' });
    await expect(test(call({ End: true }), 'Other')).rejects.toThrow(
      'Hint: give the request a mock, or the server tasks: { "Other": { } }.',
    );
  });

  it.each([
    [{ $answers: [] }, 'expected a list of answers'],
    [{ $answers: [{ returns: 1, fails: 'X' }] }, '$answers[0]: expected one of returns, fails or throttles, received returns and fails'],
    [{ $answers: [{ retuns: 1 }] }, 'did you mean "returns"?'],
    [{ $answers: [{ fails: 'States.Timout' }] }, 'did you mean "States.Timeout"?'],
    [{ $answers: [{ returns: 1, cause: 'x' }] }, 'expected cause beside fails only'],
    [{ $answers: [{ throttles: 0 }] }, 'a whole number of 1 or more'],
    [{ $answers: [{ throttles: 2, times: 2 }] }, 'leave times out'],
    [{ $answers: [{ returns: 1 }], other: 1 }, 'expected $answers alone, received "other" beside it'],
  ])('fails when the server is started with %j', async (rule, message) => {
    await expect(startServer({ tasks: { Charge: rule } })).rejects.toThrow(message);
  });
});

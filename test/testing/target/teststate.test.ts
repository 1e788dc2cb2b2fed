import 'drystep/jest';
import type { JsonObject } from '../../../src/asl';
import { parked, type TestStateRequest } from '../../../src/interpreter';
import { type AwsOptions, answer, testMachine } from '../../../src/testing';
import { call, callback, chain, invoke } from '../fixtures/asl';
import { type AwsStub, startAwsStub } from './aws-stub';
import { answerTestState } from './local-aws';

let stub: AwsStub;
beforeAll(async () => {
  stub = await startAwsStub();
});
beforeEach(() => answerTestState(stub));
afterEach(() => stub.reset());
afterAll(() => stub.close());

function machineOf(definition: JsonObject, aws: AwsOptions = {}, strict = false) {
  return testMachine(definition, 'Orders', { target: 'teststate', strict, aws: { clientConfig: stub.clientConfig, ...aws } });
}

function requests(): TestStateRequest[] {
  return stub.calls.map(({ input }) => input as unknown as TestStateRequest);
}

const BUSY = { Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 3, BackoffRate: 2, MaxAttempts: 2 }] };

describe('through TestState', () => {
  test('a task is asked what it would send, and then told its mock', async () => {
    const machine = machineOf(chain({ Ship: invoke('ship') }));
    machine.mock('Ship').onInput({ id: 'o-1' }).returnsPayload({ shipped: true });

    expect(await machine.execute({ id: 'o-1' }, { name: 'first' })).toSucceedWith({ shipped: true });

    const [probe, told] = requests() as [TestStateRequest, TestStateRequest];
    expect(probe).toMatchObject({ stateName: 'Ship', inspectionLevel: 'DEBUG', mock: { errorOutput: { error: expect.any(String) } } });
    expect(told.mock).toEqual({
      result: JSON.stringify({ ExecutedVersion: '$LATEST', Payload: { shipped: true }, StatusCode: 200 }),
      fieldValidationMode: 'NONE',
    });
    expect(JSON.parse(told.context as string)).toMatchObject({
      Execution: { Name: 'first', Input: { id: 'o-1' } },
      State: { Name: 'Ship', RetryCount: 0 },
    });
  });

  test('retriers count their own retries, and TestState says after how many seconds', async () => {
    const machine = machineOf(
      chain({ Ship: call('ship', { Retry: [...BUSY.Retry, { ErrorEquals: ['Lost'], IntervalSeconds: 10, MaxAttempts: 1 }] }) }),
    );
    machine.mock('Ship').fails('Busy').fails('Lost').fails('Busy').returns('at last');

    const execution = await machine.execute();

    expect(execution).toSucceedWith('at last');
    expect(execution).toHaveRetried('Ship', 3, { delays: [{ seconds: 3 }, { seconds: 10 }, { seconds: 6 }] });
  });

  test('a retrier that is used up leaves the error to the catcher', async () => {
    const machine = machineOf(
      chain({
        Ship: call('ship', { ...BUSY, Catch: [{ ErrorEquals: ['Busy'], Next: 'Refund', ResultPath: '$.failure' }], End: true }),
        Refund: { Type: 'Pass' },
      }),
    );
    machine.mock('Ship').fails('Busy', 'for ever');

    const execution = await machine.execute({ id: 1 });

    expect(execution).toSucceedWith({ id: 1, failure: { Error: 'Busy', Cause: 'for ever' } });
    expect(execution).toHaveRetried('Ship', 2);
    expect(execution).toHaveCaught('Ship', 'Busy', { next: 'Refund' });
  });

  test('a task that fails before it sends anything asks no mock', async () => {
    const machine = machineOf(chain({ Ship: call('ship', { Parameters: { 'id.$': '$.missing' } }) }));
    machine.mock('Ship').returns(1);

    expect(await machine.execute()).toFailWith('States.Runtime', /'\$\.missing'/);
    expect(machine.calls('Ship')).toEqual([]);
  });

  test('variables go from state to state, and those of a branch stay inside', async () => {
    const inner = chain({
      Inner: { Type: 'Pass', QueryLanguage: 'JSONata', Assign: { own: '{% $outer & "!" %}' } },
      Read: { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% [$outer, $own] %}' },
    });
    const machine = machineOf(
      chain({
        Set: { Type: 'Pass', QueryLanguage: 'JSONata', Assign: { outer: 'seen' } },
        Both: { Type: 'Parallel', Branches: [inner], Next: 'Look' },
        Look: { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% {"both": $states.input, "own": $exists($own)} %}' },
      }),
    );

    const execution = await machine.execute();

    expect(execution).toSucceedWith({ both: [['seen', 'seen!']], own: false });
    expect(execution).toHaveVariables({ outer: 'seen' });
  });

  test('a Map that is retried walks its items again, and one that fails for good is caught', async () => {
    const each = chain({ One: call('one') });
    const machine = machineOf(
      chain({
        Each: { Type: 'Map', ItemProcessor: each, ...BUSY, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Sorry' }], End: true },
        Sorry: { Type: 'Pass' },
      }),
    );
    machine.mock('One').onItem(1).fails('Busy').returns('b').otherwise().returns('a');

    expect(await machine.execute([1, 2])).toSucceedWith(['a', 'b']);

    machine.mock('One').onItem(1).fails('Broken', 'in two').otherwise().returns('a');
    const failed = await machine.execute([1, 2]);
    expect(failed).toSucceedWith({ Error: 'Broken', Cause: 'in two' });
    expect(failed).toHaveCaught('Each', 'Broken');
  });

  test.each([
    ['JSONata items', { QueryLanguage: 'JSONata', Items: '{% $states.input.all %}' }, { all: ['x', 'y'] }],
    ['a selector', { ItemsPath: '$.all', ItemSelector: { 'v.$': '$$.Map.Item.Value' } }, { all: ['x', 'y'] }],
    ['legacy fields', { ItemsPath: '$.all', Parameters: { 'v.$': '$$.Map.Item.Value' } }, { all: ['x', 'y'] }],
    ['an input path', { InputPath: '$.all' }, { all: ['x', 'y'] }],
  ])('a Map with %s gives each item its input', async (_title, fields, input) => {
    const processor = chain({ One: { Type: 'Pass' } });
    const local = testMachine(chain({ Each: { Type: 'Map', ItemProcessor: processor, ...fields } as JsonObject }));
    const machine = machineOf(chain({ Each: { Type: 'Map', ItemProcessor: processor, ...fields } as JsonObject }));

    expect((await machine.execute(input)).output).toEqual((await local.execute(input)).output);
  });

  test.each([
    ['Parameters', { Parameters: { 'only.$': '$.a' } }],
    ['InputPath', { InputPath: '$.a' }],
    ['Arguments', { QueryLanguage: 'JSONata', Arguments: { sum: '{% $states.input.a + 1 %}' } }],
  ])('a Parallel with %s gives it to its branches', async (_title, fields) => {
    const machine = machineOf(chain({ Both: { Type: 'Parallel', Branches: [chain({ One: { Type: 'Pass' } })], ...fields } as JsonObject }));
    const local = testMachine(chain({ Both: { Type: 'Parallel', Branches: [chain({ One: { Type: 'Pass' } })], ...fields } as JsonObject }));

    expect((await machine.execute({ a: 1 })).output).toEqual((await local.execute({ a: 1 })).output);
  });

  test('a callback is told what comes back, with a token in its context', async () => {
    const machine = machineOf(chain({ Ask: callback() }));
    machine.mock('Ask').returns({ approved: true });

    const execution = await machine.execute();

    expect(execution).toSucceedWith({ approved: true });
    expect(execution).toHaveCalledWith('Ask', expect.objectContaining({ MessageBody: { token: expect.any(String) } }));
  });

  test('a timeout is told as the error that it is', async () => {
    const machine = machineOf(chain({ Ship: call('ship', { TimeoutSeconds: 60 }) }));
    machine.mock('Ship').timesOut();

    expect(await machine.execute()).toFailWith('States.Timeout');
  });

  test('a real handler runs, and what it throws fails the attempt', async () => {
    const machine = machineOf(chain({ Ship: invoke('ship') }));
    machine.run('Ship', async ({ id }: { id: string }) => ({ shipped: id }));

    expect(await machine.execute({ id: 'o-1' })).toSucceedWith({ shipped: 'o-1' });

    machine.run('Ship', () => {
      throw Object.assign(new Error('none'), { name: 'NoCarrier' });
    });
    expect(await machine.execute({ id: 'o-1' })).toFailWith('NoCarrier');
  });

  test('a task that nobody mocked calls the real service when there is a role for it', async () => {
    answerTestState(stub, ({ input }) => ({ Payload: { real: (input as { Payload: JsonObject }).Payload }, StatusCode: 200 }));
    const machine = machineOf(chain({ Ship: invoke('ship') }), { roleArn: 'arn:aws:iam::111111111111:role/tests' });

    const execution = await machine.execute({ id: 'o-1' });

    expect(execution).toSucceedWith({ real: { id: 'o-1' } });
    expect(execution).toHaveCalledWith('Ship', { id: 'o-1' });
    expect(requests().at(-1)).toMatchObject({ roleArn: 'arn:aws:iam::111111111111:role/tests' });
    expect(requests().at(-1)).not.toHaveProperty('mock');
  });

  test('AWS compares a mock with the service, as far as the machine asks', async () => {
    const machine = machineOf(chain({ Ship: invoke('ship') }), {}, true);
    machine.mock('Ship').returns({ StatusCode: '200' });

    await expect(machine.execute()).rejects.toThrow(
      'State "Ship": TestState refused the answer of its mock: Mock result schema validation error: Field \'StatusCode\' must be a number',
    );
  });
});

describe('what TestState cannot do', () => {
  test('is not told from words that only look like the context object', async () => {
    const machine = machineOf(
      chain({ Note: { Type: 'Pass', Comment: 'not $$.Execution', Result: { price: '$$5', language: 'has $statesman' } } }),
    );

    expect(await machine.execute()).toSucceedWith({ price: '$$5', language: 'has $statesman' });
  });

  const wait = chain({ Ship: call('ship') });

  test.each<[string, JsonObject, string, string]>([
    [
      'a Pass that reads the context object',
      chain({ Note: { Type: 'Pass', Parameters: { 'at.$': '$$.Execution.StartTime' } } }),
      'State "Note" at /States/Note reads the context object ($$): TestState takes one only beside a mock',
      'local',
    ],
    [
      'a Choice that reads it in JSONata',
      chain({
        Pick: {
          Type: 'Choice',
          QueryLanguage: 'JSONata',
          Choices: [{ Condition: "{% $states.context.Execution.Name = 'x' %}", Next: 'End' }],
        },
        End: { Type: 'Succeed' },
      }),
      'reads the context object ($states.context)',
      'local',
    ],
    [
      'a Pass that puts all of $states out',
      chain({ Note: { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $states %}' } }),
      'State "Note" at /States/Note reads the context object ($states)',
      'local',
    ],
    [
      'a task that reads the item around it',
      chain({ Each: { Type: 'Map', ItemProcessor: chain({ One: call('one', { Parameters: { 'n.$': '$$.Map.Item.Index' } }) }) } }),
      'State "One" at /States/Each/ItemProcessor/States/One reads $$.Map: TestState takes no context object with the item of a Map.',
      'local',
    ],
    [
      'a Map that reads its items from S3',
      chain({
        Each: {
          Type: 'Map',
          ItemReader: { Resource: 'arn:aws:states:::s3:listObjectsV2', Parameters: { Bucket: 'b' } },
          ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...chain({ One: { Type: 'Pass' } }) },
        },
      }),
      'State "Each" at /States/Each has ItemReader: TestState runs no child executions',
      'deployed',
    ],
    [
      'a failure without a name inside of a branch',
      chain({ Both: { Type: 'Parallel', Branches: [chain({ Bad: { Type: 'Fail' } })] } }),
      'State "Bad" inside of "Both" fails without the name of an error, which TestState needs.',
      'local',
    ],
  ])('fails at %s', async (_title, definition, message, elsewhere) => {
    const run = machineOf(definition).execute([1]);

    await expect(run).rejects.toThrow(message);
    await expect(run).rejects.toThrow(elsewhere);
  });

  test.each([
    [
      'takes time',
      answer.returns(1).after({ minutes: 5 }),
      'its mock answers after 5 min of virtual time, and TestState has no virtual time',
    ],
    ['waits', answer.returns(() => parked() as never), 'its mock leaves it waiting, and TestState cannot wait for an answer'],
  ])('fails at a mock that %s', async (_title, mock, message) => {
    await expect(machineOf(wait).execute({}, { mocks: { Ship: mock } })).rejects.toThrow(message);
  });

  test('fails at a task that nobody mocked, and at a callback', async () => {
    await expect(machineOf(wait).execute()).rejects.toThrow('nobody mocked it. Hint: write machine.mock("Ship")');
    await expect(machineOf(chain({ Ask: callback() })).execute()).rejects.toThrow(
      'State "Ask" waits for an answer (arn:aws:states:::sqs:sendMessage.waitForTaskToken), which TestState can only be told.',
    );
  });

  test('fails at a mock that is another machine', async () => {
    const shipping = testMachine(chain({ Pack: { Type: 'Pass' } }), 'Shipping');
    const machine = machineOf(
      chain({
        Start: {
          Type: 'Task',
          Resource: 'arn:aws:states:::states:startExecution',
          Parameters: { StateMachineArn: 'arn:aws:states:us-east-1:111111111111:stateMachine:Shipping' },
        },
      }),
    );
    machine.mock('Start', shipping);

    await expect(machine.execute()).rejects.toThrow(
      'State "Start": the machine Shipping stands in for the one it starts, and TestState runs no other machine.',
    );
  });

  test('fails at a mock that never settles', async () => {
    const mock = answer.returns(() => new Promise(() => undefined));

    await expect(machineOf(wait).execute({}, { mocks: { Ship: mock }, settleWithin: 20 })).rejects.toThrow(
      'State "Ship": the promise of its mock (arn:aws:lambda:us-east-1:111111111111:function:ship) did not settle within 20 ms of real time',
    );
  });

  test('fails at a Wait of more than five minutes', async () => {
    await expect(machineOf(chain({ Pause: { Type: 'Wait', Seconds: 3600 } })).execute()).rejects.toThrow(
      'State "Pause" at /States/Pause waits for more than the five minutes that TestState gives a state.',
    );
  });

  test('fails at start(), which moves time', () => {
    expect(() => machineOf(wait).start()).toThrow(
      'start() has nothing to move: TestState runs one state at a time and has no virtual time.',
    );
  });

  test('fails at options that it cannot honour', async () => {
    await expect(machineOf(wait).execute({}, { seed: 7 })).rejects.toThrow('The option seed means nothing to TestState.');
  });

  test('fails at matchers on times, and on the number of events', async () => {
    const machine = machineOf(chain({ Pause: { Type: 'Wait', Seconds: 60 } }));

    const execution = await machine.execute();

    expect(execution).toSucceed();
    expect(() => expect(execution).toHaveWaited('Pause', { seconds: 60 })).toThrow(
      'toHaveWaited() has no times to look at: TestState runs one',
    );
    expect(() => expect(execution).toHaveTaken({ seconds: 60 })).toThrow('toHaveTaken() has no times to look at');
    expect(() => expect(execution).toStayWithin()).toThrow('toStayWithin() has no times to look at');
  });

  test('ends a walk that goes round in circles', async () => {
    const definition = {
      StartAt: 'Again',
      States: {
        Again: { Type: 'Choice', Choices: [{ Variable: '$.done', IsPresent: true, Next: 'End' }], Default: 'Again' },
        End: { Type: 'Succeed' },
      },
    };
    const client = { send: async () => ({ status: 'SUCCEEDED', output: '{}', nextState: 'Again' }) };

    await expect(machineOf(definition, { client }).execute()).rejects.toThrow(
      'The walk of Orders through TestState came to 25001 events at state "Again" and did not end.',
    );
  });
});

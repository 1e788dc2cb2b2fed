import { delayed, execute } from '../../../src/interpreter';
import { exportMockConfig, importMockConfig, testMachine } from '../../../src/testing';

const FUNCTION = 'arn:aws:lambda:us-east-1:111111111111:function:charge';
const GET_ITEM = 'arn:aws:states:::aws-sdk:dynamodb:getItem';

function machine(resource: string, fields: object = {}) {
  const Retry = [{ ErrorEquals: ['Busy'], MaxAttempts: 5 }];
  return { StartAt: 'Charge', States: { Charge: { Type: 'Task', Resource: resource, Retry, End: true, ...fields } } };
}

function config(responses: unknown) {
  return { StateMachines: { Orders: { TestCases: { Slow: { Charge: 'charge' } } } }, MockedResponses: { charge: responses } } as object;
}

describe('importMockConfig', () => {
  test('answers by the number of the call, ranges included', async () => {
    const { tasks } = importMockConfig(
      config({ '3': { Return: { paid: true } }, '0-2': { Throw: { Error: 'Busy', Cause: 'later' } } }),
      'Orders',
      'Slow',
    );

    const result = await execute(machine(GET_ITEM), { tasks });

    expect(result.output).toEqual({ paid: true });
    expect(result.history.filter((event) => event.type === 'TaskFailed')).toHaveLength(3);
  });

  test('counts calls over the items of a Map', async () => {
    const { tasks } = importMockConfig(config({ '0': { Return: 'a' }, '1-9': { Return: 'b' } }), 'Orders', 'Slow');
    const definition = { StartAt: 'All', States: { All: { Type: 'Map', ItemProcessor: machine(GET_ITEM), End: true } } };

    expect((await execute(definition, { input: [1, 2, 3], tasks })).output).toEqual(['a', 'b', 'b']);
  });

  test('unwraps the Payload for a direct function ARN', async () => {
    const { tasks } = importMockConfig(config({ '0': { Return: { StatusCode: 200, Payload: { paid: true } } } }), 'Orders', 'Slow');

    expect((await execute(machine(FUNCTION), { tasks })).output).toEqual({ paid: true });
  });

  test('gives mocks to a machine under test, for one execution or for all', async () => {
    const orders = testMachine(machine(GET_ITEM));
    const { mocks } = importMockConfig(config({ '0': { Return: 1 }, '1': { Return: 2 } }), 'Orders', 'Slow');
    const view = orders.with(mocks);

    expect([(await orders.execute({}, { mocks })).output, (await orders.execute({}, { mocks })).output]).toEqual([1, 1]);
    expect([(await view.execute({})).output, (await view.execute({})).output]).toEqual([1, 2]);
  });

  test('times a task out', async () => {
    const { tasks } = importMockConfig(config({ '0': { Throw: { Error: 'States.Timeout' } } }), 'Orders', 'Slow');

    expect((await execute(machine(GET_ITEM), { tasks })).history.some((event) => event.type === 'TaskTimedOut')).toBe(true);
  });

  test.each([['0'], ['2']])('fails when a call has no response but %s', async (key) => {
    const { tasks } = importMockConfig(config({ [key]: { Throw: { Error: 'Busy' } } }), 'Orders', 'Slow');

    const run = execute(machine(FUNCTION), { tasks });

    await expect(run).rejects.toThrow(`/MockedResponses/charge has no response for call ${key === '0' ? 1 : 0} of state "Charge"`);
  });

  test('fails when the machine, the test case or a state does not exist, with the nearest name', async () => {
    expect(() => importMockConfig(config({}), 'Order', 'Slow')).toThrow(
      'expected the machine "Order", received "Orders". Hint: did you mean "Orders"?',
    );
    expect(() => importMockConfig(config({}), 'Orders', 'Slov')).toThrow('Hint: did you mean "Slow"?');

    const { mocks } = importMockConfig(config({ '0': { Return: 1 } }), 'Orders', 'Slow');
    const other = testMachine({ StartAt: 'Change', States: { Change: { Type: 'Task', Resource: FUNCTION, End: true } } });

    await expect(other.execute({}, { mocks })).rejects.toThrow('has no state "Charge". Hint: did you mean "Change"?');
  });

  test.each<[string, unknown, string]>([
    ['a key that is not a number', { first: { Return: 1 } }, 'expected the number of a call or a range of them'],
    ['a range that runs backwards', { '3-1': { Return: 1 } }, 'expected the number of a call or a range of them'],
    [
      'an answer that succeeds and fails',
      { '0': { Return: 1, Throw: { Error: 'Busy' } } },
      'expected "Return" or "Throw" alone, received "Return" and "Throw". Hint: give every call one answer.',
    ],
    ['two answers to a call', { '0-2': { Return: 1 }, '2': { Return: 2 } }, 'call 2 has two answers'],
    ['neither Return nor Throw', { '0': { Result: 1 } }, 'expected { "Return": … } or { "Throw"'],
    ['an error that is not text', { '0': { Throw: { Error: 5 } } }, 'Throw/Error: expected a text, received 5'],
    [
      'an error that is misspelt',
      { '0': { Throw: { Eror: 'Busy' } } },
      'charge/0/Throw: expected "Error" and "Cause" alone, received "Eror"',
    ],
    ['a list', [], 'expected answers by the number of the call'],
  ])('fails for %s', (_title, responses, message) => {
    expect(() => importMockConfig(config(responses), 'Orders', 'Slow')).toThrow(message);
  });

  test('fails for a file that is something else', () => {
    expect(() => importMockConfig('{"StateMachines": {', 'Orders', 'Slow')).toThrow('it is not JSON');
    const long = JSON.stringify(config({ 0: { Return: 'ID' } })).replace('"ID"', '1234567890123456789');
    expect(() => importMockConfig(long, 'Orders', 'Slow')).toThrow('received 1234567890123456789, which would become 1234567890123456800');
    expect(() => importMockConfig({ Orders: {} }, 'Orders', 'Slow')).toThrow('at /StateMachines: expected an object, received none');
  });
});

describe('exportMockConfig', () => {
  test('keeps equal answers once, as ranges, and equal responses under one name', async () => {
    const { tasks } = importMockConfig(
      config({ '0-2': { Throw: { Error: 'Busy', Cause: 'later' } }, '3': { Return: { paid: true } } }),
      'Orders',
      'Slow',
    );
    const result = await execute(machine(GET_ITEM), { tasks });

    expect(exportMockConfig({ Orders: { Slow: result, Again: result.history } })).toEqual({
      StateMachines: { Orders: { TestCases: { Slow: { Charge: 'Charge in Slow' }, Again: { Charge: 'Charge in Slow' } } } },
      MockedResponses: { 'Charge in Slow': { '0-2': { Throw: { Error: 'Busy', Cause: 'later' } }, '3': { Return: { paid: true } } } },
    });
  });

  test('runs the same when imported again: payloads of functions, timeouts, callbacks, activities', async () => {
    const callback = 'arn:aws:states:::sqs:sendMessage.waitForTaskToken';
    const definition = {
      StartAt: 'Direct',
      States: {
        Direct: { Type: 'Task', Resource: FUNCTION, ResultPath: '$.direct', Next: 'Slow' },
        Slow: {
          Type: 'Task',
          Resource: GET_ITEM,
          TimeoutSeconds: 3,
          Catch: [{ ErrorEquals: ['States.Timeout'], ResultPath: null, Next: 'Ask' }],
          Next: 'Ask',
        },
        Ask: { Type: 'Task', Resource: callback, Parameters: { QueueUrl: 'q', MessageBody: 'm' }, ResultPath: '$.answer', Next: 'Work' },
        Work: { Type: 'Task', Resource: 'arn:aws:states:us-east-1:111111111111:activity:work', ResultPath: '$.worked', End: true },
      },
    };
    const tasks = {
      Direct: { Payload: 'inner', kept: true },
      Slow: () => delayed(Number.POSITIVE_INFINITY, () => null),
      Ask: { approved: true },
      Work: 'done',
    };
    const result = await execute(definition, { input: {}, tasks });

    const again = await execute(definition, { input: {}, tasks: importMockConfig(exportMockConfig({ M: { C: result } }), 'M', 'C').tasks });

    expect(result.status).toBe('SUCCEEDED');
    expect(again.output).toEqual(result.output);
    expect(again.history.map((event) => event.type)).toEqual(result.history.map((event) => event.type));
  });

  test('fails for what is not an execution', () => {
    expect(() => exportMockConfig({ Orders: { Slow: undefined as never } })).toThrow('expected an execution at Orders/Slow');
  });

  test('fails for an execution that has not ended: its answers are not all there', async () => {
    const orders = testMachine(machine('arn:aws:states:::sqs:sendMessage.waitForTaskToken'), 'Orders');
    orders.mock('Charge').run(() => null);
    const execution = orders.start({});
    await execution.advance({ seconds: 1 });
    expect(execution.status).toBe('RUNNING');
    expect(() => exportMockConfig({ Orders: { HappyPath: execution } })).toThrow(
      'expected an execution at Orders/HappyPath that has ended, received one that is RUNNING',
    );
  });
});

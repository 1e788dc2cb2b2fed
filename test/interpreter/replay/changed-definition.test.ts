import { execute, replay, TaskError } from '../../../src/interpreter';
import { CALLBACK, changed, FUNCTION, ORDER, recordOrder, task } from './order';

describe('replay: a changed definition', () => {
  test.each([
    [
      'a retarget',
      changed('Cool Down', { Next: 'Ship All' }),
      { state: 'Large?', expected: 'ChoiceStateEntered "Large?"', got: 'MapStateEntered "Ship All"' },
    ],
    [
      'another rule',
      changed('Large?', { Choices: [{ Variable: '$.total', NumericGreaterThan: 1000, Next: 'Ask' }] }),
      { state: 'Ask', got: 'MapStateEntered "Ship All"' },
    ],
    ['a longer wait', changed('Cool Down', { Seconds: 3600 }), { state: 'Cool Down', place: 'after', expected: '60 s', got: '3600 s' }],
    ['a shorter wait', changed('Cool Down', { Seconds: 6 }), { state: 'Cool Down', place: 'after', got: '6 s' }],
    ['no retry', changed('Charge', { Retry: [] }), { state: 'Charge', got: 'ExecutionFailed "Busy"' }],
    [
      'a later retry',
      changed('Charge', { Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 40 }] }),
      { state: 'Charge', expected: '10 s', got: '40 s' },
    ],
    [
      'a shorter timeout',
      changed('Charge', { TimeoutSeconds: 2 }),
      { state: 'Charge', place: 'timeoutInSeconds', expected: '30', got: '2' },
    ],
    ['another request', changed('Ask', { Parameters: { QueueUrl: 'q' } }), { state: 'Ask', place: 'parameters/MessageBody', got: 'none' }],
    ['another result', changed('Charge', { ResultPath: '$.payment' }), { state: 'Charge', place: 'output/charge', got: 'none' }],
    ['another resource', changed('Charge', { Resource: `${FUNCTION}2` }), { state: 'Charge', place: 'resource' }],
    [
      'another concurrency',
      changed('Ship All', { ItemsPath: '$.items[0:2]' }),
      { state: 'Ship All', place: 'length', expected: '3', got: '2' },
    ],
    ['an end', changed('Ship All', { Next: undefined, End: true }), { state: 'Tell', got: 'ExecutionSucceeded' }],
    [
      'a branch more',
      changed('Tell', {
        Branches: [...ORDER.States.Tell.Branches, { StartAt: 'Tell Bank', States: { 'Tell Bank': { Type: 'Pass', End: true } } }],
      }),
      { state: 'Tell', expected: expect.stringContaining('"Tell Bank"') },
    ],
    [
      'a state inside',
      changed('Ship All', {
        ItemProcessor: { StartAt: 'Pack', States: { Pack: { Type: 'Pass', Next: 'Ship' }, Ship: task({ End: true }) } },
      }),
      { state: 'Ship', got: 'PassStateEntered "Pack"' },
    ],
  ])('diverges by %s', async (_title, definition, expected) => {
    const history = await recordOrder();

    const { matches, divergence } = await replay(JSON.parse(JSON.stringify(definition)) as object, history);

    expect(matches).toBe(false);
    expect(divergence).toMatchObject(expected);
  });

  test('says in one sentence where and what to look at', async () => {
    const history = await recordOrder();

    const { divergence } = await replay(
      changed('Ship All', { ItemProcessor: { StartAt: 'Ship', States: { Ship: task({ Parameters: { 'item.$': '$' }, End: true }) } } }),
      history,
    );

    expect(divergence?.message).toMatchInlineSnapshot(
      `"The replay diverges at event 25 at state "Ship" in item 0 of "Ship All": input: expected "a", got {"item":"a"}. Hint: check Parameters or Arguments, and the timeouts, of the state: running executions would send something else."`,
    );
  });

  test('says that a state has another name', async () => {
    const renamed = JSON.parse(JSON.stringify(ORDER).replaceAll('"Cool Down"', '"Wait a Minute"')) as object;

    const { divergence } = await replay(renamed, await recordOrder());

    expect(divergence).toMatchObject({
      state: 'Cool Down',
      got: 'WaitStateEntered "Wait a Minute"',
      hint: expect.stringContaining('state "Cool Down" seems to have the name "Wait a Minute" here'),
    });
  });

  test('diverges where a callback became a request, and waits for the answer of its service', async () => {
    const request = changed('Ask', {
      Resource: 'arn:aws:states:::sqs:sendMessage',
      HeartbeatSeconds: undefined,
      Parameters: { QueueUrl: 'q', MessageBody: { 'execution.$': '$$.Execution.Id' } },
    });

    const { divergence } = await replay(JSON.parse(JSON.stringify(request)) as object, await recordOrder());

    expect(divergence).toMatchObject({ state: 'Ask', place: 'resource', expected: '"sendMessage.waitForTaskToken"', got: '"sendMessage"' });
  });

  test.each([0, 1, 2, 3])('diverges at the request where a callback became one, in a history cut %i events behind it', async (more) => {
    const callback = {
      StartAt: 'Ask',
      States: { Ask: { Type: 'Task', Resource: CALLBACK, Parameters: { QueueUrl: 'q', MessageBody: 'm' }, End: true } },
    };
    const request = JSON.parse(JSON.stringify(callback).replace('.waitForTaskToken', '')) as object;
    const { history } = await execute(callback, { tasks: { Ask: 'yes' } });
    const scheduled = history.findIndex(({ type }) => type === 'TaskScheduled');

    const { divergence, history: got } = await replay(request, history.slice(0, scheduled + 1 + more));

    expect(divergence).toMatchObject({ eventId: scheduled + 1, place: 'resource' });
    expect(got.filter(({ type }) => type === 'TaskScheduled')).toHaveLength(1);
  });

  test('leaves an attempt that was never made without an end', async () => {
    const definition = { StartAt: 'Work', States: { Work: task({ End: true }) } };
    const tasks = () => {
      throw new TaskError('Busy');
    };
    const { history } = await execute(definition, { tasks });

    const { divergence } = await replay(
      { StartAt: 'Work', States: { Work: task({ Retry: [{ ErrorEquals: ['Busy'] }], End: true }) } },
      history,
    );

    expect(divergence).toMatchObject({ expected: 'ExecutionFailed "Busy"', got: expect.stringContaining('LambdaFunctionScheduled') });
  });

  test('ignores times on request', async () => {
    const history = await recordOrder();

    expect((await replay(changed('Cool Down', { Seconds: 3600 }), history, { times: false })).matches).toBe(true);
  });
});

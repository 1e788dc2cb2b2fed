import 'drystep/jest';
import { DefinitionBody, IntegrationPattern, Pass, StateMachine, TaskInput, Wait, WaitTime } from 'aws-cdk-lib/aws-stepfunctions';
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { App, Duration, Stack } from 'aws-cdk-lib/core';
import { testApp, testMachine } from 'drystep/testing';
import { call, chain } from './fixtures/asl';

/** Two stacks: orders of the one start shipping in the other, and wait for it. */
function shop() {
  const app = testApp();
  const shippingStack = new Stack(app, 'Shipping');
  const pack = new Wait(shippingStack, 'Pack', { time: WaitTime.duration(Duration.hours(2)) });
  const shipping = new StateMachine(shippingStack, 'Ship', {
    stateMachineName: 'shipping',
    definitionBody: DefinitionBody.fromChainable(pack.next(new Pass(shippingStack, 'Packed', { parameters: { 'packed.$': '$.id' } }))),
  });
  const ordersStack = new Stack(app, 'Orders');
  const start = new StepFunctionsStartExecution(ordersStack, 'Start Shipping', {
    stateMachine: shipping,
    integrationPattern: IntegrationPattern.RUN_JOB,
    input: TaskInput.fromObject({ 'id.$': '$.orderId' }),
    outputPath: '$.Output',
  });
  const orders = new StateMachine(ordersStack, 'Orders', { definitionBody: DefinitionBody.fromChainable(start) });
  return { app, orders, shipping };
}

const stateMachine = (name: string) => `arn:aws:states:us-east-1:111111111111:stateMachine:${name}`;
const starting = (name: string, sync = '.sync:2') => ({
  Type: 'Task',
  Resource: `arn:aws:states:::states:startExecution${sync}`,
  Parameters: { StateMachineArn: stateMachine(name), 'Input.$': '$' },
  OutputPath: '$.Output',
});
const resource = (name: string, definition: object) => ({
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: { StateMachineName: name, DefinitionString: JSON.stringify(definition) },
});

/** Orders start shipping, which packs; each machine calls a function. */
const template = {
  Resources: {
    Orders: resource('orders', chain({ Charge: call('charge'), Start: starting('shipping') })),
    Shipping: resource('shipping', chain({ Pack: call('pack') })),
  },
};

describe('testApp(source)', () => {
  test('machines of several stacks start each other on one clock', async () => {
    const { app, orders } = shop();
    const application = testApp(app);

    const execution = await application.machine(orders).execute({ orderId: 'o-1' });

    expect(execution).toSucceedWith({ packed: 'o-1' });
    expect(execution).toHaveTaken({ hours: 2 });
    expect(execution.started).toHaveLength(1);
    expect(execution.started[0]).toHaveVisitedExactly('Pack', 'Packed');
    expect(execution.started[0]?.machine).toBe('shipping');
    expect(application.names).toEqual(['Shipping/Ship', 'Orders/Orders']);
    expect(App.isApp(testApp({ context: { a: 1 } }))).toBe(true);
  });

  test('each machine has mocks and calls of its own', async () => {
    const app = testApp(template);
    app.machine('orders').mock('Charge').returns({ charged: true });
    app.machine('shipping').mock('Pack').fails('Busy').returns({ packed: true });
    const failed = await app.machine('orders').execute({ id: 'o-1' });
    const shipped = await app.machine('orders').execute({ id: 'o-2' });

    expect(failed).toFailWith('States.TaskFailed');
    expect(failed.started[0]).toFailWith('Busy');
    expect(() => expect(failed).toSucceed()).toThrow(
      /It started an execution that did not succeed:\nshipping .*FAILED[\s\S]*error Busy[\s\S]*1 {2}Pack .*✗ Busy/,
    );
    expect(shipped).toSucceedWith({ packed: true });
    expect(
      app
        .machine('shipping')
        .calls('Pack')
        .map((record) => record.input),
    ).toEqual([{ charged: true }, { charged: true }]);
    expect(app.machine('shipping')).toBe(app.machine('Shipping'));
  });

  test('a task that starts another machine is among the calls', async () => {
    const app = testApp(template);
    app.machine('orders').mock('Charge').returns({ charged: true });
    app.machine('shipping').mock('Pack').returns({});

    const execution = await app.machine('orders').execute({ id: 'o-1' });

    const sent = { StateMachineArn: stateMachine('shipping'), Input: { charged: true } };
    expect(app.machine('orders').calls('Start')).toMatchObject([{ state: 'Start', input: sent, attempt: 0 }]);
    expect(
      app
        .machine('orders')
        .calls()
        .map(({ state }) => state),
    ).toEqual(['Charge', 'Start']);
    expect(execution).toHaveCalledWith('Start', sent);
    expect(app.machine('shipping').calls('Pack')).toHaveLength(1);
  });

  test('a mock of the task goes before the machine that it would start', async () => {
    const app = testApp(template);
    app.machine('orders').mock('Charge').returns({});
    app.machine('orders').mock('Start').returns({ Output: 'mocked' });

    const execution = await app.machine('orders').execute();

    expect(execution).toSucceedWith('mocked');
    expect(execution.started).toEqual([]);
  });

  test('time moves for all of them, and reset drops the mocks of all', async () => {
    const { app, orders } = shop();
    const application = testApp(app);
    const execution = application.machine(orders).start({ orderId: 'o-1' });

    await execution.advance({ hours: 1 });
    expect(execution.started[0]?.status).toBe('RUNNING');
    await execution.advance({ hours: 1 });
    expect(execution).toSucceed();
    application.reset();
  });

  test('fails when a task of a machine that was started is not mocked: it names the state', async () => {
    const app = testApp(template);
    app.machine('orders').mock('Charge').returns({});

    await expect(app.machine('orders').execute()).rejects.toThrow('State "Pack" at /States/Pack called arn:aws:lambda');
  });

  test('fails for a source without machines and a name that does not fit', () => {
    expect(() => testApp({ Resources: {} })).toThrow('testApp() found no state machine in its source.');
    expect(() => testApp(template).machine('order')).toThrow('did you mean "orders"?');
  });
});

describe('a machine as a mock', () => {
  const standIn = testMachine(chain({ Wait: { Type: 'Wait', Seconds: 60 }, Pack: call('pack') }), 'Stand-in');
  standIn.mock('Pack').returns({ packed: 'by another' });

  test('runs in the place of the one that the task starts, on the same clock', async () => {
    const orders = testMachine(template, 'orders');
    orders.mock('Charge').returns({});
    orders.mock('Start', standIn);

    const execution = await orders.execute();

    expect(execution).toSucceedWith({ packed: 'by another' });
    expect(execution).toHaveTaken({ minutes: 1 });
    expect(execution.started[0]).toHaveVisited('Wait', 'Pack');
    expect(execution.started[0]?.machine).toBe('Stand-in');
  });

  test('may be given for one execution, and goes before the machine of the application', async () => {
    const app = testApp(template);
    app.machine('shipping').mock('Pack').returns({ packed: 'by its own' });
    const mocks = { Charge: {}, Start: standIn };

    expect(await app.machine('orders').with({ Charge: {} }).execute()).toSucceedWith({ packed: 'by its own' });
    const execution = await app.machine('orders').execute({}, { mocks });
    expect(execution).toSucceedWith({ packed: 'by another' });
    expect(execution.started[0]?.machine).toBe('Stand-in');
    expect(await app.machine('orders').with(mocks).execute()).toSucceedWith({ packed: 'by another' });
  });

  test('fails when the task says only at run time which machine it starts', () => {
    const dynamic = testMachine(
      chain({
        Start: { Type: 'Task', Resource: 'arn:aws:states:::states:startExecution.sync:2', Parameters: { 'StateMachineArn.$': '$.arn' } },
      }),
    );

    expect(() => dynamic.mock('Start', standIn)).toThrow(
      'State "Start" at /States/Start starts no machine that its definition names: Stand-in cannot stand in for it.',
    );
  });
});

test('names only names that machine() takes, in a template whose machines have no paths', () => {
  const pass = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };
  const application = testApp({
    Resources: {
      First: resource('orders', pass),
      Second: resource('orders', pass),
      Third: resource('returns', pass),
      Gone: { Type: 'AWS::StepFunctions::StateMachine', Properties: { DefinitionUri: 'missing.asl.json' } },
    },
  });

  expect(application.names).toEqual(['First', 'Second', 'returns']);
  for (const name of application.names) expect(application.machine(name).definition).toEqual(pass);
});

test('lists so many names as fit a message', () => {
  const tasks = Object.fromEntries(
    Array.from({ length: 3_000 }, (_, index) => [`State ${index}`, { ...call(`f${index}`), End: undefined, Next: `State ${index + 1}` }]),
  );
  const calling = testMachine(JSON.parse(JSON.stringify({ StartAt: 'State 0', States: { ...tasks, 'State 3000': { Type: 'Succeed' } } })));

  for (const refused of [
    () => calling.mock('Something else'),
    () => calling.mock('arn:aws:sns:us-east-1:1:t'),
    () => calling.mock(/nothing/),
  ]) {
    const { message } = errorOf(refused);
    expect(message).toContain('and 2980 more');
    expect(message.length).toBeLessThan(3_000);
  }
});

test('a machine is not an answer: it is named where the mock is made', async () => {
  const other = testMachine(chain({ Pay: { Type: 'Pass', Result: { paid: 1 } } }), 'Payment');
  const machine = testMachine(chain({ Start: starting('payment') }));

  for (const [method, refused] of [
    ['returns', () => machine.mock('Start').returns(other as never)],
    ['returnsPayload', () => machine.mock('Start').returnsPayload(other as never)],
    ['run', () => machine.mock('Start').run(other as never)],
  ] as const)
    expect(refused).toThrow(
      `State "Start": .${method}() got the machine Payment, which is not an answer. Hint: write mock(state, machine): it stands in for the one that is started.`,
    );
  machine.reset();
  machine.mock('Start', other);
  expect(await machine.execute({})).toSucceedWith({ paid: 1 });
});

function errorOf(action: () => unknown): Error {
  try {
    action();
  } catch (error) {
    return error as Error;
  }
  throw new Error('it did not throw');
}

describe('Machines with a condition', () => {
  const saying = (what: string) => ({ StartAt: 'Say', States: { Say: { Type: 'Pass', Result: JSON.stringify(what), End: true } } });
  const template = (...variants: readonly string[]) => ({
    Parameters: { Stage: { Type: 'String', Default: 'dev' } },
    Conditions: Object.fromEntries(['dev', 'prod'].map((stage) => [stage, { 'Fn::Equals': [{ Ref: 'Stage' }, stage] }])),
    Resources: {
      Parent: resource('parent', { StartAt: 'Call', States: { Call: { ...starting('child'), End: true } } }),
      ...Object.fromEntries(variants.map((stage) => [`Child${stage}`, { ...resource('child', saying(stage)), Condition: stage }])),
    },
  });

  test.each(['dev', 'prod'])('the one whose condition holds is started: %s', async (Stage) => {
    const parent = testApp(template('dev', 'prod'), { parameters: { Stage } }).machine('Parent');

    expect(await parent.execute({})).toSucceedWith(JSON.stringify(Stage));
  });

  test('one whose condition does not hold is not there to be started', async () => {
    const parent = testApp(template('prod')).machine('Parent');

    await expect(parent.execute({})).rejects.toThrow('nobody mocked it');
  });
});

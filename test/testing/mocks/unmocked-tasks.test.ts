import 'drystep/jest';
import { testApp, testMachine } from '../../../src/testing';
import { call, callback, chain, functionArn, invoke } from '../fixtures/asl';

const RETRY = { Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 5 }] };

function shipping() {
  return testMachine(chain({ Ship: invoke('ship', RETRY) }), 'Shipping');
}

describe('tasks without a mock', () => {
  test('fails naming the state, the resource and the line to write', async () => {
    await expect(shipping().execute()).rejects.toThrow(
      `State "Ship" at /States/Ship called arn:aws:states:::lambda:invoke for ${functionArn('ship')}, and nobody mocked it. ` +
        'Hint: write machine.mock("Ship").returnsPayload({ … });',
    );
  });

  test('an unmocked task is not an outcome: nothing catches it', async () => {
    const machine = testMachine(
      chain({ Ship: call('ship', { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Done' }] }), Done: { Type: 'Succeed' } }),
    );

    await expect(machine.execute()).rejects.toThrow('nobody mocked it');
  });

  test('an unmocked callback parks until its timeout', async () => {
    const machine = testMachine(chain({ Ask: callback({ TimeoutSeconds: 60 }) }));

    expect(await machine.execute()).toFailWith('States.Timeout');
  });

  test('fails when an unmocked callback has no timeout', async () => {
    const machine = testMachine(chain({ Ask: callback() }));

    await expect(machine.execute()).rejects.toThrow('State "Ask" waits for its task token');
  });

  test('fails when an unmocked activity has no timeout', async () => {
    const machine = testMachine(chain({ Work: { Type: 'Task', Resource: 'arn:aws:states:us-east-1:111111111111:activity:work' } }));

    await expect(machine.execute()).rejects.toThrow('State "Work" waits for a worker of its activity');
  });

  test('a mocked callback answers what SendTaskSuccess would send', async () => {
    const machine = testMachine(chain({ Ask: callback() }));
    machine.mock('Ask').returnsPayload({ approved: true });

    expect(await machine.execute()).toSucceedWith({ approved: true });
  });
});

describe('tasks of a machine that another one starts', () => {
  const shipping = chain({ Pack: call('pack') });
  const startShipping = {
    Type: 'Task',
    Resource: 'arn:aws:states:::states:startExecution.sync:2',
    Parameters: { StateMachineArn: 'arn:aws:states:us-east-1:111111111111:stateMachine:Shipping' },
  };

  test('fails saying that the other machine can run as well', async () => {
    await expect(testMachine(chain({ Start: startShipping })).execute()).rejects.toThrow(
      'Hint: write machine.mock("Start").returns({ … }); Or run the machine that it starts, too: testApp(source).machine(name).',
    );
  });

  test('fails naming the machine to mock in a whole application', async () => {
    const app = testApp({
      Resources: {
        Orders: machineResource('Orders', chain({ Start: startShipping })),
        Shipping: machineResource('Shipping', shipping),
      },
    });

    await expect(app.machine('Orders').execute()).rejects.toThrow(
      'and nobody mocked it. Hint: Orders started Shipping: write testApp(source).machine("Shipping").mock("Pack").returnsPayload({ … });',
    );
    app.machine('Shipping').mock('Pack').returns('packed');
    expect(await app.machine('Orders').execute()).toSucceed();
  });

  test('fails saying how to mock one that came with the option machines', async () => {
    const orders = testMachine(chain({ Start: startShipping }), 'Orders');
    const machines = { Shipping: { definition: shipping } };

    await expect(orders.execute({}, { machines })).rejects.toThrow(
      'Hint: it belongs to Shipping, which was started: mock the task that starts it with testMachine(definition) of that machine, or run both with ' +
        'testApp(source) and write app.machine("Shipping").mock("Pack").returnsPayload({ … });',
    );
    const other = testMachine(shipping, 'Shipping');
    other.mock('Pack').returns('packed');
    orders.mock('Start', other);
    expect(await orders.execute()).toSucceed();
  });

  function machineResource(name: string, definition: object) {
    return {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: { StateMachineName: name, DefinitionString: JSON.stringify(definition), RoleArn: 'arn:aws:iam::111111111111:role/r' },
    };
  }
});

describe('what is not an execution', () => {
  test.each([
    [{}, 'toSucceed() expected an execution, received an object with the keys (none). Hint: pass what machine.execute(), machine.start()'],
    [{ status: 'SUCCEEDED' }, 'received an object with the keys status. Hint: pass what machine.execute()'],
    [Promise.resolve({}), 'received a promise. Hint: await it: expect(await machine.execute(input)).toSucceed(…).'],
    [
      testMachine(chain({ A: { Type: 'Pass' } })),
      'received a state machine. Hint: execute it: expect(await machine.execute(input)).toSucceed(…).',
    ],
  ])('fails saying what to pass: %#', (received, message) => {
    expect(() => expect(received).toSucceed()).toThrow(message);
  });
});

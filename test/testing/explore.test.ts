import 'drystep/jest';
import { alwaysCompensates, explore, neverFails, property, terminates, testMachine } from 'drystep/testing';
import fc from 'fast-check';
import { call, chain } from './fixtures/asl';

const compensation = [{ ErrorEquals: ['NoCarrier', 'States.TaskFailed', 'States.Timeout'], Next: 'Refund', ResultPath: '$.failure' }];

/** Charges, ships, and refunds when nobody ships; `caught` says which errors count. */
function orders(caught = compensation) {
  const machine = testMachine(
    chain({
      Charge: call('charge', { ResultPath: '$.receipt' }),
      Ship: call('ship', { Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 1 }], Catch: caught, End: true }),
      Refund: call('refund', { Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 99 }] }),
      Rejected: { Type: 'Fail', Error: 'Rejected' },
    }),
    'Orders',
  );
  machine.mock('Charge').returns('r-1');
  machine.mock('Ship').returns({ shipped: true });
  machine.mock('Refund').returns(true);
  return machine;
}

const inputs = fc.record({ total: fc.nat() });

describe('explore', () => {
  test('finds nothing where every law holds', async () => {
    const properties = [alwaysCompensates('Charge', 'Refund'), neverFails('States.Runtime'), terminates()];

    expect(await explore(orders(), inputs, { properties, seed: 1 })).toEqual({ runs: 100, seed: 1 });
  });

  test('finds the smallest execution that breaks a law, and gives it as a test that fails the same way', async () => {
    const machine = orders([{ ErrorEquals: ['NoCarrier'], Next: 'Refund', ResultPath: '$.failure' }]);
    const exploration = explore(machine, inputs, { properties: [alwaysCompensates('Charge', 'Refund')], seed: 1 });
    const message = await exploration.then(String, (error: Error) => error.message);

    expect(message).toContain('Orders breaks "always compensates "Charge" by "Refund"": "Charge" was done 1×, "Refund" was visited 0×');
    expect(message).toContain(`machine.execute({"total":0})`);
    const [, error] = /machine\.mock\("Ship"\)\.fails\("([\w.]+)", "explored"\);/.exec(message) ?? [];
    machine.mock('Ship').fails(error as string);
    expect(await machine.execute({ total: 0 })).not.toHaveVisited('Refund');
  });

  test('lets branches end in another order', async () => {
    const race = testMachine(chain({ Both: { Type: 'Parallel', Branches: [chain({ Left: call('a') }), chain({ Right: call('b') })] } }));
    race.mock('Left').returns(1);
    race.mock('Right').returns(2);
    const leftFirst = property('left ends first', (execution) => {
      const [left] = execution.state('Left');
      const [right] = execution.state('Right');
      return execution.status !== 'SUCCEEDED' || (left?.exitedAt ?? 0) <= (right?.exitedAt ?? 0);
    });

    const message = await explore(race, fc.constant({}), { properties: [leftFirst], seed: 1 }).then(
      String,
      (error: Error) => error.message,
    );

    expect(message).toContain('breaks "left ends first"');
    expect(message).toContain('  machine.mock("Left").returns(1).after({ milliseconds: 1 });');
  });

  test('runs the machines that a machine starts for real', async () => {
    const arn = 'arn:aws:states:us-east-1:111111111111:stateMachine:Packing';
    const start = {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution.sync:2',
      Parameters: { StateMachineArn: arn, 'Input.$': '$' },
    };
    const packing = testMachine(chain({ Pack: call('pack') }), 'Packing');
    packing.mock('Pack').returns({ packed: true });
    const machine = testMachine(chain({ Charge: call('charge', { ResultPath: null }), Start: start }));
    machine.mock('Charge').returns(1);
    machine.mock('Start', packing);
    const packs = property('packs what is charged', (execution) => execution.status !== 'SUCCEEDED' || execution.started.length === 1);

    expect(await explore(machine, inputs, { properties: [packs], seed: 1 })).toEqual({ runs: 100, seed: 1 });
  });

  test('fails for a task without a mock, no law and no machine', async () => {
    const unmocked = testMachine(chain({ Ship: call('ship') }));

    await expect(explore(unmocked, inputs, { properties: [terminates()] })).rejects.toThrow('nobody mocked it');
    await expect(explore(orders(), inputs, { properties: [] })).rejects.toThrow('explore() expected a property, received none.');
    await expect(explore(orders(), inputs, undefined as never)).rejects.toThrow("write properties: [neverFails('States.Runtime')]");
    await expect(explore(orders(), { total: 5 } as never, { properties: [terminates()] })).rejects.toThrow(
      'explore() expected an arbitrary of fast-check or a JSON Schema for its inputs, received object. Hint: write fc.record({ … })',
    );
    await expect(explore({} as never, inputs, { properties: [terminates()] })).rejects.toThrow('expected a machine of testMachine()');
  });
});

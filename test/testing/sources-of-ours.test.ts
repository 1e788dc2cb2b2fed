import { testApp, testMachine } from 'drystep/testing';
import { chain } from './fixtures/asl';

const definition = chain({ Keep: { Type: 'Pass' } });
const machineResource = (name: string) => ({
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: { StateMachineName: name, RoleArn: 'arn:aws:iam::111111111111:role/r', DefinitionString: JSON.stringify(definition) },
});
const orders = testMachine(definition, 'Orders');
const shop = testApp({ Resources: { A: machineResource('Orders'), B: machineResource('Billing') } });

describe('what the harness gave', () => {
  test.each([
    ['testMachine()', () => testMachine(orders as never)],
    ['testMachine()', () => testMachine(orders as never, 'Orders')],
    ['testMachine()', () => testMachine(orders.with({}) as never)],
    ['testApp()', () => testApp(orders as never)],
  ])('is refused by %s where it is a machine', (call, make) => {
    expect(make).toThrow(
      `${call} expected a stack, stage, app, construct, template, folder or definition, received a machine that testMachine() gave: Orders. Hint: use it as it is;`,
    );
  });

  test.each([
    ['testMachine()', () => testMachine(shop as never)],
    ['testApp()', () => testApp(shop as never)],
  ])('is refused by %s where it is an application', (call, make) => {
    expect(make).toThrow(
      `${call} expected a stack, stage, app, construct, template, folder or definition, received an application that testApp() gave. Hint: write app.machine("Orders"); it has Orders, Billing.`,
    );
  });

  test('gives a machine without mocks by its definition', async () => {
    expect(await testMachine(orders.definition).execute({ a: 1 })).toMatchObject({ output: { a: 1 } });
  });
});

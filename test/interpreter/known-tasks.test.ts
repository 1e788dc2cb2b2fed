import { execute } from 'drystep/interpreter';
import { call, chain } from '../testing/fixtures/asl';

const CHILD = 'arn:aws:states:us-east-1:111111111111:stateMachine:Child';
const shipping = { Type: 'Map', ItemProcessor: chain({ Ship: call('ship') }), Next: 'Done' };
const orders = chain({ Charge: call('charge', { Next: 'All' }), All: shipping, Done: { Type: 'Pass' } });
const resource = (orders as unknown as { States: { Charge: { Resource: string } } }).States.Charge.Resource;
const parent = chain({
  Start: { Type: 'Task', Resource: 'arn:aws:states:::states:startExecution.sync:2', Parameters: { StateMachineArn: CHILD } },
});

describe('the tasks that execute takes', () => {
  test.each<[string, object, object, string]>([
    ['a misspelt state', orders, { Chrage: {} }, 'received "Chrage". Hint: did you mean "Charge"?'],
    ['a misspelt state inside of a Map', orders, { Charge: {}, Shp: {} }, 'received "Shp". Hint: did you mean "Ship"?'],
    ['a state that asks nobody', orders, { Done: {} }, 'received "Done", a Pass state, which calls nothing.'],
    ['a name that nothing has', orders, { 'Send Mail': {} }, 'Hint: choose from "Charge",'],
    ['a name of a definition without tasks', chain({ Only: { Type: 'Pass' } }), { Charge: {} }, 'the definition has no Task state.'],
    ['a name of no machine that is started', parent, { Shp: {} }, 'did you mean "Ship"?'],
  ])('fails when they name %s', async (_title, definition, tasks, says) => {
    const run = execute(definition, { tasks: tasks as never, machines: definition === parent ? { Child: { definition: orders } } : {} });

    await expect(run).rejects.toThrow(says);
    await expect(run).rejects.toMatchObject({ name: 'UsageError' });
  });

  test('are those of machines that are started, too, by state or resource', async () => {
    const tasks = { [resource]: {}, Ship: {} };

    expect(
      await execute(parent, { tasks, input: [], machines: { Child: { definition: { ...orders, StartAt: 'Charge' } } } }),
    ).toMatchObject({
      history: expect.any(Array),
    });
  });
});

import { execute, start } from 'drystep/interpreter';
import { testApp, testMachine } from 'drystep/testing';
import type { JsonObject } from '../../src/asl';
import { chain } from '../testing/fixtures/asl';

const arnOf = (name: string) => `arn:aws:states:us-east-1:111111111111:stateMachine:${name}`;
const starting = (parameters: object, resource = 'states:startExecution.sync:2', field = 'Parameters') =>
  chain({ Start: { Type: 'Task', Resource: `arn:aws:states:::${resource}`, [field]: parameters } as JsonObject });
const child = { definition: chain({ Done: { Type: 'Pass' } }) };
const parent = starting({ StateMachineArn: arnOf('Shipping') });

describe('machines that nobody starts', () => {
  test.each<[string, object, Record<string, { definition: object }>, string]>([
    ['a misspelt name', parent, { Shiping: child }, 'received "Shiping", which no task of it names. Hint: did you mean "Shipping"?'],
    [
      'a name beside the right one',
      parent,
      { Shipping: child, Billing: child },
      'received "Billing", which no task of it names. Hint: it starts Shipping.',
    ],
    ['an ARN of another machine', parent, { [arnOf('Shipings')]: child }, `Hint: did you mean "${arnOf('Shipping')}"?`],
    ['an ARN without the alias', starting({ StateMachineArn: `${arnOf('Ship')}:live` }), { [arnOf('Ship')]: child }, 'Hint: did you mean '],
    [
      'a machine of one that is not started either',
      parent,
      { Shipping: child, Other: { definition: starting({ StateMachineArn: 'Other' }) } },
      'received "Other"',
    ],
    ['a machine where none is started', chain({ Only: { Type: 'Pass' } }), { Shipping: child }, 'Hint: it starts none.'],
  ])('fails when `machines` has %s', async (_title, definition, machines, says) => {
    const sentence = 'machines: expected ARNs or names of machines that the definition starts, ';

    await expect(execute(definition, { machines })).rejects.toMatchObject({ name: 'UsageError', message: expect.stringContaining(says) });
    expect(() => start(definition, { machines })).toThrow(sentence);
    await expect(testMachine(definition).execute({}, { machines })).rejects.toThrow(says);
  });
});

describe('machines that somebody may start', () => {
  test.each<[string, object, Record<string, { definition: object }>]>([
    ['by name', parent, { Shipping: child }],
    ['by ARN', parent, { [arnOf('Shipping')]: child }],
    ['by the name of a version', starting({ StateMachineArn: `${arnOf('Shipping')}:3` }), { Shipping: child }],
    ['as another started machine', parent, { Shipping: { definition: starting({ StateMachineArn: 'Packing' }) }, Packing: child }],
    ['inside of a Map', chain({ All: { Type: 'Map', ItemProcessor: parent } }), { Shipping: child }],
    [
      'in JSONata',
      { QueryLanguage: 'JSONata', ...starting({ StateMachineArn: arnOf('Shipping') }, undefined, 'Arguments') },
      { Shipping: child },
    ],
    ['by the SDK', starting({ StateMachineArn: arnOf('Shipping') }, 'aws-sdk:sfn:startExecution'), { Shipping: child }],
  ])('are taken when they are started %s', async (_title, definition, machines) => {
    expect(await execute(definition, { machines, input: [{}] })).toMatchObject({ status: 'SUCCEEDED' });
  });

  test.each<[string, object]>([
    ['a path', starting({ 'StateMachineArn.$': '$.arn' })],
    ['an expression', { QueryLanguage: 'JSONata', ...starting({ StateMachineArn: '{% $states.input.arn %}' }, undefined, 'Arguments') }],
    ['the whole input', starting({})],
  ])('are taken whatever their names where %s can name any', (_title, definition) => {
    const parameters = (definition as { States: { Start: { Parameters?: object } } }).States.Start;
    if (JSON.stringify(parameters.Parameters) === '{}') Reflect.deleteProperty(parameters, 'Parameters');

    expect(() => start(definition, { machines: { Anything: child } })).not.toThrow();
  });

  test('are taken where a machine that is started cannot be read', () => {
    const machines = { Shipping: { definition: { StartAt: 'Nowhere', States: {} } }, Anything: child };

    expect(() => start(parent, { machines })).not.toThrow();
  });

  test('of an application are all there, whoever starts them', async () => {
    const machine = (name: string, definition: object) => ({
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: { StateMachineName: name, RoleArn: 'arn:aws:iam::111111111111:role/r', DefinitionString: JSON.stringify(definition) },
    });
    const app = testApp({ Resources: { A: machine('Orders', parent), B: machine('Billing', child.definition) } });

    const execution = await app.machine('Orders').execute({}, { machines: { Shipping: child } });
    const misspelt = app.machine('Orders').execute({}, { machines: { Shiping: child } });

    expect(execution.status).toBe('SUCCEEDED');
    await expect(misspelt).rejects.toThrow('received "Shiping"');
  });
});

import { execute, start } from 'drystep/interpreter';
import { testApp, testMachine } from 'drystep/testing';

const task = { StartAt: 'Only', States: { Only: { Type: 'Pass', End: true } } };

/** What AWS's page on StartExecution says that a name must not contain; `CreateActivity` was recorded refusing most of them. */
const REFUSED = [
  ...' \t\n\u00a0\u3000',
  ...'<>{}[]',
  ...'?*',
  ...'"#%\\^|~`$&,;:/',
  ...'\u0000\u001f\u007f\u0085\u009f',
  '\ufffe',
  '\uffff',
  '\ud800',
  '\u{10ffff}',
];
const TAKEN = ['o-1', 'ORDER_1', 'order.v2', "it's(=)+@!", 'größe', '注文', '📦'];

describe('Names that AWS refuses', () => {
  test.each(REFUSED.map((character) => [JSON.stringify(character), character]))('fails for %s in a name', async (_, character) => {
    const name = `order${character}1`;

    expect(() => start(task, { name })).toThrow(/^name: expected a name without white space, brackets, wildcards/);
    await expect(execute(task, { stateMachineName: name })).rejects.toThrow(/^stateMachineName: expected a name without/);
    await expect(testMachine(task).execute({}, { name })).rejects.toThrow('Hint: AWS refuses it (InvalidName); write "order-1".');
    expect(() => testMachine(task).start({}, { name })).toThrow('InvalidName');
    await expect(testMachine(task, { target: 'teststate', aws: { client: noAws } }).execute({}, { name })).rejects.toThrow('InvalidName');
  });

  test.each(TAKEN)('takes "%s"', async (name) => {
    expect(await execute(task, { name })).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('the switch of the length lifts the length only', () => {
    expect(() => start(task, { name: `${'n'.repeat(81)} 1`, quotas: { nameLength: false } })).toThrow('received');
    expect(start(task, { name: 'n'.repeat(81), quotas: { nameLength: false } }).name).toHaveLength(81);
  });

  test('a control character is shown as an escape', () => {
    expect(() => start(task, { name: 'a\u001b' })).toThrow('with \\u001b.');
  });
});

describe('Names that a task gives to the execution it starts', () => {
  const arn = 'arn:aws:states:us-east-1:111111111111:stateMachine:Child';
  const parent = (resource: string, Name: unknown) => ({
    StartAt: 'Start',
    States: {
      Start: { Type: 'Task', Resource: `arn:aws:states:::${resource}`, Parameters: { StateMachineArn: arn, Name }, End: true },
    },
  });
  const run = (resource: string, name: unknown) => execute(parent(resource, name), { machines: { [arn]: { definition: task } } });

  test.each([
    ['states:startExecution', 'StepFunctions.InvalidNameException'],
    ['states:startExecution.sync', 'StepFunctions.InvalidNameException'],
    ['states:startExecution.sync:2', 'StepFunctions.InvalidNameException'],
    ['aws-sdk:sfn:startExecution', 'Sfn.InvalidNameException'],
  ])('%s fails with %s', async (resource, error) => {
    const result = await run(resource, 'order 1');

    expect(result).toMatchObject({ status: 'FAILED', error });
    expect(result.cause).toContain("Invalid Name: 'order 1'");
  });

  test('so does testApp', async () => {
    const app = testApp({
      Resources: {
        Child: machine('Child', task),
        Parent: machine('Parent', parent('states:startExecution.sync:2', 'order:1')),
      },
    });

    expect(await app.machine('Parent').execute()).toMatchObject({ status: 'FAILED', error: 'StepFunctions.InvalidNameException' });
  });

  test.each([5, null, true, ['o-1'], {}])('%j is not text: the request cannot be built', async (name) => {
    const { error, cause } = await run('states:startExecution', name);

    expect(error).toBe('States.Runtime');
    expect(cause).toContain("could not be used to start the Task: [The value for the field 'Name' must be a STRING]");
  });
});

function machine(name: string, definition: object) {
  return {
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: { RoleArn: 'arn:aws:iam::111111111111:role/r', StateMachineName: name, DefinitionString: JSON.stringify(definition) },
  };
}

/** A client that nothing reaches. */
const noAws = { send: () => Promise.reject(new Error('it was asked')) };

import 'drystep/jest';
import { DefinitionBody, IntegrationPattern, Pass, Result, StateMachine, TaskInput } from 'aws-cdk-lib/aws-stepfunctions';
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { type App, Stack, Stage } from 'aws-cdk-lib/core';
import { testApp, testMachine } from 'drystep/testing';
import { call, chain } from './fixtures/asl';

/** A machine that gives its stage, and, with `parent`, one that starts it by its ARN. */
function stage(app: App, name: string, parent = false): { readonly child: StateMachine } {
  const stack = new Stack(new Stage(app, name), 'Shop');
  const child = new StateMachine(stack, 'Child', {
    stateMachineName: 'child',
    definitionBody: DefinitionBody.fromChainable(new Pass(stack, 'Say', { result: Result.fromString(name) })),
  });
  if (!parent) return { child };
  const start = new StepFunctionsStartExecution(stack, 'Start', {
    stateMachine: child,
    integrationPattern: IntegrationPattern.RUN_JOB,
    input: TaskInput.fromObject({}),
    outputPath: '$.Output',
  });
  new StateMachine(stack, 'Parent', { stateMachineName: 'parent', definitionBody: DefinitionBody.fromChainable(start) });
  return { child };
}

describe('Machines of two stages that have one ARN, as stacks without an account do', () => {
  test('are each found by its own path, and start that of their own stage', async () => {
    const app = testApp();
    stage(app, 'Dev', true);
    stage(app, 'Prod', true);
    const shop = testApp(app);

    expect(await shop.machine('Dev/Shop/Child').execute({})).toSucceedWith('Dev');
    expect(await shop.machine('Prod/Shop/Child').execute({})).toSucceedWith('Prod');
    expect(await shop.machine('Dev/Shop/Parent').execute({})).toSucceedWith('Dev');
    expect(await shop.machine('Prod/Shop/Parent').execute({})).toSucceedWith('Prod');
  });

  test('have mocks of their own', async () => {
    const machine = (name: string) => ({
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: { StateMachineName: 'orders', DefinitionString: JSON.stringify(chain({ [name]: call(name) })) },
    });
    const shop = testApp({ Resources: { One: machine('Pack'), Two: machine('Ship') } });
    shop.machine('One').mock('Pack').returns(1);
    shop.machine('Two').mock('Ship').returns(2);

    expect(await shop.machine('One').execute({})).toSucceedWith(1);
    expect(await shop.machine('Two').execute({})).toSucceedWith(2);
  });
});

describe('A construct of another app, with a path that the source has as well', () => {
  const other = stage(testApp(), 'Dev').child;
  const says = 'The construct Dev/Shop/Child belongs to another app than';

  test('fails: it is another machine', () => {
    const app = testApp();
    stage(app, 'Dev');

    expect(() => testMachine(app, other)).toThrow(`${says} the source. Hint: pass a construct of the source`);
    expect(() => testApp(app).machine(other)).toThrow(says);
  });
});

describe('An execution where data is expected', () => {
  const orders = testMachine(chain({ Charge: call('charge') }), 'Orders');
  const hint = 'Hint: give what it ended with: execution.output.';

  test('fails as an input, as an answer, and inside of them', async () => {
    const before = await orders.execute({}, { mocks: { Charge: {} } });

    await expect(orders.execute(before)).rejects.toThrow(
      `the input of the execution expected a JSON value, received an execution. ${hint}`,
    );
    await expect(orders.execute({ before: [before] })).rejects.toThrow(`received an execution at /before/0. ${hint}`);
    expect(() => orders.mock('Charge').returns(before as never)).toThrow(hint);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  GetActivityTaskCommand,
  ListActivitiesCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { type App, Stack } from 'aws-cdk-lib';
import { Activity, DefinitionBody, Pass, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { StepFunctionsInvokeActivity, StepFunctionsStartExecution } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { testApp } from 'drystep/testing';
import { account, closeAll, stage } from './calls';

afterEach(closeAll);

/** Two machines, one of which starts the other, and an activity. */
function assembly(env?: { readonly region: string; readonly account: string }): string {
  const app: App = testApp();
  const stack = new Stack(app, 'Shop', env === undefined ? {} : { env });
  const child = new StateMachine(stack, 'Child', {
    stateMachineName: 'child',
    definitionBody: DefinitionBody.fromChainable(new Pass(stack, 'Done')),
  });
  new StateMachine(stack, 'Parent', {
    stateMachineName: 'parent',
    definitionBody: DefinitionBody.fromChainable(new StepFunctionsStartExecution(stack, 'Start child', { stateMachine: child })),
  });
  new StateMachine(stack, 'Picks', {
    stateMachineName: 'picks',
    definitionBody: DefinitionBody.fromChainable(
      new StepFunctionsInvokeActivity(stack, 'Pick', { activity: new Activity(stack, 'Picking', { activityName: 'Picking' }) }),
    ),
  });
  return app.synth().directory;
}

describe('machines of an app', () => {
  it.each([
    [
      'that names no region, in that of the server',
      undefined,
      { region: 'eu-west-1', account: '222222222222' },
      'arn:aws:states:eu-west-1:222222222222',
    ],
    [
      'that names its region, in that one',
      { region: 'eu-central-1', account: '333333333333' },
      {},
      'arn:aws:states:eu-central-1:333333333333',
    ],
  ])('%s, start each other and have their activities', async (_, env, options, prefix) => {
    const { sfn, ended } = await stage({ machines: assembly(env), ...options });
    const start = async (name: string) =>
      (await sfn.send(new StartExecutionCommand({ stateMachineArn: `${prefix}:stateMachine:${name}` }))).executionArn;

    expect((await sfn.send(new ListStateMachinesCommand({}))).stateMachines?.map(({ stateMachineArn }) => stateMachineArn).sort()).toEqual(
      ['child', 'parent', 'picks'].map((name) => `${prefix}:stateMachine:${name}`),
    );
    expect((await ended(await start('parent'))).status).toBe('SUCCEEDED');
    expect((await sfn.send(new ListExecutionsCommand({ stateMachineArn: `${prefix}:stateMachine:child` }))).executions).toHaveLength(1);
    await start('picks');
    const { activities = [] } = await sfn.send(new ListActivitiesCommand({}));
    expect(activities).toMatchObject([{ activityArn: `${prefix}:activity:Picking` }]);
    expect((await sfn.send(new GetActivityTaskCommand({ activityArn: activities[0]?.activityArn }))).taskToken).toBeDefined();
  });
});

describe('an activity that is not there', () => {
  const task = { StartAt: 'Pick', States: { Pick: { Type: 'Task', Resource: `${account}:activity:Picking`, End: true } } };

  // Recorded: activities.activity_task_on_deleted.
  it('fails the execution that needs it, until somebody creates it', async () => {
    const { create, sfn, activity, ended } = await stage({ activityPollMilliseconds: 500 });
    const stateMachineArn = await create('Orders', task);
    const first = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
    const activityArn = await activity('Picking');
    await sfn.send(new StartExecutionCommand({ stateMachineArn }));

    expect(await ended(first.executionArn)).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: expect.stringContaining('Picking'),
    });
    expect((await sfn.send(new GetActivityTaskCommand({ activityArn }))).taskToken).toBeDefined();
  });
});

it.each([['A B'], ['a'.repeat(81)], ['']])('does not serve a machine under a name that CreateStateMachine refuses: %p', async (name) => {
  const definition = { StartAt: 'Done', States: { Done: { Type: 'Succeed' } } };
  const { server } = await stage({ machines: { Good: definition, [name]: definition } });

  expect(server.unserved).toEqual([{ name, why: `Invalid Name: '${name}'` }]);
});

describe('A template', () => {
  const saying = (what: string) => JSON.stringify({ StartAt: 'Say', States: { Say: { Type: 'Pass', Result: what, End: true } } });
  const machine = (DefinitionString: string, more: object = {}) => ({
    Type: 'AWS::StepFunctions::StateMachine',
    ...more,
    Properties: { StateMachineName: 'orders', RoleArn: 'arn:aws:iam::111111111111:role/r', DefinitionString },
  });

  it('with two variants of a machine serves the one whose condition holds', async () => {
    const machines = {
      Parameters: { Stage: { Type: 'String', Default: 'dev' } },
      Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] }, IsDev: { 'Fn::Not': [{ Condition: 'IsProd' }] } },
      Resources: {
        Development: machine(saying('dev'), { Condition: 'IsDev' }),
        Production: machine(saying('prod'), { Condition: 'IsProd' }),
      },
    };
    const { server, sfn, ended } = await stage({ machines });

    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn: `${account}:stateMachine:orders` }));

    expect((await ended(executionArn)).output).toBe('"dev"');
    expect(server.unserved).toEqual([{ name: 'orders', why: 'its Condition does not hold, and another machine has its name' }]);
  });

  it('with a key that is given twice is served by the last one, and the log says so', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'drystep-twins-'));
    const [first, second] = ['first', 'second'].map((what) => JSON.stringify(machine(saying(what))));
    writeFileSync(join(folder, 'template.json'), `{ "Resources": {\n"Orders": ${first},\n"Orders": ${second} } }`);
    const lines: string[] = [];

    const { sfn, ended } = await stage({ machines: join(folder, 'template.json'), log: (line) => void lines.push(line) });
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn: `${account}:stateMachine:orders` }));

    expect((await ended(executionArn)).output).toBe('"second"');
    expect(lines).toEqual([
      expect.stringMatching(
        /template\.json: the key "Orders" is given twice, the second time at line 3, column 1.* Hint: rename or remove one\.$/,
      ),
    ]);
    rmSync(folder, { recursive: true });
  });

  it('fails to serve a machine that CloudFormation refuses', async () => {
    const { server } = await stage({ machines: { Resources: { Orders: machine(saying(['$', '{Greeting}'].join(''))) } } });

    expect(server.unserved).toEqual([{ name: 'orders', why: expect.stringContaining('a value for the placeholder') }]);
  });
});

it('says of a source that nothing in it is served, and of nested stacks that were not read', async () => {
  const bucket = { Type: 'AWS::S3::Bucket' };
  const inner = { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://s3.amazonaws.com/b/inner.json' } };

  const nothing = await stage({ machines: { Resources: { bucket } } });
  const nested = await stage({ machines: { Resources: { bucket, inner } } });

  expect(nothing.server.unserved).toEqual([{ name: 'of the template', why: 'there is no state machine in it' }]);
  expect(nested.server.unserved).toEqual([
    { name: '"inner" (TemplateURL "https://s3.amazonaws.com/b/inner.json")', why: 'the template of this nested stack was not read' },
  ]);
});

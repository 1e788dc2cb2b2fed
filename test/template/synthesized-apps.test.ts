import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type App,
  CfnOutput,
  Fn,
  NestedStack,
  Stack,
  Stage,
  aws_stepfunctions as sfn,
  aws_sqs as sqs,
  aws_stepfunctions_tasks as tasks,
} from 'aws-cdk-lib';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { parseDefinition } from '../../src/asl';
import { type CloudAssembly, type ExtractedStateMachine, findStateMachine, readCloudAssembly } from '../../src/template';
import { inlineFunction, synthesized, temporaryFolder } from './synthesized';

const lambdaArn = 'arn:aws:lambda:us-east-1:111111111111:function:';
const oneTask = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Task', Resource: '${fnArn}', End: true } } });

function stateOf(machine: ExtractedStateMachine, name: string): unknown {
  const parsed = parseDefinition(machine.definition ?? {});
  if (!parsed.ok) throw new Error(`${machine.name} does not parse: ${JSON.stringify(parsed.problems)}`);
  return parsed.machine.states.get(name)?.fields;
}

function allForms(app: App): void {
  const stack = new Stack(app, 'Orders');
  const fn = inlineFunction(stack, 'ChargeFn');
  const queue = new sqs.Queue(stack, 'Jobs');
  const chain = new tasks.LambdaInvoke(stack, 'Charge', { lambdaFunction: fn })
    .next(new tasks.LambdaInvoke(stack, 'Charge Version', { lambdaFunction: fn.currentVersion }))
    .next(new tasks.SqsSendMessage(stack, 'Tell', { queue, messageBody: sfn.TaskInput.fromText('hi') }));
  const flow = new sfn.StateMachine(stack, 'Chain', {
    definitionBody: sfn.DefinitionBody.fromChainable(chain),
    stateMachineType: sfn.StateMachineType.EXPRESS,
  });
  const definitionSubstitutions = { fnArn: fn.functionArn };
  new sfn.StateMachine(stack, 'Text', { definitionBody: sfn.DefinitionBody.fromString(oneTask), definitionSubstitutions });
  const file = join(temporaryFolder(), 'flow.asl.json');
  writeFileSync(file, oneTask);
  new sfn.StateMachine(stack, 'File', { definitionBody: sfn.DefinitionBody.fromFile(file), definitionSubstitutions });
  const outer = new tasks.StepFunctionsStartExecution(stack, 'Start', { stateMachine: flow });
  new sfn.StateMachine(stack, 'Outer', { definitionBody: sfn.DefinitionBody.fromChainable(outer), stateMachineName: 'the-outer-one' });
}

describe('An app with a machine in every form', () => {
  let assembly: CloudAssembly;
  beforeAll(() => {
    assembly = readCloudAssembly(synthesized(allForms));
  });

  test('all machines are found with their construct paths, and none has a problem', () => {
    expect(assembly.stateMachines.map(({ constructPath, givenBy, type, problems }) => [constructPath, givenBy, type, problems])).toEqual([
      ['Orders/Chain', 'DefinitionString', 'EXPRESS', []],
      ['Orders/Text', 'DefinitionString', 'STANDARD', []],
      ['Orders/File', 'DefinitionS3Location', 'STANDARD', []],
      ['Orders/Outer', 'DefinitionString', 'STANDARD', []],
    ]);
  });

  test('a chain of L2 states names functions, versions and queues by their construct paths', () => {
    const chain = findStateMachine(assembly.stateMachines, 'Chain');

    expect(stateOf(chain, 'Charge')).toMatchObject({
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: `${lambdaArn}Orders-ChargeFn` },
    });
    expect(stateOf(chain, 'Charge Version')).toMatchObject({ Parameters: { FunctionName: `${lambdaArn}Orders-ChargeFn:1` } });
    expect(stateOf(chain, 'Tell')).toMatchObject({
      Parameters: { QueueUrl: 'https://sqs.us-east-1.amazonaws.com/111111111111/Orders-Jobs' },
    });
  });

  test.each(['Text', 'File'])('a definition from %s has its substitutions', (id) => {
    expect(stateOf(findStateMachine(assembly.stateMachines, id), 'A')).toMatchObject({ Resource: `${lambdaArn}Orders-ChargeFn` });
  });

  test('a machine refers to another by the ARN that the other has', () => {
    const [chain, outer] = [findStateMachine(assembly.stateMachines, 'Chain'), findStateMachine(assembly.stateMachines, 'the-outer-one')];

    expect(stateOf(outer, 'Start')).toMatchObject({ Parameters: { StateMachineArn: chain.arn } });
    expect(chain.roleArn).toBe('arn:aws:iam::111111111111:role/Orders-Chain-Role');
  });

  test('a machine knows the file and line that made it, and a state its construct', () => {
    expect(findStateMachine(assembly.stateMachines, 'Chain').source).toMatchObject({
      file: expect.stringContaining('synthesized-apps.test'),
      line: expect.any(Number),
    });
    expect(assembly.constructs.get('Orders/Charge')).toMatchObject({ id: 'Charge', className: expect.stringContaining('LambdaInvoke') });
  });

  test('a name in a definition leads back to the construct', () => {
    expect(assembly.resources.byValue(`${lambdaArn}Orders-ChargeFn`)).toEqual([
      expect.objectContaining({ type: 'AWS::Lambda::Function', constructPath: 'Orders/ChargeFn' }),
    ]);
  });
});

test('New code of a function gives its version a new hash, and leaves the resolved definition as it was', () => {
  const app = (code: string) => (root: App) => {
    const stack = new Stack(root, 'Orders');
    const state = new tasks.LambdaInvoke(stack, 'Charge', { lambdaFunction: inlineFunction(stack, 'Fn', code).currentVersion });
    new sfn.StateMachine(stack, 'Flow', { definitionBody: sfn.DefinitionBody.fromChainable(state) });
  };
  const [first, second] = ['exports.handler = 1;', 'exports.handler = 2;'].map((code) => readCloudAssembly(synthesized(app(code))));

  expect(JSON.stringify(first?.stacks[0]?.template)).not.toBe(JSON.stringify(second?.stacks[0]?.template));
  expect(second?.stateMachines[0]?.definition).toEqual(first?.stateMachines[0]?.definition);
});

test('A nested stack takes names from its parent, and gives its own', () => {
  const folder = synthesized((app) => {
    const stack = new Stack(app, 'Orders', { env: { account: '123456789012', region: 'eu-west-1' } });
    const nested = new NestedStack(stack, 'Inner');
    const mine = new tasks.LambdaInvoke(nested, 'Down', { lambdaFunction: inlineFunction(stack, 'ParentFn') });
    new sfn.StateMachine(nested, 'Flow', { definitionBody: sfn.DefinitionBody.fromChainable(mine) });
    const theirs = new tasks.LambdaInvoke(stack, 'Up', { lambdaFunction: inlineFunction(nested, 'ChildFn') });
    new sfn.StateMachine(stack, 'Flow', { definitionBody: sfn.DefinitionBody.fromChainable(theirs) });
  });

  const assembly = readCloudAssembly(folder);

  const arn = 'arn:aws:lambda:eu-west-1:123456789012:function:';
  expect(assembly.stacks.map(({ constructPath, nestedIn }) => [constructPath, nestedIn])).toEqual([
    ['Orders', undefined],
    ['Orders/Inner', 'Orders'],
  ]);
  expect(stateOf(findStateMachine(assembly.stateMachines, 'Orders/Flow'), 'Up')).toMatchObject({
    Parameters: { FunctionName: `${arn}Orders-Inner-ChildFn` },
  });
  expect(stateOf(findStateMachine(assembly.stateMachines, 'Inner/Flow'), 'Down')).toMatchObject({
    Parameters: { FunctionName: `${arn}Orders-ParentFn` },
  });
});

function twoStages(app: App): void {
  for (const id of ['Beta', 'Prod']) {
    const stage = new Stage(app, id);
    const shared = new Stack(stage, 'Shared');
    const orders = new Stack(stage, 'Orders');
    const state = new tasks.LambdaInvoke(orders, 'Charge', { lambdaFunction: inlineFunction(shared, 'Fn') });
    new sfn.StateMachine(orders, 'Flow', { definitionBody: sfn.DefinitionBody.fromChainable(state) });
  }
}

test('Stages have machines of the same name, and exports of one stack reach the other', () => {
  const assembly = readCloudAssembly(synthesized(twoStages));

  const functions = ['Beta/Orders/Flow', 'Prod/Orders/Flow'].map((path) =>
    stateOf(findStateMachine(assembly.stateMachines, path), 'Charge'),
  );

  expect(functions).toEqual([
    expect.objectContaining({ Parameters: expect.objectContaining({ FunctionName: `${lambdaArn}Beta-Shared-Fn` }) }),
    expect.objectContaining({ Parameters: expect.objectContaining({ FunctionName: `${lambdaArn}Prod-Shared-Fn` }) }),
  ]);
  expect(() => findStateMachine(assembly.stateMachines, 'Flow')).toThrow(/fits 2:\n {2}- Beta\/Orders\/Flow .*\n {2}- Prod\/Orders\/Flow/);
});

describe('Stages whose stacks have one name and one export', () => {
  const stages = (env: Readonly<Record<string, { account: string; region: string }>> = {}) =>
    readCloudAssembly(
      synthesized((app) => {
        for (const id of ['Beta', 'Prod']) {
          const stage = new Stage(app, id, env[id] === undefined ? {} : { env: env[id] });
          const shared = new Stack(stage, 'Shared', { stackName: 'shared' });
          const orders = new Stack(stage, 'Orders', { stackName: 'orders' });
          const state = new tasks.LambdaInvoke(orders, 'Charge', { lambdaFunction: inlineFunction(shared, 'Fn') });
          new sfn.StateMachine(orders, 'Flow', { definitionBody: sfn.DefinitionBody.fromChainable(state) });
          new CfnOutput(shared, 'Stage', { value: id, exportName: 'stage' });
        }
        const watch = new Stack(new Stage(app, 'Watch'), 'Watch');
        const told = new sfn.Pass(watch, 'Told', { parameters: { stage: Fn.importValue('stage') } });
        new sfn.StateMachine(watch, 'Watch', { definitionBody: sfn.DefinitionBody.fromChainable(told) });
      }),
    );
  const called = (assembly: CloudAssembly, path: string) => stateOf(findStateMachine(assembly.stateMachines, path), 'Charge');

  test('each have their own: the stage is meant in which the import stands', () => {
    const assembly = stages();

    expect([called(assembly, 'Beta/Orders/Flow'), called(assembly, 'Prod/Orders/Flow')]).toEqual([
      expect.objectContaining({ Parameters: expect.objectContaining({ FunctionName: `${lambdaArn}Beta-Shared-Fn` }) }),
      expect.objectContaining({ Parameters: expect.objectContaining({ FunctionName: `${lambdaArn}Prod-Shared-Fn` }) }),
    ]);
  });

  test('each have their own account, in which CloudFormation looks', () => {
    const region = 'eu-west-1';
    const assembly = stages({ Beta: { account: '111111111111', region }, Prod: { account: '222222222222', region } });

    expect(called(assembly, 'Prod/Orders/Flow')).toMatchObject({
      Parameters: { FunctionName: 'arn:aws:lambda:eu-west-1:222222222222:function:Prod-Shared-Fn' },
    });
  });

  test('leave the name of the export to a stage beside them, since it does not say which it means', () => {
    const { stateMachines } = stages();

    expect(stateOf(findStateMachine(stateMachines, 'Watch/Watch/Watch'), 'Told')).toMatchObject({ Parameters: { stage: 'stage' } });
  });
});

test('The folder of one stage can be read alone, where there is no tree', () => {
  const assembly = readCloudAssembly(join(synthesized(twoStages), 'assembly-Prod'));

  expect(assembly.stateMachines.map(({ constructPath, name }) => [constructPath, name])).toEqual([
    ['Prod/Orders/Flow', 'Prod-Orders-Flow'],
  ]);
});

test('A reference between regions arrives through the custom resources of CDK', () => {
  const folder = synthesized((app) => {
    const stackIn = (id: string, region: string): Stack =>
      new Stack(app, id, { env: { account: '123456789012', region }, crossRegionReferences: true });
    const [near, far] = [stackIn('Near', 'us-east-1'), stackIn('Far', 'eu-west-1')];
    const state = new tasks.LambdaInvoke(far, 'Charge', { lambdaFunction: inlineFunction(near, 'Fn') });
    new sfn.StateMachine(far, 'Flow', { definitionBody: sfn.DefinitionBody.fromChainable(state) });
  });

  const machine = findStateMachine(readCloudAssembly(folder).stateMachines, 'Flow');

  expect(stateOf(machine, 'Charge')).toMatchObject({
    Parameters: { FunctionName: 'arn:aws:lambda:us-east-1:123456789012:function:Near-Fn' },
  });
  expect(machine.arn).toBe('arn:aws:states:eu-west-1:123456789012:stateMachine:Far-Flow');
});

test('The state machine that CDK makes to wait for a custom resource is passed over when no name is given', () => {
  const folder = synthesized((app) => {
    const stack = new Stack(app, 'Orders');
    const [onEventHandler, isCompleteHandler] = [inlineFunction(stack, 'OnEvent'), inlineFunction(stack, 'IsComplete')];
    new Provider(stack, 'Provider', { onEventHandler, isCompleteHandler });
    new sfn.StateMachine(stack, 'Flow', { definitionBody: sfn.DefinitionBody.fromChainable(new sfn.Pass(stack, 'Nothing')) });
  });

  const { stateMachines } = readCloudAssembly(folder);

  expect(stateMachines.map(({ constructPath, problems }) => [constructPath, problems])).toEqual([
    ['Orders/Provider/waiter-state-machine', []],
    ['Orders/Flow', []],
  ]);
  expect(findStateMachine(stateMachines).constructPath).toBe('Orders/Flow');
  expect(findStateMachine(stateMachines, 'waiter-state-machine').constructPath).toBe('Orders/Provider/waiter-state-machine');
});

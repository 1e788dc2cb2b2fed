import 'drystep/jest';
import fs, { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Alias, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { DefinitionBody, IntegrationPattern, Pass, StateMachine, StateMachineType, TaskInput } from 'aws-cdk-lib/aws-stepfunctions';
import {
  DynamoAttributeValue,
  DynamoPutItem,
  LambdaInvoke,
  SnsPublish,
  SqsSendMessage,
  StepFunctionsStartExecution,
} from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { testApp, testMachine } from '../../src/testing';
import { chain } from './fixtures/asl';
import { OrdersStack } from './fixtures/orders-stack';

function passMachine(scope: Construct, id: string, said = id): StateMachine {
  return new StateMachine(scope, id, {
    definitionBody: DefinitionBody.fromChainable(new Pass(scope, `Say ${id}`, { result: { value: said } as never })),
  });
}

const ORDER = { orderId: 'o-1', total: 40 };

describe('a plain CDK stack', () => {
  const stack = new OrdersStack(testApp(), 'Shop');
  const orders = testMachine(stack);

  beforeEach(() => orders.mock('Charge Card').returnsPayload({ receiptId: 'r-1' }));

  test('is tested with mocks by construct and by L2 state', async () => {
    orders.mock(stack.shipFunction).returns({ Payload: { shipped: true } });
    orders.mock(stack.chargeState).returnsPayload({ receiptId: 'r-2' });

    const execution = await orders.execute(ORDER);

    expect(execution).toSucceedWith({ shipped: true });
    expect(execution.state('Charge Card')[0]?.output).toMatchObject({ receipt: { receiptId: 'r-2' } });
  });

  test('compensates when nobody can ship', async () => {
    orders.mock('Ship').fails('NoCarrier', 'nobody delivers there');
    orders.mock('Refund Card').returnsPayload({ refunded: true });

    const execution = await orders.execute(ORDER);

    expect(execution).toFailWith('OrderRejected');
    expect(execution).toHaveVisited('Charge Card', 'Ship', 'Refund Card');
    expect(execution).toHaveRetried('Ship', 2);
    expect(execution).toHaveCaught('Ship', 'NoCarrier');
  });

  test('escalates after a week of silence', async () => {
    const execution = orders.start({ orderId: 'o-2', total: 9000 });
    await execution.waitingFor('Ask Manager');
    await execution.advance({ days: 7 });

    expect(await execution.result()).toMatchObject({ status: 'SUCCEEDED', output: { escalated: true } });
  });

  test('has stable names in place of what CloudFormation fills in', () => {
    expect(JSON.stringify(orders.definition)).toContain('arn:aws:lambda:us-east-1:111111111111:function:Shop-ShipFn');
    expect(orders.constructPath).toBe('Shop/Orders');
  });

  test('fails on a task without a mock, naming its construct', async () => {
    orders.reset();

    await expect(orders.execute(ORDER)).rejects.toThrow(
      'State "Charge Card" at /States/Charge Card (Shop/Charge Card, test/testing/fixtures/orders-stack.ts:',
    );
  });

  test('fails on a construct that no task calls', () => {
    const other = new LambdaFunction(new Stack(testApp(), 'Elsewhere'), 'Fn', {
      runtime: Runtime.NODEJS_20_X,
      handler: 'h',
      code: Code.fromInline('x'),
    });

    expect(() => orders.mock(other)).toThrow('No task of Shop-Orders calls the construct Elsewhere/Fn.');
  });

  test('fails on an L2 state of another machine, with the nearest name', () => {
    expect(() => orders.mock(new Pass(new Stack(testApp(), 'Elsewhere'), 'Shipp'))).toThrow(
      'has no state "Shipp". Hint: did you mean "Ship"?',
    );
  });
});

describe('functions', () => {
  test('an alias, a version and an imported function are mocked by their construct', async () => {
    const stack = new Stack(testApp(), 'Aliases');
    const fn = new LambdaFunction(stack, 'Fn', { runtime: Runtime.NODEJS_20_X, handler: 'h', code: Code.fromInline('x') });
    const alias = new Alias(stack, 'Live', { aliasName: 'live', version: fn.currentVersion });
    const imported = LambdaFunction.fromFunctionArn(stack, 'Imported', 'arn:aws:lambda:us-east-1:222222222222:function:theirs');
    const byAlias = new LambdaInvoke(stack, 'By Alias', { lambdaFunction: alias, outputPath: '$.Payload' });
    const theirs = new LambdaInvoke(stack, 'Theirs', { lambdaFunction: imported, outputPath: '$.Payload' });
    new StateMachine(stack, 'Machine', { definitionBody: DefinitionBody.fromChainable(byAlias.next(theirs)) });
    const machine = testMachine(stack);
    machine.mock(alias).returnsPayload({ alias: true });
    machine.mock(imported).returnsPayload((task: { input: unknown }) => task.input);

    const execution = await machine.execute();

    expect(execution.output).toMatchObject({
      Payload: { alias: true },
      FunctionName: 'arn:aws:lambda:us-east-1:222222222222:function:theirs',
    });
  });
});

describe('services', () => {
  test('a queue, a table, a topic and another machine are mocked by their construct', async () => {
    const stack = new Stack(testApp(), 'Services');
    const queue = new Queue(stack, 'Queue');
    const table = new Table(stack, 'Table', { partitionKey: { name: 'id', type: AttributeType.STRING } });
    const topic = new Topic(stack, 'Topic');
    const child = passMachine(stack, 'Child');
    const definition = new SqsSendMessage(stack, 'Send', { queue, messageBody: TaskInput.fromText('hi'), resultPath: '$.send' })
      .next(new DynamoPutItem(stack, 'Put', { table, item: { id: DynamoAttributeValue.fromString('1') }, resultPath: '$.put' }))
      .next(new SnsPublish(stack, 'Publish', { topic, message: TaskInput.fromText('hi'), resultPath: '$.publish' }))
      .next(
        new StepFunctionsStartExecution(stack, 'Start', {
          stateMachine: child,
          integrationPattern: IntegrationPattern.RUN_JOB,
          resultPath: '$.start',
        }),
      );
    const parent = new StateMachine(stack, 'Parent', { definitionBody: DefinitionBody.fromChainable(definition) });
    const machine = testMachine(stack, parent);
    machine.mock(queue).returns({ MessageId: 'm-1' });
    machine.mock(table).returns({});
    machine.mock(topic).returns({ MessageId: 'm-2' });
    machine.mock(child).returns({ Output: { done: true } });

    const execution = await machine.execute({});

    expect(execution).toSucceedWith({
      send: { MessageId: 'm-1' },
      put: {},
      publish: { MessageId: 'm-2' },
      start: { Output: { done: true } },
    });
  });
});

describe('sources', () => {
  const said = async (machine: { execute(): Promise<{ output?: unknown }> }) => (await machine.execute()).output;

  test('an App, a Stage, a nested stack and the machine itself', async () => {
    const app = testApp();
    const prod = new Stage(app, 'Prod');
    const nested = new NestedStack(new Stack(prod, 'Outer'), 'Inner');
    const machine = passMachine(nested, 'Only');

    for (const source of [app, prod, nested, machine]) expect(await said(testMachine(source))).toBe('Only');
    expect(testMachine(app).constructPath).toBe('Prod/Outer/Inner/Only');
  });

  test('a Template of the assertions, and what it holds', async () => {
    const stack = new Stack(testApp(), 'Stack');
    passMachine(stack, 'Only');
    const template = Template.fromStack(stack);

    expect(await said(testMachine(template))).toBe('Only');
    expect(await said(testMachine(template.toJSON()))).toBe('Only');
    expect(await said(testMachine(JSON.stringify(template.toJSON())))).toBe('Only');
  });

  test('a stack that was synthesized before', async () => {
    const app = testApp();
    const stack = new Stack(app, 'Stack');
    passMachine(stack, 'Only');
    app.synth();

    expect(await said(testMachine(stack))).toBe('Only');
    expect(await said(testMachine(stack))).toBe('Only');
  });

  test('a stack without an App of ours', async () => {
    const stack = new Stack();
    passMachine(stack, 'Only');

    expect(await said(testMachine(stack))).toBe('Only');
  });

  test('the folder of a cloud assembly, with the places of its states', async () => {
    const app = testApp();
    const stack = new OrdersStack(app, 'Shop');
    const { directory } = app.synth();

    const machine = testMachine(directory);

    expect(stack.machine).toBeDefined();
    expect(machine.constructPath).toBe('Shop/Orders');
    await expect(machine.execute(ORDER)).rejects.toThrow('(Shop/Charge Card, test/testing/fixtures/orders-stack.ts:');
  });

  test('ASL as object, as text and from a file', async () => {
    const definition = chain({ Say: { Type: 'Pass', Result: 'hello' } });
    const folder = mkdtempSync(join(tmpdir(), 'drystep-test-'));
    const file = join(folder, 'machine.asl.json');
    writeFileSync(file, JSON.stringify(definition));
    try {
      for (const source of [definition, JSON.stringify(definition), file]) expect(await said(testMachine(source))).toBe('hello');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('an EXPRESS machine runs as one', async () => {
    const stack = new Stack(testApp(), 'Stack');
    const wait = new Pass(stack, 'Say');
    new StateMachine(stack, 'Fast', { stateMachineType: StateMachineType.EXPRESS, definitionBody: DefinitionBody.fromChainable(wait) });

    const execution = await testMachine(stack).execute();

    expect(execution).toSucceed();
  });
});

describe('several machines', () => {
  const stack = new Stack(testApp(), 'Two');
  const first = passMachine(stack, 'First');
  const second = passMachine(stack, 'Second');

  test.each<[string, string | Construct]>([
    ['construct id', 'Second'],
    ['construct path', 'Two/Second'],
    ['construct', second],
    ['logical id', stack.getLogicalId(second.node.defaultChild as never)],
  ])('are told apart by %s', async (_title, name) => {
    expect((await testMachine(stack, name).execute()).output).toBe('Second');
    expect((await testMachine(first).execute()).output).toBe('First');
  });

  test('fails without a name, listing the construct paths', () => {
    expect(() => testMachine(stack)).toThrow(/Two\/First[\s\S]*Two\/Second/);
  });

  test('fails on an unknown name, with the nearest', () => {
    expect(() => testMachine(stack, 'Secund')).toThrow('did you mean "Second"?');
  });
});

describe('bad sources', () => {
  test('fails when a stack has no state machine, naming those there are', () => {
    const app = testApp();
    const empty = new Stack(app, 'Empty');
    passMachine(new Stack(app, 'Full'), 'Only');

    expect(() => testMachine(empty)).toThrow('Empty holds no state machine. Hint: choose from Full/Only.');
    expect(() => testMachine(new Stack(testApp(), 'Alone'))).toThrow('Alone holds no state machine.');
  });

  test.each<[string, unknown, string]>([
    ['a folder that does not exist', '/no/such/folder', 'found no folder or file /no/such/folder'],
    ['text that is not JSON', '{ "StartAt": ', 'expected JSON'],
    ['JSON that is not a machine', { hello: 1 }, 'hello'],
    ['null', null, 'received null'],
    ['undefined', undefined, 'received undefined'],
    ['a number', 7, 'received number'],
    ['a dangling target', { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' } } }, 'B'],
  ])('fails on %s', (_title, source, message) => {
    expect(() => testMachine(source as object)).toThrow(message);
  });

  test('fails on a construct that stands in no App', () => {
    const { Construct: Plain } = jest.requireActual<typeof import('constructs')>('constructs');
    const root = new (class extends Plain {})(undefined as never, '');

    expect(() => testMachine(root)).toThrow('is not in an App');
  });
});

describe('synthesis', () => {
  afterEach(() => void delete process.env.CDK_VALIDATION);

  test.each([
    ['unset', undefined],
    ['set', 'true'],
  ])('leaves CDK_VALIDATION as it was (%s)', (_title, before) => {
    if (before === undefined) delete process.env.CDK_VALIDATION;
    else process.env.CDK_VALIDATION = before;
    const stack = new Stack(testApp(), 'Stack');
    passMachine(stack, 'Only');

    testMachine(stack);

    expect(process.env.CDK_VALIDATION).toBe(before);
  });

  test('an app is read once for all of its machines, and anew when it is synthesized anew', () => {
    const stack = new Stack(testApp(), 'Stack');
    passMachine(stack, 'First');
    passMachine(stack, 'Second');
    testMachine(stack, 'First');
    const reads = jest.spyOn(fs, 'readFileSync');

    try {
      expect(testMachine(stack, 'Second').definition.StartAt).toBe('Say Second');
      expect(reads).not.toHaveBeenCalled();

      (stack.node.root as App).synth({ force: true });
      reads.mockClear();
      testMachine(stack, 'Second');
      expect(reads).toHaveBeenCalled();
    } finally {
      reads.mockRestore();
    }
  });

  test('testApp is an App whose assembly is temporary and whose context may be added to', () => {
    const app = testApp({ context: { mine: 1 } });

    expect(app).toBeInstanceOf(App);
    expect(app.node.tryGetContext('mine')).toBe(1);
    expect(app.node.tryGetContext('aws:cdk:bundling-stacks')).toEqual([]);
    expect(existsSync(app.outdir)).toBe(true);
    expect(app.outdir.startsWith(tmpdir())).toBe(true);
  });
});

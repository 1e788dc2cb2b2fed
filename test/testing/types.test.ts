import 'drystep/jest';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Stack } from 'aws-cdk-lib/core';
import { handler, invoke, steps, Workflow, workflow } from 'drystep';
import { type TestExecution, testApp, testMachine } from 'drystep/testing';
import type { JsonValue } from '../../src/asl';
import { chain } from './fixtures/asl';

interface Order {
  readonly orderId: string;
  readonly total: number;
}

function typedWorkflow() {
  const stack = new Stack(testApp(), 'Typed');
  const fn = new LambdaFunction(stack, 'Fn', {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = () => ({})'),
  });
  const charge = handler<(event: { orderId: string }) => Promise<{ receiptId: string }>>(fn);
  const flow = workflow<Order>().next(
    invoke('Charge Card', charge, { payload: ({ input }) => ({ orderId: input.orderId }), into: 'receipt' }),
  );
  return new Workflow(stack, 'Orders', { definition: flow });
}

describe('types', () => {
  test('a Workflow brings its input and output', async () => {
    const machine = testMachine(typedWorkflow());
    machine.mock('Charge Card').returnsPayload({ receiptId: 'r-1' });

    const execution = await machine.execute({ orderId: 'o-1', total: 40 });
    const receiptId: string | undefined = execution.output?.receipt.receiptId;
    const total: number | undefined = execution.output?.total;

    expect([receiptId, total]).toEqual(['r-1', 40]);
  });

  test('a step of the builders is mocked by itself', async () => {
    const stack = new Stack(testApp(), 'Typed');
    const code = Code.fromInline('exports.handler = () => ({})');
    const fn = new LambdaFunction(stack, 'Fn', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code });
    const charge = handler<(event: { orderId: string }) => Promise<{ receiptId: string }>>(fn);
    const step = steps<Order>().invoke('Charge Card', charge, { payload: ({ input }) => ({ orderId: input.orderId }) });
    const machine = testMachine(new Workflow(stack, 'Orders', { definition: workflow<Order>().next(step) }));
    machine.mock(step).returnsPayload({ receiptId: 'r-1' });

    expect(await machine.execute({ orderId: 'o-1', total: 40 })).toSucceedWith({ receiptId: 'r-1' });
  });

  test('a Workflow that names the machine brings them as well', async () => {
    const flow = typedWorkflow();
    const machine = testMachine(Stack.of(flow), flow);
    machine.mock('Charge Card').returnsPayload({ receiptId: 'r-1' });

    const execution = await machine.execute({ orderId: 'o-1', total: 40 });
    const receiptId: string | undefined = execution.output?.receipt.receiptId;

    expect(receiptId).toBe('r-1');
  });

  test('a wrong or missing input is a type error', async () => {
    const machine = testMachine(typedWorkflow());
    machine.mock('Charge Card').returnsPayload({ receiptId: 'r-1' });

    // @ts-expect-error: total is a number
    expect(await machine.execute({ orderId: 'o-1', total: '40' })).toSucceed();
    // @ts-expect-error: the input may not be left out; at run time it is {}
    await expect(machine.execute()).resolves.toFailWith('States.QueryEvaluationError');
  });

  test('any other source takes and gives any JSON, unless it is told', async () => {
    const definition = chain({ A: { Type: 'Pass' } });
    const plain = testMachine(definition);
    const told = testMachine<Order, Order>(definition);

    const untyped: TestExecution<JsonValue> = await plain.execute();
    const typed: TestExecution<Order> = await told.execute({ orderId: 'o-1', total: 1 });
    // @ts-expect-error: the input is an order
    await told.execute({ orderId: 'o-1' });

    expect(untyped.output).toEqual({});
    expect(typed.output?.total).toBe(1);
  });

  test('interfaces are taken as input and as answers', async () => {
    const order: Order = { orderId: 'o-1', total: 1 };
    const machine = testMachine(chain({ A: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:111111111111:function:f' } }));
    machine.mock('A').returns(order);

    expect(await machine.execute(order)).toSucceedWith(order);
  });

  test('undefined is not an answer', () => {
    const machine = testMachine(chain({ A: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:111111111111:function:f' } }));

    // @ts-expect-error: answer null when the task gives nothing
    expect(() => machine.mock('A').returns(undefined)).toThrow('received undefined');
  });
});

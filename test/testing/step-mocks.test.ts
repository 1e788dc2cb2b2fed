import 'drystep/jest';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Activity } from 'aws-cdk-lib/aws-stepfunctions';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { handler, type Step, steps, typed, Workflow, workflow } from 'drystep';
import { type AnswerChain, type StepAnswers, testApp, testMachine } from 'drystep/testing';

interface Order {
  readonly orderId: string;
  readonly total: number;
}

interface Receipt {
  readonly receiptId: string;
  readonly points?: number;
}

type Charge = (event: { orderId: string; amount: number }) => Promise<Receipt>;

function orders() {
  const stack = new Stack(testApp(), 'Typed');
  const code = Code.fromInline('exports.handler = () => ({})');
  const fn = new LambdaFunction(stack, 'Fn', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code });
  const { invoke, activity } = steps<Order>();
  const charge = invoke('Charge Card', handler<Charge>(fn), {
    payload: ({ input }) => ({ orderId: input.orderId, amount: input.total }),
    into: 'receipt',
  });
  const ask = invoke('Ask Manager', handler<(event: { token: string }) => void>(fn), {
    waitForTaskToken: true,
    result: typed<{ approved: boolean }>(),
    payload: ({ taskToken }) => ({ token: taskToken }),
    timeout: Duration.days(1),
    into: 'approval',
  });
  const inspect = activity('Inspect', new Activity(stack, 'Inspection'), {
    payload: ({ input }) => ({ sku: input.orderId }),
    result: typed<{ sound: boolean }>(),
    timeout: Duration.hours(1),
    into: 'inspection',
  });
  const flow = workflow<Order>().next(charge).next(ask).next(inspect);
  return { machine: testMachine(new Workflow(stack, 'Orders', { definition: flow })), charge, ask, inspect };
}

describe('mocks of steps', () => {
  test('are typed by what the step gives, and calls by what it is sent', async () => {
    const { machine, charge, ask, inspect } = orders();
    machine.mock(charge).fails('Lambda.ServiceException').returnsPayload({ receiptId: 'r-1' });
    machine.mock(ask).returns({ approved: true });
    machine.mock(inspect).returnsPayload(async () => ({ sound: true }));

    const execution = await machine.execute({ orderId: 'o-1', total: 40 });

    expect(execution).toSucceedWith({
      orderId: 'o-1',
      total: 40,
      receipt: { receiptId: 'r-1' },
      approval: { approved: true },
      inspection: { sound: true },
    });
    const amounts: number[] = machine.calls(charge).map(({ payload }) => payload.amount);
    const skus: string[] = machine.calls(inspect).map(({ payload }) => payload.sku);
    expect(amounts).toEqual([40, 40]);
    expect(skus).toEqual(['o-1']);
  });

  test('take a handler and conditions of the same types', async () => {
    const { machine, charge, ask, inspect } = orders();
    machine
      .mock(charge)
      .onInput(({ amount }) => amount > 100)
      .fails('TooMuch')
      .otherwise()
      .run(async (event) => ({ receiptId: event.orderId, points: event.amount }));
    machine.mock(ask).returns({ approved: true });
    machine.mock(inspect).returns({ sound: true });

    expect(await machine.execute({ orderId: 'o-1', total: 40 })).toSucceedWith(
      expect.objectContaining({ receipt: { receiptId: 'o-1', points: 40 } }),
    );
    expect(await machine.execute({ orderId: 'o-1', total: 400 })).toFailWith('TooMuch');
  });

  test('refuse what the step does not give, at the field', () => {
    const { machine, charge, ask, inspect } = orders();

    // @ts-expect-error: 'receiptID' is misspelt
    machine.mock(charge).returnsPayload({ receiptID: 'r-1' });
    // @ts-expect-error: 'points' is a number
    machine.mock(charge).returnsPayload({ receiptId: 'r-1', points: 'many' });
    // @ts-expect-error: a function gives the same
    machine.mock(charge).returnsPayload(() => ({ receipt: 'r-1' }));
    // @ts-expect-error: so does a handler
    machine.run(charge, async () => ({ receipt: 'r-1' }));
    // @ts-expect-error: 'approved' is a boolean
    machine.mock(ask).returns({ approved: 'yes' });
    // @ts-expect-error: 'sound' is missing
    machine.mock(inspect).returns({});
    // @ts-expect-error: it is sent no 'total'
    machine.mock(charge).onInput({ total: 40 });
    // @ts-expect-error: it is sent an amount, and no total
    expect(() => machine.calls(charge).map(({ payload }) => payload.total)).toThrow('no execution has begun');
  });

  test('a flow and a name take any JSON', () => {
    const { machine } = orders();
    const flow = { name: 'Charge Card' } as Step<Order, Order> & { readonly name: string };

    const byName: AnswerChain = machine.mock('Charge Card').returnsPayload({ any: 'thing' });
    const byFlow: AnswerChain = machine.mock(flow).returnsPayload({ any: 'thing' });

    expect(byName).toBeDefined();
    expect(byFlow).toBeDefined();
  });

  test('have the answers of untyped mocks, none less', () => {
    type Missing = Exclude<keyof AnswerChain, keyof StepAnswers<unknown, unknown, unknown> | 'sections' | symbol>;
    const none: [Missing] extends [never] ? true : Missing = true;

    expect(none).toBe(true);
  });
});

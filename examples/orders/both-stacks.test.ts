import 'drystep/jest';
import { testApp, testMachine } from 'drystep/testing';
import { OrdersPlainStack } from './orders-plain-stack';
import { OrdersStack } from './orders-stack';

// The tests do not know how the definition was written.
describe.each([
  ['Drystep builders', OrdersStack],
  ['plain aws-cdk-lib', OrdersPlainStack],
])('the whole order, written with %s', (_title, Orders) => {
  const orders = testMachine(new Orders(testApp(), 'Orders'));
  orders.mock('Charge Card').returnsPayload({ receiptId: 'r-1' });
  orders.mock('Ship').returnsPayload({ trackingId: 't-1' });
  orders.mock('Refund Card').returnsPayload({ refunded: true });

  test('charges and ships a small one', async () => {
    const execution = await orders.execute({ orderId: 'o-1', total: 1000 });

    expect(execution).toSucceedWith({ orderId: 'o-1', total: 1000, receipt: { receiptId: 'r-1' }, shipment: { trackingId: 't-1' } });
    expect(execution).toHaveCalledWith('Charge Card', { orderId: 'o-1', amount: 1000 });
  });

  test('sends each function what it needs', async () => {
    orders.mock('Ship').fails('NoCarrier', 'nobody delivers there');
    orders.mock('Ask Manager').returnsPayload({ approvedBy: 'Ada' });

    await orders.execute({ orderId: 'o-1', total: 1001 });

    const called = (name: string) => expect.stringMatching(new RegExp(`:function:Orders-${name}(Fn)?$`));
    const shipping = { FunctionName: called('Ship'), Payload: { receipt: 'r-1' } };
    expect(orders.calls().map(({ input }) => input)).toEqual([
      { FunctionName: called('Charge'), Payload: { orderId: 'o-1', amount: 1001 } },
      { FunctionName: called('Ask'), Payload: { token: expect.any(String), total: 1001 } },
      ...[shipping, shipping, shipping],
      { FunctionName: called('Refund'), Payload: { receipt: 'r-1' } },
    ]);
  });

  test.each([
    ['fails', 'NoCarrier'],
    ['takes too long', 'States.Timeout'],
  ])('ships again while a carrier %s', async (_how, error) => {
    orders.mock('Ship').fails(error).times(2).returnsPayload({ trackingId: 't-2' });

    const [visit] = (await orders.execute({ orderId: 'o-1', total: 40 })).state('Ship');

    const [, first, second] = visit?.tries ?? [];
    expect(visit?.retries).toBe(2);
    // With jitter a delay is any time up to that of its number.
    expect(first?.delay).toBeLessThanOrEqual(1_000);
    expect(second?.delay).toBeLessThanOrEqual(2_000);
  });

  test('asks a manager about a large one', async () => {
    const execution = orders.start({ orderId: 'o-2', total: 1001 });

    await execution.waitingFor('Ask Manager');
    expect(execution.pending[0]?.input).toMatchObject({ Payload: { token: execution.pending[0]?.taskToken } });
    await execution.pending[0]?.succeed({ approvedBy: 'Ada' });

    expect(await execution.result()).toMatchObject({ output: { approval: { approvedBy: 'Ada' }, shipment: { trackingId: 't-1' } } });
  });

  test('escalates after a week of silence', async () => {
    const execution = orders.start({ orderId: 'o-2', total: 1001 });

    await execution.waitingFor('Ask Manager');
    await execution.advance({ days: 7 });

    expect(await execution.result()).toSucceedWith({ orderId: 'o-2', escalated: true });
    expect(execution).toHaveTaken({ days: 7 });
  });

  test('gives the money back when nobody can ship at the third attempt', async () => {
    orders.mock('Ship').fails('NoCarrier', 'nobody delivers there');

    const execution = await orders.execute({ orderId: 'o-1', total: 40 });

    expect(execution).toFailWith('OrderRejected', 'nobody delivers there');
    expect(execution).toHaveRetried('Ship', 2);
    expect(execution).toHaveCalledWith('Refund Card', { receipt: 'r-1' });
  });

  test.each(['Charge Card', 'Ask Manager', 'Ship', 'Refund Card'])('asks "%s" again while Lambda is in trouble', async (state) => {
    orders.mock('Ship').fails('NoCarrier');
    orders.mock(state).fails('Lambda.ServiceException', 'try later');

    const execution = await orders.execute({ orderId: 'o-1', total: state === 'Ask Manager' ? 1001 : 40 });

    expect(execution).toHaveRetried(state, 6);
  });
});

import 'drystep/jest';
import { testApp, testMachine } from 'drystep/testing';
import { OrdersStack } from './orders-stack';

const orders = testMachine(new OrdersStack(testApp(), 'Orders'));

beforeEach(() => {
  orders.mock('Charge Card').returnsPayload({ receiptId: 'r-1' });
});

test('charges and ships', async () => {
  orders.mock('Ship').returnsPayload({ trackingId: 't-1' });

  const execution = await orders.execute({ orderId: 'o-1', total: 40 });

  expect(execution).toSucceedWith({ orderId: 'o-1', total: 40, receipt: { receiptId: 'r-1' }, shipment: { trackingId: 't-1' } });
});

test('refunds the card when nobody can ship', async () => {
  orders.mock('Ship').fails('NoCarrier', 'nobody delivers there');
  orders.mock('Refund Card').returnsPayload({ refunded: true });

  const execution = await orders.execute({ orderId: 'o-1', total: 40 });

  expect(execution).toFailWith('OrderRejected');
  expect(execution).toHaveVisited('Charge Card', 'Ship', 'Refund Card');
  expect(execution).toHaveRetried('Ship', 2);
});

test('ships a large order once a manager approved it', async () => {
  orders.mock('Ship').returnsPayload({ trackingId: 't-1' });
  const execution = orders.start({ orderId: 'o-2', total: 9000 });

  await execution.waitingFor('Ask Manager');
  await execution.pending[0]?.succeed({ approvedBy: 'Ada' });

  expect(await execution.result()).toMatchObject({
    status: 'SUCCEEDED',
    output: { approval: { approvedBy: 'Ada' }, shipment: { trackingId: 't-1' } },
  });
});

test('escalates after a week of silence', async () => {
  const execution = orders.start({ orderId: 'o-2', total: 9000 });

  await execution.waitingFor('Ask Manager');
  await execution.advance({ days: 7 });

  expect(await execution.result()).toMatchObject({ status: 'SUCCEEDED', output: { escalated: true } });
});

test('asks nobody about an order of exactly 1000', async () => {
  orders.mock('Ship').returnsPayload({ trackingId: 't-1' });

  expect(await orders.execute({ orderId: 'o-3', total: 1000 })).not.toHaveVisited('Ask Manager');
});

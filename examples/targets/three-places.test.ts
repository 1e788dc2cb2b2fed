import 'drystep/jest';
import { testApp, testMachine } from 'drystep/testing';
import { OrdersStack } from '../orders/orders-stack';

// The variable DRYSTEP_TARGET says where it runs: here, through TestState, or on the deployed machine.
const orders = testMachine(new OrdersStack(testApp(), 'Orders'), undefined, { aws: { ignoreMocks: true } });

beforeEach(() => {
  orders.mock('Charge Card').returnsPayload({ receiptId: 'r-1' });
  orders.mock('Ship').returnsPayload({ trackingId: 't-1' });
});

test('charges and ships', async () => {
  const execution = await orders.execute({ orderId: 'o-1', total: 40 });

  expect(execution).toSucceedWith(expect.objectContaining({ receipt: { receiptId: expect.any(String) } }));
  expect(execution).toHaveVisited('Charge Card', 'Ship');
  expect(execution).not.toHaveVisited('Ask Manager');
});

const withTime = orders.target === 'local' ? test : test.skip;

withTime('escalates after a week of silence', async () => {
  const execution = orders.start({ orderId: 'o-2', total: 9000 });

  await execution.waitingFor('Ask Manager');
  await execution.advance({ days: 7 });

  expect(await execution.result()).toMatchObject({ status: 'SUCCEEDED', output: { escalated: true } });
});

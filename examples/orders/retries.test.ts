import 'drystep/jest';
import { testApp, testMachine } from 'drystep/testing';
import { OrdersStack } from './orders-stack';

const orders = testMachine(new OrdersStack(testApp(), 'Orders'));

// Each task, and an order that comes to it.
test.each([
  ['Charge Card', 40],
  ['Ask Manager', 9000],
  ['Ship', 40],
  ['Refund Card', 40],
])('asks "%s" again, six times, while Lambda is in trouble', async (state, total) => {
  orders.mock('Charge Card').returnsPayload({ receiptId: 'r-1' });
  orders.mock('Ship').fails('NoCarrier', 'nobody delivers there');
  orders.mock('Refund Card').returnsPayload({ refunded: true });
  orders.mock(state).fails('Lambda.ServiceException', 'try later');

  expect(await orders.execute({ orderId: 'o-1', total })).toHaveRetried(state, 6);
});

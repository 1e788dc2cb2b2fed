import 'drystep/jest';
import { testApp, testMachine } from 'drystep/testing';
import { OrdersStack } from './orders-stack';

const orders = testMachine(new OrdersStack(testApp(), 'Orders'));

test('gives the money back when nobody can ship', async () => {
  orders.mock('Charge Card').returnsPayload({ receiptId: 'r-1' });
  orders.mock('Ship').fails('NoCarrier', 'nobody delivers there');
  orders.mock('Refund Card').returnsPayload(null);

  const execution = await orders.execute({ orderId: 'o-1', total: 40 });

  expect(execution).toFailWith('OrderRejected');
  expect(execution).toHaveVisited('Charge Card', 'Ship', 'Refund Card');
});

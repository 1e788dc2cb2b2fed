import { toSvg } from 'drystep/render';
import { executionOverlay, testApp, testMachine } from 'drystep/testing';
import { OrdersStack } from './orders-stack';

/** The picture at the top of README: the execution of its test. */
export async function drawExecution(): Promise<string> {
  const orders = testMachine(new OrdersStack(testApp(), 'Orders'));
  orders.mock('Charge Card').returnsPayload({ receiptId: 'r-1' });
  orders.mock('Ship').fails('NoCarrier', 'nobody delivers there');
  orders.mock('Refund Card').returnsPayload(null);

  return toSvg(orders, executionOverlay(orders, await orders.execute({ orderId: 'o-1', total: 40 })), {
    title: 'An order that nobody can ship',
  });
}

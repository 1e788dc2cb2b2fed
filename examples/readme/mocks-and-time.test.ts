import 'drystep/jest';
import { testApp, testMachine } from 'drystep/testing';
import { OrdersStack } from './orders-stack';

const orders = testMachine(new OrdersStack(testApp(), 'Orders'));
orders.mock('Charge Card').run(async ({ orderId }: { orderId: string }) => ({ receiptId: `r-${orderId}` })); // a Lambda handler
orders.mock('Ship').returnsPayload({ trackingId: 't-1' }); // what the function returns

test('ships at the second attempt', async () => {
  orders.mock('Ship').fails('Lambda.ServiceException').times(1).returnsPayload({ trackingId: 't-2' }); // for this test only

  const execution = await orders.execute({ orderId: 'o-1', total: 40 });

  expect(execution).toHaveRetried('Ship', 1);
  expect(execution).toHaveCalledWith('Ship', { orderId: 'o-1' });
});

test('waits for a slow carrier', async () => {
  orders.mock('Ship').returnsPayload({ trackingId: 't-3' }).after({ minutes: 14 });
  const execution = orders.start({ orderId: 'o-2', total: 9000 }); // time stands still

  await execution.advance({ minutes: 13 }); // takes no time at all
  expect(execution.status).toBe('RUNNING');

  expect(await execution.result()).toSucceed(); // skips to the end
  expect(execution).toHaveTaken({ minutes: 14 });
});

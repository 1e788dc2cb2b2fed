import 'drystep/jest';
import { testApp, testMachine } from 'drystep/testing';
import { OrdersStack } from '../orders/orders-stack';

const orders = testMachine(new OrdersStack(testApp(), 'Orders'));
orders.mock('Charge Card').run(async ({ orderId }: { orderId: string }) => ({ receiptId: `r-${orderId}` })); // a Lambda handler
orders.mock('Ship').returnsPayload({ trackingId: 't-1' }); // what the function returns

test('ships at the second attempt', async () => {
  orders.mock('Ship').fails('Lambda.ServiceException').times(1).returnsPayload({ trackingId: 't-2' }); // for this test only

  const execution = await orders.execute({ orderId: 'o-1', total: 40 });

  expect(execution).toHaveRetried('Ship', 1);
});

test('escalates after a week of silence', async () => {
  const execution = orders.start({ orderId: 'o-2', total: 9000 }); // time stands still

  await execution.waitingFor('Ask Manager'); // a callback that nobody mocked waits for its token
  await execution.advance({ days: 7 }); // takes no time at all

  expect(await execution.result()).toSucceedWith({ orderId: 'o-2', escalated: true });
});

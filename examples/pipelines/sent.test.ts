import 'drystep/jest';
import { join } from 'node:path';
import { testMachine } from 'drystep/testing';

const orders = testMachine(join(__dirname, 'machines/orders.asl.json'));

// What the tasks are sent, and what the states behind them get.
test('sends the order to the function and to the queue', async () => {
  orders.mock('Charge').returnsPayload({ charged: true });
  orders.mock('Ship').returns({ MessageId: 'm-1' });

  const execution = await orders.execute({ orderId: 'o-1' });

  expect(execution).toSucceedWith({ MessageId: 'm-1' });
  expect(execution).toHaveCalledWith('Charge', { orderId: 'o-1' });
  expect(execution).toHaveCalledWith('Ship', {
    QueueUrl: 'https://sqs.us-east-1.amazonaws.com/111111111111/parcels',
    MessageBody: { orderId: 'o-1' },
  });
  expect(orders.calls('Charge')[0]?.input).toMatchObject({ FunctionName: 'charge' });
});

test('says why an order was rejected', async () => {
  orders.mock('Charge').fails('CardDeclined');

  const execution = await orders.execute({ orderId: 'o-2' });

  expect(execution).toFailWith('Rejected', 'the card was declined');
  expect(execution).toHaveStateInput('Rejected', { orderId: 'o-2', failure: expect.objectContaining({ Error: 'CardDeclined' }) });
});

test('tries three times more while the function is throttled', async () => {
  orders.mock('Charge').fails('Lambda.TooManyRequestsException');

  const execution = await orders.execute({ orderId: 'o-3' });

  expect(execution).toHaveRetried('Charge', 3, { delays: [{ seconds: 2 }, { seconds: 4 }, { seconds: 8 }] });
});

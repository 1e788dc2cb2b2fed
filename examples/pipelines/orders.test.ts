import 'drystep/jest';
import { join } from 'node:path';
import { testMachine } from 'drystep/testing';

const orders = testMachine(join(__dirname, 'machines/orders.asl.json'));

test('ships what is paid', async () => {
  orders.mock('Charge').returnsPayload({ charged: true });
  orders.mock('Ship').returns({ MessageId: 'm-1' });

  expect(await orders.execute({ orderId: 'o-1' })).toSucceed();
});

test('rejects a declined card', async () => {
  orders.mock('Charge').fails('CardDeclined');

  expect(await orders.execute({ orderId: 'o-2' })).toFailWith('Rejected');
});

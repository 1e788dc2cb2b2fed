import 'drystep/vitest';
import { testMachine } from 'drystep/testing';
import { expect, test } from 'vitest';

const orders = testMachine('template.yaml', 'Orders');
orders.mock('ShipFunction').returnsPayload({ parcel: 'p-1' });
orders.mock('OrdersTable').returns({});

test('tries again after a minute', async () => {
  orders.mock('ShipFunction').fails('NoCarrier').times(1).returnsPayload({ parcel: 'p-2' });

  const execution = await orders.execute({ orderId: 'o-1' });

  expect(execution).toSucceedWith({ orderId: 'o-1', parcel: { parcel: 'p-2' } });
  expect(execution).toHaveRetried('Ship', 1);
  expect(execution).toHaveTaken({ minutes: 1 });
});

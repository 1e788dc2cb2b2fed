import 'drystep/vitest';
import { testMachine } from 'drystep/testing';
import { describe, expect, test } from 'vitest';

// What cdk synth wrote for python/app.py and for java/src/main/java/shop/OrdersApp.java.
describe.each(['python/cdk.out', 'java/cdk.out'])('the orders of %s', (assembly) => {
  const orders = testMachine(assembly, 'OrdersStack/Orders');
  orders.mock('OrdersStack/Charge').returnsPayload({ receipt: 'r-1' });
  orders.mock('OrdersStack/Table').returns({});

  test('are charged and kept', async () => {
    const execution = await orders.execute({ orderId: 'o-1' });

    expect(execution).toSucceedWith({ orderId: 'o-1', charged: { receipt: 'r-1' } });
    expect(execution).toHaveCalledWith('Keep', expect.objectContaining({ Item: { id: { S: 'o-1' } } }));
  });

  test('are tried again after a minute, and refused with the card', async () => {
    orders.mock('OrdersStack/Charge').fails('Busy').times(1).fails('CardDeclined');

    const execution = await orders.execute({ orderId: 'o-1' });

    expect(execution).toFailWith('OrderRefused');
    expect(execution).toHaveRetried('Charge Card', 1, { delays: [{ minutes: 1 }] });
    expect(execution).not.toHaveVisited('Keep');
  });
});

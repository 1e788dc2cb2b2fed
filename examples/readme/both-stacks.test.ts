import 'drystep/jest';
import { testApp, testMachine } from 'drystep/testing';
import { charge, refund, ship } from './handlers';
import { OrdersPlainStack } from './orders-plain-stack';
import { OrdersStack } from './orders-stack';

// The tests do not know how the definition was written.
describe.each([
  ['Drystep builders', OrdersStack],
  ['plain aws-cdk-lib', OrdersPlainStack],
])('an order, written with %s', (_title, Orders) => {
  const orders = testMachine(new Orders(testApp(), 'Orders'));

  // Mocks set outside of a test are the baseline of every test: here the handlers that are deployed.
  orders.mock('Charge Card').run(charge);
  orders.mock('Ship').run(ship);
  orders.mock('Refund Card').run(refund);

  test('charges and ships', async () => {
    const execution = await orders.execute({ orderId: 'o-1', total: 40 });

    expect(execution).toSucceedWith({ trackingId: 'parcel-o-1' });
  });

  test('refunds the receipt of the charge when nobody can ship', async () => {
    const refunded = jest.fn();
    orders.mock('Ship').fails('NoCarrier', 'nobody delivers there');
    orders.mock('Refund Card').run(refunded);

    const execution = await orders.execute({ orderId: 'o-1', total: 40 });

    expect(execution).toFailWith('OrderRejected');
    expect(refunded.mock.calls[0]?.[0]).toEqual({ receiptId: 'o-1-40' });
  });

  test('calls the three functions of the shop', async () => {
    orders.mock('Ship').fails('NoCarrier', 'nobody delivers there');

    await orders.execute({ orderId: 'o-1', total: 40 });

    const functions = orders.calls().map(({ input }) => (input as { FunctionName: string }).FunctionName.replace(/^.*:/, ''));
    expect([...new Set(functions)]).toEqual(['charge', 'ship', 'refund']);
  });

  test.each(['Charge Card', 'Ship', 'Refund Card'])('asks "%s" again, six times, while Lambda is in trouble', async (state) => {
    orders.mock('Ship').fails('NoCarrier', 'nobody delivers there');
    orders.mock(state).fails('Lambda.ServiceException', 'try later');

    expect(await orders.execute({ orderId: 'o-1', total: 40 })).toHaveRetried(state, 6);
  });
});

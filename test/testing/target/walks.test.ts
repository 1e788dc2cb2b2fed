import 'drystep/jest';
import { OrdersStack } from '../../../examples/orders/orders-stack';
import { type TestStateRequest, testState } from '../../../src/interpreter';
import { testApp, testMachine } from '../../../src/testing';

/** AWS's TestState, answered by our own without a network between. */
const client = { send: async ({ input }: { readonly input: TestStateRequest }) => testState(input) } as never;

describe('the orders of the examples', () => {
  const stack = new OrdersStack(testApp(), 'Orders');

  test.each(['local', 'teststate'] as const)('are refunded when nobody can ship: %s', async (target) => {
    const orders = testMachine(stack, undefined, { target, aws: { client } });
    orders.mock('Charge Card').returnsPayload({ receiptId: 'r-1' });
    orders.mock('Ship').fails('NoCarrier', 'nobody delivers there');
    orders.mock('Refund Card').returnsPayload({ refunded: true });

    const execution = await orders.execute({ orderId: 'o-1', total: 40 });

    expect(execution).toFailWith('OrderRejected', 'nobody delivers there');
    expect(execution).toHaveVisitedExactly('Charge Card', 'Large?', 'Small', 'Ship', 'Refund Card', 'Reject');
    expect(execution).toHaveRetried('Ship', 2);
    expect(execution).toHaveCaught('Ship', 'NoCarrier');
    expect(orders.calls('Charge Card')).toMatchObject([{ payload: { orderId: 'o-1', amount: 40 } }]);
  });

  test.each(['local', 'teststate'] as const)('are shipped once a manager approved: %s', async (target) => {
    const orders = testMachine(stack, undefined, { target, aws: { client } });
    orders.mock('Charge Card').returnsPayload({ receiptId: 'r-1' });
    orders.mock('Ask Manager').returns({ approvedBy: 'Ada' });
    orders.mock('Ship').returnsPayload({ trackingId: 't-1' });

    const execution = await orders.execute({ orderId: 'o-2', total: 9000 });

    expect(execution).toSucceedWith(expect.objectContaining({ approval: { approvedBy: 'Ada' }, shipment: { trackingId: 't-1' } }));
  });
});

import 'drystep/jest';
import { OrdersStack } from '../../../examples/orders/orders-stack';
import { type TestStateRequest, testState } from '../../../src/interpreter';
import { isUsageError, recordFrom, type TestExecution, testApp, testMachine } from '../../../src/testing';
import { recordings, serviceHistory } from '../../interpreter/replay/recorded-history';

/** Recorded executions whose walk comes to something else, and why. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'scenarios/base_scenarios.map_state_nested_config_distributed': 'visits here hold no children of children',
};

/** Why walks are refused: each a limit of TestState. */
const LIMITS = [
  /reads the context object/,
  /has (ItemReader|Tolerated\w+)/,
  /without the name of an error/,
  /leaves it waiting/,
  /more than the five minutes/,
];

/** AWS's TestState, answered by our own without a network between. */
const client = { send: async ({ input }: { readonly input: TestStateRequest }) => testState(input) } as never;

const found = recordings();

(found === undefined ? describe.skip : describe)('walks through TestState', () => {
  test('come to what the engine here comes to, state by state', async () => {
    const differing: string[] = [];
    const refused: string[] = [];
    let equal = 0;

    for (const recording of found ?? []) {
      const { definition, input, id } = recording;
      const recorded = () => recordFrom({ history: serviceHistory(recording), definition, input });
      const usable = await recorded().catch(() => undefined);
      if (usable === undefined || usable.differs !== undefined || Object.hasOwn(EXCEPTIONS, id)) continue;
      const here = await testMachine(definition)
        .execute(input, { mocks: usable.mocks })
        .catch(() => undefined);
      if (here === undefined) continue;
      const { mocks } = await recorded();
      try {
        const walked = await testMachine(definition, 'Walked', { target: 'teststate', aws: { client } }).execute(input, { mocks });
        if (summary(walked) === summary(here)) equal++;
        else differing.push(`${id}: ${summary(walked)}, here ${summary(here)}`);
      } catch (error) {
        if (!isUsageError(error) || !LIMITS.some((limit) => limit.test(error.message))) throw error;
        refused.push(id);
      }
    }

    expect(differing).toEqual([]);
    expect(equal).toBeGreaterThan(380);
    expect(refused.length).toBeLessThan(40);
  }, 120_000);
});

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

/** What both places must agree on; errors of the definition have texts of their own in TestState. */
function summary({ status, output, error, visits }: TestExecution): string {
  const states = visits.map(({ state, attempts, status: how }) => `${state} ${attempts} ${how}`).sort();
  return JSON.stringify([status, output, error, states]);
}

import 'drystep/jest';
import {
  alwaysCompensates,
  diffDefinitions,
  enumeratePaths,
  estimate,
  explore,
  mutate,
  neverFails,
  outputMatches,
  terminates,
  testApp,
  testMachine,
} from 'drystep/testing';
import fc from 'fast-check';
import { OrdersStack } from '../orders/orders-stack';

const orders = testMachine(new OrdersStack(testApp(), 'Orders'));
orders.mock('Charge Card').returnsPayload({ receiptId: 'r-1' });
orders.mock('Ship').returnsPayload({ trackingId: 't-1' });
orders.mock('Refund Card').returnsPayload({ refunded: true });

test('knows the paths that a suite has to take', () => {
  const [paths] = enumeratePaths(orders.definition).groups;

  expect(paths?.paths.map(({ title }) => title)).toEqual([
    'Charge Card, Large? by rule 0, Ask Manager, Ship fails with AnyError, Refund Card, Reject: FAILED',
    'Charge Card, Large? by Default, Small, Ship: SUCCEEDED',
    'Charge Card, Large? by rule 0, Ask Manager fails with States.Timeout, Escalate: SUCCEEDED',
  ]);
});

test('keeps its laws, whatever fails and in whatever order', async () => {
  const inputs = fc.record({ orderId: fc.string(), total: fc.nat({ max: 1000 }) });

  await explore(orders, inputs, {
    properties: [
      neverFails('States.Runtime'),
      terminates(),
      alwaysCompensates('Charge Card', 'Refund Card'),
      outputMatches({ type: 'object', required: ['orderId', 'receipt'] }),
    ],
  });
});

test('answers every order that its schema allows', async () => {
  const order = {
    type: 'object',
    required: ['orderId', 'total'],
    properties: { orderId: { type: 'string', minLength: 1 }, total: { type: 'integer', minimum: 0, maximum: 5_000 } },
  };

  await explore(orders, order, { properties: [neverFails('States.Runtime'), terminates()] });
});

test('notices a broken refund', async () => {
  const { survived } = await mutate(orders, async (machine) => {
    machine.mock('Charge Card').returnsPayload({ receiptId: 'r-1' });
    machine.mock('Ship').fails('NoCarrier');
    machine.mock('Refund Card').returnsPayload({ refunded: true });

    const execution = await machine.execute({ orderId: 'o-1', total: 40 });
    expect(execution).toHaveVisitedExactly('Charge Card', 'Large?', 'Small', 'Ship', 'Refund Card', 'Reject');
  });

  // One test of one path leaves much unseen: each survivor is a test to write.
  expect(survived.map(({ text }) => text)).toContain('"Large?": Choices/0 1000 → 1001');
  expect(survived.map(({ text }) => text)).not.toContain('"Ship": Catch/0 (States.ALL) dropped');
});

test('tells what a change does', () => {
  const before = JSON.parse(JSON.stringify(orders.definition));
  before.States['Ask Manager'].TimeoutSeconds = 86_400;

  expect(String(diffDefinitions(before, orders))).toBe('~ "Ask Manager": TimeoutSeconds 86400 → 604800');
});

test('costs next to nothing', async () => {
  const { transitions, cost, eventShare } = estimate(await orders.execute({ orderId: 'o-1', total: 40 }));

  expect(transitions).toBe(4);
  expect(cost).toBeCloseTo(0.0001, 6);
  expect(eventShare).toBeLessThan(0.01);
});

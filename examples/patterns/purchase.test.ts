import 'drystep/jest';
import { testApp, testMachine } from 'drystep/testing';
import { PurchaseStack } from './purchase-stack';

const purchases = testMachine(new PurchaseStack(testApp(), 'Purchases'), 'Purchase');
const purchase = { purchaseId: 'p-1', amount: 900 };

beforeEach(() => {
  purchases.mock('Order Once').returns({ ExecutionArn: 'arn', StartDate: '2026-03-01T09:00:00Z' });
});

async function answered(answer: object) {
  const execution = purchases.start(purchase);
  await execution.waitingFor('Ask Owner');
  await execution.pending[0]?.succeed(answer as never);
  return execution.result();
}

test('orders once somebody said yes', async () => {
  const execution = await answered({ approved: true, by: 'Ada' });

  expect(execution).toSucceedWith({ ...purchase, approval: { approved: true, by: 'Ada' } });
});

test('orders nothing once somebody said no', async () => {
  expect(await answered({ approved: false })).not.toHaveVisited('Order Once');
});

test('goes on when nobody answers in time', async () => {
  const execution = await purchases.execute(purchase);

  expect(execution).toHaveVisited('Nobody Answered', 'Order Once');
});

test('takes an order that was placed before as placed', async () => {
  purchases.mock('Order Once').fails('StepFunctions.ExecutionAlreadyExistsException');

  const execution = await answered({ approved: true });

  expect(execution).toHaveCaught('Order Once', 'StepFunctions.ExecutionAlreadyExistsException');
  expect(execution).toSucceedWith({ ...purchase, approval: { approved: true } });
});

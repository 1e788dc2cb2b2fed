import 'drystep/jest';
import { testApp } from 'drystep/testing';
import { OrdersStack } from '../orders/orders-stack';
import { type Executions, executions, orders } from './executions';

let all: Executions;
beforeAll(async () => {
  all = await executions();
});

test('the outcome', () => {
  const { shipped, rejected } = all;

  expect(shipped).toSucceed();
  expect(shipped).toSucceedWith({ orderId: 'o-1', total: 40, receipt: { receiptId: 'r-1' }, shipment: { trackingId: 't-1' } });
  expect(shipped).toSucceedWith(expect.objectContaining({ shipment: { trackingId: expect.any(String) } }));

  expect(rejected).toFailWith('OrderRejected');
  expect(rejected).toFailWith('OrderRejected', /nobody delivers/); // the cause, as text or as a pattern
});

test('the way through the states', () => {
  const { shipped, rejected } = all;

  expect(rejected).toHaveVisited('Charge Card', 'Ship', 'Refund Card'); // others may come between
  expect(shipped).not.toHaveVisited('Refund Card');
  expect(shipped).toHaveVisitedExactly('Charge Card', 'Large?', 'Small', 'Ship');
  expect(rejected).toHaveTransitioned('Ship', 'Refund Card', 'Reject'); // with none between
});

test('tasks, retries and catchers', () => {
  const { shipped, rejected } = all;

  expect(shipped).toHaveCalledWith('Charge Card', { orderId: 'o-1', amount: 40 });
  expect(rejected).toHaveCalled('Ship', 3); // attempts
  expect(rejected).toHaveRetried('Ship', 2); // retries: one less
  expect(rejected).toHaveCaught('Ship', 'NoCarrier', { next: 'Refund Card' });
});

test('time', async () => {
  const execution = orders.start({ orderId: 'o-3', total: 9000 });
  await execution.waitingFor('Ask Manager');
  await execution.advance({ days: 7 }); // nobody answers
  await execution.result();

  expect(execution).toHaveWaited('Ask Manager', { days: 7 });
  expect(execution).toHaveTaken({ days: 7 });
});

test('data and variables', () => {
  const { shipped, counted } = all;

  expect(shipped).toHaveStateInput('Ship', { orderId: 'o-1', total: 40, receipt: { receiptId: 'r-1' } });
  expect(shipped).toHaveStateOutput('Charge Card', { orderId: 'o-1', total: 40, receipt: { receiptId: 'r-1' } });
  expect(counted).toHaveVariables({ left: 6 }); // others may be there
});

test('all variables', () => {
  expect(all.counted).toHaveVariables({ left: 6, seller: 'Ada' });
});

test('limits', () => {
  const { rejected } = all;

  expect(rejected).toStayWithin(); // the limits of Step Functions
  expect(rejected).toStayWithin({ transitions: 12, duration: { minutes: 1 } });
});

test('what AWS would refuse', () => {
  expect(orders).toBeValid();
  expect(new OrdersStack(testApp(), 'Others')).toBeValid({ failOn: 'WARNING' }); // all its machines
});

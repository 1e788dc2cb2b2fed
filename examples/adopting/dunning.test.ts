import 'drystep/jest';
import { testApp, testMachine } from 'drystep/testing';
import { DunningStack } from './dunning-stack';

const stack = new DunningStack(testApp(), 'Billing');
const dunning = testMachine(stack);

const INVOICE = { invoiceId: 'i-1', due: '2026-01-07T00:00:00Z' };
const JANUARY = { startTime: '2026-01-01T00:00:00Z' };

// The baseline: an open invoice, and a topic that takes every message.
dunning.mock('Load Invoice').returns({ Item: { status: { S: 'OPEN' } } });
dunning.mock(stack.topic).returns({ MessageId: 'm-1' });

test('leaves a paid invoice alone', async () => {
  dunning.mock('Load Invoice').returns({ Item: { status: { S: 'PAID' } } });

  const execution = await dunning.execute(INVOICE, JANUARY);

  expect(execution).toSucceed();
  expect(execution).toHaveVisitedExactly('Load Invoice', 'Paid?', 'Done');
});

test('reminds every three days, then hands the invoice over', async () => {
  const collect = jest.fn(() => ({}));
  dunning.mock('Hand Over').returns(collect);

  const execution = await dunning.execute(INVOICE, JANUARY);

  expect(execution).toFailWith('Unpaid');
  expect(execution.state('Remind')).toHaveLength(3);
  expect(collect).toHaveBeenCalledTimes(1);
});

test('stops reminding once the invoice is paid', async () => {
  dunning
    .mock('Load Invoice')
    .returns({ Item: { status: { S: 'OPEN' } } })
    .times(2)
    .returns({ Item: { status: { S: 'PAID' } } });

  const execution = await dunning.execute(INVOICE, JANUARY);

  expect(execution).toSucceed();
  expect(execution.state('Remind')).toHaveLength(2);
});

test('deploys the definition that was reviewed', () => {
  expect(dunning.definition).toMatchSnapshot();
});

test('hands over again, six times, while Lambda is in trouble', async () => {
  dunning.mock('Hand Over').fails('Lambda.ServiceException', 'try later');

  expect(await dunning.execute(INVOICE, JANUARY)).toHaveRetried('Hand Over', 6);
});

test('sends what the services need', async () => {
  dunning.mock('Hand Over').returns({});

  const execution = await dunning.execute(INVOICE, JANUARY);

  expect(execution).toFailWith('Unpaid', 'handed over to collection');
  expect(execution).toHaveStateInput('Unpaid', expect.objectContaining(INVOICE));
  expect(execution).toHaveCalledWith('Load Invoice', {
    TableName: expect.stringContaining('Invoices'),
    Key: { id: { S: 'i-1' } },
    ConsistentRead: false,
  });
  expect(dunning.calls('Remind')[0]?.input).toMatchObject({ Message: 'Please pay invoice i-1' });
});

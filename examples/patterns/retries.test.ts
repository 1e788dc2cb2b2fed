import 'drystep/jest';
import { testApp, testMachine } from 'drystep/testing';
import { ExportStack } from './export-stack';
import { ImportStack } from './import-stack';
import { NewsletterStack } from './newsletter-stack';
import { PurchaseStack } from './purchase-stack';

const exporting = testMachine(new ExportStack(testApp(), 'Exports'));
const imports = testMachine(new ImportStack(testApp(), 'Imports'));
const newsletter = testMachine(new NewsletterStack(testApp(), 'News'));
const purchases = testMachine(new PurchaseStack(testApp(), 'Purchases'), 'Purchase');

test.each(['Start Export', 'Describe'])('an export asks "%s" again, six times, while Lambda is in trouble', async (state) => {
  exporting.mock('Start Export').returnsPayload({ exportId: 'e-1' });
  exporting.mock(state).fails('Lambda.ServiceException', 'try later');

  expect(await exporting.execute({ table: 'orders' })).toHaveRetried(state, 6);
});

test.each([
  ['Read Page', 'NoSuchFile'],
  ['Unlock', 'NoSuchFile'],
  ['Unlock After Failure', 'DiskFull'],
])('an import asks "%s" again, six times, while Lambda is in trouble', async (state, failure) => {
  imports.mock('Read Page').fails(failure);
  imports.mock('Unlock').returnsPayload(null);
  imports.mock('Unlock After Failure').returnsPayload(null);
  imports.mock(state).fails('Lambda.ServiceException', 'try later');

  expect(await imports.execute({ file: 'stock.csv', page: 1 })).toHaveRetried(state, 6);
});

describe('a newsletter', () => {
  const issue = { title: 'Rain', readers: ['ada', 'bob'] };

  test.each([
    ['Lambda.ServiceException', 6],
    ['Busy', 2],
  ])('is sent again after %s, %i times', async (error, retries) => {
    newsletter.mock('Send').fails(error);

    expect(await newsletter.execute(issue)).toHaveRetried('Send', retries);
  });

  test('is sent once where there is no such address, and two of them are not too many', async () => {
    newsletter.mock('Send').fails('NoSuchAddress');

    const execution = await newsletter.execute(issue);

    expect(execution).toSucceedWith(expect.objectContaining({ sent: 0 }));
    expect(execution).toHaveCalled('Send', 2);
  });
});

describe('a purchase', () => {
  const purchase = { purchaseId: 'p-1', amount: 900 };

  test('asks its owner again, six times, while Lambda is in trouble', async () => {
    purchases.mock('Ask Owner').fails('Lambda.ServiceException', 'try later');

    expect(await purchases.execute(purchase)).toHaveRetried('Ask Owner', 6);
  });

  test('is refused by its owner, and not by silence', async () => {
    purchases.mock('Order Once').returns({ ExecutionArn: 'arn', StartDate: '2026-03-01T09:00:00Z' });
    const refused = purchases.start(purchase);
    await refused.waitingFor('Ask Owner');
    await refused.pending[0]?.succeed({ approved: false });

    expect(await refused.result()).toHaveTransitioned('Ask Owner Approved?', 'Refused');
    expect(await purchases.execute(purchase)).toHaveCaught('Ask Owner', 'States.Timeout', { next: 'Nobody Answered' });
  });
});

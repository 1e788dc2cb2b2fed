import 'drystep/jest';
import { createHash } from 'node:crypto';
import { testApp, testMachine } from 'drystep/testing';
import { ExportStack } from './export-stack';
import { ImportStack } from './import-stack';
import { NewsletterStack } from './newsletter-stack';
import { PurchaseStack } from './purchase-stack';

const lambda = (name: string) => expect.stringMatching(new RegExp(`:function:${name}$`));

test('An export is started for its table, and asked for by its id', async () => {
  const exporting = testMachine(new ExportStack(testApp(), 'Exports'));
  exporting.mock('Start Export').returnsPayload({ exportId: 'e-1' });
  exporting.mock('Describe').returnsPayload({ status: 'DONE' });

  await exporting.execute({ table: 'orders' });

  expect(exporting.calls().map(({ input }) => input)).toEqual([
    { FunctionName: lambda('StartExport'), Payload: { table: 'orders' } },
    { FunctionName: lambda('DescribeExport'), Payload: { exportId: 'e-1' } },
  ]);
});

describe('An import', () => {
  const imports = testMachine(new ImportStack(testApp(), 'Imports'));
  const unlocking = { FunctionName: lambda('Unlock'), Payload: { file: 'stock.csv' } };

  test('reads the pages of its file, and unlocks it', async () => {
    imports.mock('Read Page').run(({ page }: { page: number }) => ({ next: page === 2 ? 0 : page + 1 }));
    imports.mock('Unlock').returnsPayload(null);

    const execution = await imports.execute({ file: 'stock.csv', page: 1 });

    expect(imports.calls().map(({ input }) => input)).toEqual([
      { FunctionName: lambda('ReadPage'), Payload: { file: 'stock.csv', page: 1 } },
      { FunctionName: lambda('ReadPage'), Payload: { file: 'stock.csv', page: 2 } },
      unlocking,
    ]);
    expect(execution).toHaveStateInput('Done', { file: 'stock.csv', page: 0 });
  });

  test('unlocks its file after a failure, and says what went wrong', async () => {
    imports.mock('Read Page').fails('DiskFull', 'no space left');
    imports.mock('Unlock After Failure').returnsPayload(null);

    const execution = await imports.execute({ file: 'stock.csv', page: 1 });

    expect(imports.calls('Unlock After Failure').map(({ input }) => input)).toEqual([unlocking]);
    expect(execution).toFailWith('ImportFailed');
  });
});

test('A newsletter is sent by one function, to ten readers at a time', async () => {
  const newsletter = testMachine(new NewsletterStack(testApp(), 'News'));
  const readers = Array.from({ length: 20 }, (_, index) => `reader-${index}`);
  newsletter.mock('Send').returnsPayload({ messageId: 'm-1' }).after({ minutes: 1 });

  const execution = await newsletter.execute({ title: 'Rain', readers });

  expect(newsletter.calls('Send')[0]?.input).toEqual({ FunctionName: lambda('Send'), Payload: { to: 'reader-0', title: 'Rain' } });
  expect(execution).toHaveTaken({ minutes: 2 });
});

describe('A purchase', () => {
  const purchases = testMachine(new PurchaseStack(testApp(), 'Purchases'), 'Purchase');
  const purchase = { purchaseId: 'p-1', amount: 900 };

  test('asks its owner for three days, and orders under a name of its own', async () => {
    purchases.mock('Order Once').returns({ ExecutionArn: 'arn', StartDate: '2026-03-01T09:00:00Z' });
    const execution = purchases.start(purchase);
    await execution.waitingFor('Ask Owner');
    const [{ taskToken: token } = { taskToken: '' }] = execution.pending;

    expect(await execution.result()).toHaveTaken({ days: 3 });
    expect(purchases.calls().map(({ input }) => input)).toEqual([
      { FunctionName: lambda('AskOwner'), Payload: { token, amount: 900 } },
      {
        StateMachineArn: expect.stringContaining('Ordering'),
        Name: createHash('sha256').update('p-1').digest('hex'),
        Input: { purchaseId: 'p-1' },
      },
    ]);
    expect(execution).toHaveStateInput('Nobody Answered', { ...purchase, error: { Error: 'States.Timeout', Cause: '' } });
  });
});

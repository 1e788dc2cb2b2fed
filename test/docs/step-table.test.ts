import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testApp, testMachine } from 'drystep/testing';
import { DunningStack } from '../../examples/adopting/dunning-stack';

test('docs/adopting.md shows the table of steps as it is printed', async () => {
  const page = readFileSync(join(__dirname, '../../docs/adopting.md'), 'utf8');
  const dunning = testMachine(new DunningStack(testApp(), 'Billing'));
  dunning.mock('Load Invoice').returns({ Item: { status: { S: 'PAID' } } });

  const execution = await dunning.execute({ invoiceId: 'i-1', due: '2026-01-07T00:00:00Z' }, { startTime: '2026-01-01T00:00:00Z' });

  expect(page).toContain(`\n${String(execution)}\n`);
});

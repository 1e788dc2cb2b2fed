import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DunningStack } from '../../../examples/adopting/dunning-stack';
import { testApp, testMachine } from '../../../src/testing';
import { mergeParts } from '../../../src/testing/coverage/parts';
import { coverageTable } from '../../../src/testing/coverage/text-table';
import { coveragePart } from './covered';

describe('the coverage that docs/adopting.md shows', () => {
  const dunning = testMachine(new DunningStack(testApp(), 'Billing'));
  const printed = async (...statuses: string[]) => {
    const runs = statuses.map((status) => ({
      input: { invoiceId: 'i-1', due: '2026-01-07T00:00:00Z' },
      startTime: '2026-01-01T00:00:00Z',
      tasks: { 'Load Invoice': () => ({ Item: { status: { S: status } } }), Remind: () => ({}), 'Hand Over': () => ({}) },
    }));
    return coverageTable(mergeParts([{ ...(await coveragePart(dunning.definition, runs)), name: 'Billing-Dunning' }]));
  };

  test('is printed after the test of step 4', async () => {
    const page = readFileSync(join(__dirname, '../../../docs/adopting.md'), 'utf8');

    expect(page).toContain(`\n\`\`\`text\n${await printed('PAID')}\n\`\`\`\n`);
  });

  test('is full after the tests of step 5, without a column for the retrier of the CDK', async () => {
    expect((await printed('PAID', 'OPEN')).split('\n')).toEqual([
      'Machine         |  states | transitions |   rules',
      '----------------|---------|-------------|--------',
      'Billing-Dunning | 100.0 % |     100.0 % | 100.0 %',
    ]);
  });
});

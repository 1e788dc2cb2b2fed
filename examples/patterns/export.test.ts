import 'drystep/jest';
import { testApp, testMachine } from 'drystep/testing';
import { ExportStack } from './export-stack';

const exporting = testMachine(new ExportStack(testApp(), 'Exports'));

beforeEach(() => {
  exporting.mock('Start Export').returnsPayload({ exportId: 'e-1' });
});

test('asks every minute until the export is done', async () => {
  exporting.mock('Describe').returnsPayload({ status: 'RUNNING' }).times(3).returnsPayload({ status: 'DONE', key: 'all.json' });

  const execution = await exporting.execute({ table: 'orders' });

  expect(execution).toSucceedWith({ table: 'orders', export: { exportId: 'e-1' } });
  expect(execution.state('Describe')).toHaveLength(4);
});

test('gives up after an hour by the clock', async () => {
  exporting.mock('Describe').returnsPayload({ status: 'RUNNING' });

  const execution = await exporting.execute({ table: 'orders' });

  expect(execution).toFailWith('DeadlineExceeded', '"Exported?" was not done after 3600 seconds.');
  expect(execution.state('Describe')).toHaveLength(61); // at once, and after each of 60 minutes
});

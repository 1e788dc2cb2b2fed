import 'drystep/jest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordFrom, testMachine } from 'drystep/testing';

const history = readFileSync(join(__dirname, 'history.json'), 'utf8');
const definition = readFileSync(join(__dirname, 'billing.asl.json'), 'utf8');

test('a real execution answers the tasks of another definition', async () => {
  const { mocks, input } = await recordFrom({ history, definition });
  const billing = testMachine(join(__dirname, 'billing.asl.json'));

  const execution = await billing.execute(input, { mocks });

  expect(execution).toSucceedWith({ invoice: 'i-7', charge: { receipt: 'r-1' } });
  expect(execution).toHaveRetried('Charge', 1, { delays: [{ seconds: 10 }] });
});

test('a real execution becomes a test file', async () => {
  const { testFile, differs } = await recordFrom({ history, definition, title: 'invoice i-7' });

  expect(differs).toBeUndefined();
  expect(testFile).toContain("Charge: answer.fails('Busy', 'try later').returns({ receipt: 'r-1' }),");
});

import { join } from 'node:path';
import { runVitest } from '../testing/run-vitest';

jest.setTimeout(120_000);

const examples = join(__dirname, '../../examples/other-languages');
const config = join(__dirname, '../testing/fixtures/examples.vitest.config.mts');

test('The tests of docs/other-languages.md pass where its reader runs them', () => {
  const { stdout } = runVitest(examples, {}, ['--config', config, '--maxWorkers=1']);

  expect(JSON.parse(stdout)).toMatchObject({ numPassedTests: 7, numFailedTests: 0, numTotalTests: 7 });
});

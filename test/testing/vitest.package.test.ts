import { join } from 'node:path';
import { runVitest, runVitestAgain } from './run-vitest';

interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly title: string; readonly status: string; readonly failureMessages: readonly string[] }[];
  }[];
}

describe('drystep/vitest', () => {
  const { stdout, stderr } = runVitest(join(__dirname, 'fixtures/vitest'));
  const json = stdout.slice(stdout.indexOf('{'));
  const results = stdout.includes('{') ? (JSON.parse(json) as Report).testResults.flatMap((file) => file.assertionResults) : [];

  test('gives vitest the matchers, the snapshot serializers and the reset of mocks', () => {
    const failed = results.filter(({ status, title }) => status !== 'passed' && title !== 'fails on purpose');

    expect({ failed, stderr: results.length === 0 ? stderr : '' }).toEqual({ failed: [], stderr: '' });
    expect(results).toHaveLength(13);
  });

  test('imports nothing that vitest warns of', () => {
    expect(stderr).not.toContain('deprecated');
  });

  test('fails with the reason and the table of steps', () => {
    const [message] = results.find(({ title }) => title === 'fails on purpose')?.failureMessages ?? [];

    expect(message).toContain('Expected the execution to fail with "Never", but it succeeded.');
    expect(message).toContain('>  1  Ship   Task  0 s       1  {}     "baseline"');
  });
});

describe('drystep/vitest, required by a setup file', () => {
  test('keeps what the beforeAll of a describe mocks for the tests of that describe', () => {
    const { stdout } = runVitest(join(__dirname, 'fixtures/vitest'), {}, ['--config', 'required.config.mts']);
    const results = (JSON.parse(stdout.slice(stdout.indexOf('{'))) as Report).testResults.flatMap((file) => file.assertionResults);

    expect(results.map(({ status, failureMessages }) => [status, ...failureMessages])).toEqual(new Array(4).fill(['passed']));
  });
});

describe('drystep/vitest, imported by test files that vitest does not isolate', () => {
  test('runs the first file, and refuses executions of the others, which have no hooks', async () => {
    const { stdout, stderr, status } = await runVitestAgain(join(__dirname, 'fixtures/not-isolated'));

    expect(status).toBe(1);
    expect(stdout).toMatch(/2 failed \| 2 passed/);
    expect(stderr).toMatch(
      /The hooks of drystep\/vitest are those of \S+\.spec\.mts, and \S+\.spec\.mts has none: .* put 'drystep\/vitest' itself into/,
    );
  });
});

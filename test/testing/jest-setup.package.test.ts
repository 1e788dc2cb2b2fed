import { join } from 'node:path';
import { compiledEntries } from '../compiled-package';
import { runJestAgain } from './run-jest';

interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly title: string; readonly status: string; readonly failureMessages: readonly string[] }[];
  }[];
}

describe('drystep/jest as a setup file, without globals', () => {
  const options = { setupFilesAfterEnv: [compiledEntries()['drystep/jest']], injectGlobals: false };
  let stderr: string;
  let results: Report['testResults'][number]['assertionResults'];
  beforeAll(async () => {
    const run = await runJestAgain(join(__dirname, 'fixtures/jest'), ['--json', '--ci'], options);
    stderr = run.stderr;
    results = run.stdout.startsWith('{') ? (JSON.parse(run.stdout) as Report).testResults.flatMap((file) => file.assertionResults) : [];
  });

  test('gives jest the matchers and the reset of mocks', () => {
    const failed = results.filter(({ status, title }) => status !== 'passed' && !['fails on purpose', 'fails when strict'].includes(title));

    expect({ failed, stderr: results.length === 0 ? stderr : '' }).toEqual({ failed: [], stderr: '' });
    expect(results).toHaveLength(7);
  });

  test('fails with the reason, the table of steps and the line of the test', () => {
    const [message] = results.find(({ title }) => title === 'fails on purpose')?.failureMessages ?? [];

    expect(message).toContain('Error: Expected the execution to fail with "Never", but it succeeded.\n\nStateMachine SUCCEEDED');
    expect(message).toContain('>  1  Ship   Task  0 s       1  {}     "baseline"');
    expect(message).toMatch(/orders\.spec\.ts:\d+/);
  });

  test('a mock that is never used fails the test of a strict machine and is told at the end of the file of any other', () => {
    const [message] = results.find(({ title }) => title === 'fails when strict')?.failureMessages ?? [];

    expect(message).toContain(
      'mock("Ship") of Strict: no task asked for an answer in this test. Hint: remove the mock, or check that the execution gets there.',
    );
    expect(stderr).toContain('drystep: no test that set mock("Ship") of Lenient asked it for an answer. Hint: remove it');
    expect(stderr).not.toContain('mock("Sh*")');
  });
});

describe('drystep/jest where the configuration of jest wants something else', () => {
  test.each(['globalSetup', 'globalTeardown', 'testEnvironment', 'runner'])(
    'names the settings that it belongs into: %s',
    async (setting) => {
      const { stderr } = await runJestAgain(join(__dirname, 'fixtures/jest'), ['-t', 'nothing'], {
        [setting]: compiledEntries()['drystep/jest'],
      });

      expect(stderr).toContain(
        "drystep/jest is named where the configuration of jest wants something else. Hint: put 'drystep/jest' into setupFilesAfterEnv for matchers and mocks, and into reporters for coverage",
      );
    },
  );

  test('says that setupFiles is too early', async () => {
    const { stderr } = await runJestAgain(join(__dirname, 'fixtures/jest'), ['orders'], {
      setupFiles: [compiledEntries()['drystep/jest']],
    });

    expect(stderr).toContain("Hint: put 'drystep/jest' into setupFilesAfterEnv instead of setupFiles.");
  });
});

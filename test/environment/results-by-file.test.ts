import type { Test, TestResult } from '@jest/test-result';
import { resultsByFile } from './results-by-file';

const file = (path: string) => ({ path, context: { config: { rootDir: '/', slowTestThreshold: 5, testMatch: [] } } }) as unknown as Test;
const files = [file('/one.test.ts'), file('/two.test.ts'), file('/none.test.ts')];
const ran = (path: string, title: string, status: string) => ({
  ancestorTitles: [path, 'orders'],
  title,
  fullName: `${path} orders ${title}`,
  status,
  duration: 20,
  failureMessages: status === 'failed' ? ['Error: lost'] : [],
  failureDetails: status === 'failed' ? [new Error('lost')] : [],
});

/** What a group of the three files came to. */
function group(changed: object = {}): TestResult {
  return {
    numFailingTests: 1,
    numPassingTests: 2,
    numPendingTests: 1,
    numTodoTests: 0,
    perfStats: { start: 1000, end: 9000, runtime: 8000, slow: true },
    snapshot: { added: 0, matched: 0, unmatched: 0, updated: 0 },
    console: [{ message: 'said', type: 'warn', origin: 'at x (/two.test.ts:1:1)' }],
    testFilePath: '/group.test.js',
    testResults: [
      ran('/one.test.ts', 'ships', 'passed'),
      ran('/two.test.ts', 'ships', 'failed'),
      ran('/two.test.ts', 'bills', 'passed'),
      ran('/two.test.ts', 'sends', 'pending'),
    ],
    ...changed,
  } as unknown as TestResult;
}

const settings = { noStackTrace: false } as Parameters<typeof resultsByFile>[2];
const split = (changed?: object) => resultsByFile(files, group(changed), settings).map(([, result]) => result);

test('each file of a group gets its own tests, as if it had run alone', () => {
  const [one, two, none] = split();

  expect(one).toMatchObject({ testFilePath: '/one.test.ts', numPassingTests: 1, numFailingTests: 0, skipped: false, failureMessage: null });
  expect(one?.testResults).toMatchObject([{ ancestorTitles: ['orders'], fullName: 'orders ships' }]);
  expect(two).toMatchObject({ testFilePath: '/two.test.ts', numPassingTests: 1, numFailingTests: 1, numPendingTests: 1 });
  expect(two?.failureMessage).toContain('orders › ships');
  expect(two?.perfStats).toMatchObject({ start: 1000, end: 1060, runtime: 60, slow: false });
  expect([one?.console, two?.console?.length]).toEqual([[], 1]);
  // Jest says of such a file that it must have a test.
  expect(none?.testResults).toEqual([]);
});

test('what goes wrong outside of tests fails each file', () => {
  for (const result of split({ testExecError: { message: 'torn' }, failureMessage: 'afterAll: torn' })) {
    expect(result.testExecError?.message).toMatch(/^Outside of tests, in this file or in another of its group:\nafterAll: torn/);
    expect(result.failureMessage).toContain('torn');
  }
});

test.each(['added', 'matched', 'unmatched', 'updated'])('a snapshot that was %s fails each file, as it has none', (kind) => {
  const snapshot = { added: 0, matched: 0, unmatched: 0, updated: 0, [kind]: 1 };

  for (const result of split({ snapshot })) expect(result.testExecError?.message).toContain('begin the test file with "// Runs alone: "');
});

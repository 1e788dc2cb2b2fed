import type { AssertionResult, Test, TestResult } from '@jest/test-result';
import { formatResultsErrors } from 'jest-message-util';
import type JestRunner from 'jest-runner';

type Settings = JestRunner['_globalConfig'];

/** What each test file of a group came to: the tests in the `describe` that has its path as its name. */
export function resultsByFile(files: readonly Test[], group: TestResult, settings: Settings): readonly (readonly [Test, TestResult])[] {
  const error = errorOf(group);
  return files.map((file, index) => {
    const tests = group.testResults.filter(({ ancestorTitles }) => ancestorTitles[0] === file.path).map(withoutFile);
    const failures = formatResultsErrors(tests, file.context.config, settings, file.path);
    const { coverage, v8Coverage, ...rest } = group;
    return [
      file,
      {
        ...rest,
        ...(index === 0 ? { coverage, v8Coverage } : {}),
        ...countsOf(tests),
        ...timesOf(tests, group, file),
        console: group.console?.filter(({ origin }) => (files.find(({ path }) => origin.includes(path)) ?? files[0]) === file),
        ...(error === undefined ? {} : { testExecError: { message: error, stack: undefined } }),
        failureMessage: error === undefined ? failures : [failures ?? '', error].join('\n\n'),
        testFilePath: file.path,
        testResults: tests,
      },
    ];
  });
}

function withoutFile(result: AssertionResult): AssertionResult {
  const ancestorTitles = result.ancestorTitles.slice(1);
  return { ...result, ancestorTitles, fullName: [...ancestorTitles, result.title].join(' ') };
}

/** What went wrong outside of tests: nothing says in which file, so that it is said of each. */
function errorOf({ failureMessage, snapshot, testExecError }: TestResult): string | undefined {
  const { added, matched, unmatched, updated } = snapshot;
  if (added + matched + unmatched + updated > 0) {
    return 'A snapshot was asked for in a group of test files, where it has no file. Hint: begin the test file with "// Runs alone: " and the reason.';
  }
  if (testExecError === undefined) return undefined;
  return `Outside of tests, in this file or in another of its group:\n${failureMessage ?? testExecError.message}`;
}

function countsOf(tests: readonly AssertionResult[]): Partial<TestResult> {
  const count = (...statuses: readonly AssertionResult['status'][]): number =>
    tests.filter(({ status }) => statuses.includes(status)).length;
  const numPendingTests = count('pending', 'skipped', 'disabled');
  return {
    numFailingTests: count('failed'),
    numPassingTests: count('passed'),
    numPendingTests,
    numTodoTests: count('todo'),
    skipped: tests.length === numPendingTests,
  };
}

/** A file took what its tests took: by that jest orders the next run. */
function timesOf(tests: readonly AssertionResult[], { perfStats }: TestResult, { context }: Test): Pick<TestResult, 'perfStats'> {
  const runtime = tests.reduce((sum, { duration }) => sum + (duration ?? 0), 0);
  return {
    perfStats: { ...perfStats, end: perfStats.start + runtime, runtime, slow: runtime / 1000 > context.config.slowTestThreshold },
  };
}

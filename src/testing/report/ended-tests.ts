import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { ReportTest } from '../../render';
import type { CurrentTest } from './run-collector';

/** A test as its runner tells how it ended. */
export interface EndedTest {
  readonly file: string;
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  readonly messages: readonly string[];
}

/** The tests of a run, to be found by what their executions know of them. */
export interface EndedTests {
  readonly testOf: (test: CurrentTest) => ReportTest | undefined;
  /** Whether any test of the file failed. */
  readonly fileFailed: (file: string | undefined) => boolean;
}

/** Longest text of why a test failed. */
const LONGEST = 20_000;

/** The tests of a run. Of several with one name in one file, one that failed tells for all. */
export function endedTests(tests: readonly EndedTest[], root: string): EndedTests {
  const byName = new Map<string, EndedTest>();
  for (const test of tests) {
    const key = JSON.stringify([test.file, test.name]);
    if (byName.get(key)?.status !== 'failed') byName.set(key, test);
  }
  const failed = new Set(tests.filter(({ status }) => status === 'failed').map(({ file }) => file));
  return {
    fileFailed: (file) => file !== undefined && failed.has(file),
    testOf: ({ name, file }) => {
      if (name === undefined) return undefined;
      const found = file === undefined ? undefined : byName.get(JSON.stringify([file, name]));
      const shown = file === undefined ? {} : { file: relative(root, file).replaceAll('\\', '/') };
      if (found === undefined) return { name, ...shown, status: 'unknown' };
      const message = stripVTControlCharacters(found.messages.join('\n\n')).slice(0, LONGEST);
      return { name, ...shown, status: found.status, ...(message === '' ? {} : { message }) };
    },
  };
}

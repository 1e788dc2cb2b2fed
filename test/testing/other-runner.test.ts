// Runs alone: it imports entries for the first time.
import { join } from 'node:path';
import { readyFunctions } from '../../src/testing/jest/ready-functions';

const entry = (runner: 'jest' | 'vitest'): unknown => require(join(__dirname, '../../src/testing', runner, 'index'));

test('drystep/jest is refused in setupFiles, which run when the module of jest has no function yet', () => {
  expect(() => readyFunctions({ expect: undefined })).toThrow(
    "drystep/jest was loaded before the functions of jest were there. Hint: put 'drystep/jest' into setupFilesAfterEnv instead of setupFiles.",
  );
  expect(readyFunctions({ expect })).toEqual({ expect });
});

describe('The entry for another runner', () => {
  test('drystep/vitest is refused in jest, which has globals of the same names', () => {
    expect(() => entry('vitest')).toThrow(
      "drystep/vitest was imported outside of vitest. Hint: put 'drystep/vitest' into setupFiles of the vitest configuration; in jest it is 'drystep/jest'.",
    );
  });

  test('drystep/jest is refused in vitest, with and without globals', () => {
    Object.assign(globalThis, { __vitest_worker__: {} });
    try {
      expect(() => entry('jest')).toThrow(
        "drystep/jest was imported outside of jest. Hint: put 'drystep/jest' into setupFilesAfterEnv of the jest configuration; in vitest it is 'drystep/vitest'.",
      );
    } finally {
      Reflect.deleteProperty(globalThis, '__vitest_worker__');
    }
  });
});

import type { ExecutionMatchers } from '../expectations/execution-matchers';
import { installHarness, type Runner, refusingCalls, UsageError } from '../index';
import { CoverageReporter } from './coverage-reporter';
import { callAfterAllLast, callLast, jestDescribes, jestTest } from './describe-blocks';
import { namedElsewhere } from './named-elsewhere';
import { readyFunctions } from './ready-functions';

export type { CoverageLevels, CoverageThresholds } from '../coverage/thresholds';
export type { ExecutionMatchers } from '../expectations/execution-matchers';
export type { CoverageReporterOptions } from '../report/coverage-run';
export { CoverageReporter } from './coverage-reporter';

declare global {
  namespace jest {
    // Merges with @types/jest, for those who use its global `expect`.
    interface Matchers<R, T> extends ExecutionMatchers<R> {}
  }
}

declare module 'expect' {
  // Merges with the matchers of @jest/globals.
  interface Matchers<R extends void | Promise<void>, T> extends ExecutionMatchers<R> {}
}

// Jest takes a reporter from the default member of what `reporters` names, and loads it outside of any test environment.
Object.assign(module.exports as object, { default: refusingCalls(CoverageReporter, namedElsewhere) });

if (!loadedAsReporter()) installHarness(jestRunner());

/** Jest's own process has its core loaded, and no test globals. */
function loadedAsReporter(): boolean {
  if ('expect' in globalThis) return false;
  return Object.keys(require.cache).some((path) => /[\\/]@jest[\\/]core[\\/]/.test(path));
}

/** What jest offers, as {@link Runner}: its hooks are told nothing. */
interface JestFunctions extends Omit<Runner, 'beforeAll'> {
  readonly beforeAll: (hook: () => void) => void;
}

function runnerOf({ expect, beforeAll, beforeEach, afterEach, afterAll }: JestFunctions): Runner {
  const last: unknown[] = [];
  const lastOfAll: unknown[] = [];
  return {
    expect,
    beforeAll: (hook) =>
      beforeAll(() => {
        for (const each of last) callLast(each);
        callAfterAllLast(lastOfAll);
        hook(jestDescribes());
      }),
    beforeEach,
    afterEach: (hook) => {
      last.push(hook);
      afterEach(hook);
    },
    ...(afterAll === undefined
      ? {}
      : {
          afterAll: (hook) => {
            lastOfAll.push(hook);
            afterAll(hook);
          },
        }),
    currentTest: jestTest,
  };
}

/** The globals, or what `injectGlobals: false` leaves in their place. */
function jestRunner(): Runner {
  // Vitest's hooks have the names of jest's, and are called with something else.
  if ('__vitest_worker__' in globalThis) throw outsideOfJest();
  const globals = globalThis as unknown as Partial<JestFunctions>;
  if (globals.expect !== undefined && globals.beforeEach !== undefined) return runnerOf(globals as JestFunctions);
  let given: JestFunctions;
  try {
    given = require('@jest/globals') as JestFunctions;
  } catch (cause) {
    throw outsideOfJest(cause);
  }
  return runnerOf(readyFunctions(given));
}

function outsideOfJest(cause?: unknown): UsageError {
  return new UsageError(
    'drystep/jest was imported outside of jest.',
    "put 'drystep/jest' into setupFilesAfterEnv of the jest configuration; in vitest it is 'drystep/vitest'.",
    { cause },
  );
}

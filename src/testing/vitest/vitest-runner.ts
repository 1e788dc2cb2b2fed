import type { Runner } from '../index';
import { type VitestSuites, vitestDescribes } from './describe-blocks';

/** What vitest offers to its setup files: as {@link Runner}, but that its hooks are told which test they are about. */
export interface VitestFunctions extends Omit<Runner, 'beforeAll' | 'beforeEach'> {
  readonly beforeAll?: (hook: () => void | Promise<void>) => void;
  readonly beforeEach: (hook: (context: { readonly task: { readonly concurrent?: boolean } }) => void) => void;
}

/** The test file that a worker runs. Where vitest does not isolate files (`isolate: false`), a module that is imported by a second one does not run again. */
function testFile(): string | undefined {
  const { __vitest_worker__: worker } = globalThis as { __vitest_worker__?: { readonly filepath?: unknown } };
  return typeof worker?.filepath === 'string' ? worker.filepath : undefined;
}

/**
 * Vitest as the harness uses a runner: its concurrent tests run between the hooks, side by side.
 *
 * @param suites what vitest tells of suites
 */
export function vitestRunner(
  { expect, beforeAll, beforeEach, afterEach, afterAll }: VitestFunctions,
  suites: VitestSuites | Promise<VitestSuites> = {},
): Runner {
  return {
    expect,
    // For the reason below the hook names no parameter.
    ...(beforeAll === undefined
      ? {}
      : {
          beforeAll: (hook) =>
            beforeAll(async function () {
              hook(vitestDescribes(await suites, arguments));
            }),
        }),
    // Vitest reads the text of a hook: where tests have fixtures, it wants their names taken apart in the parameter.
    beforeEach: (hook) => beforeEach(({ task }) => hook(task.concurrent === true)),
    afterEach,
    testFile,
    ...(afterAll === undefined ? {} : { afterAll }),
  };
}

import type { Runner } from '../index';

/** What vitest offers to its setup files: as {@link Runner}, but that its hooks are told which test they are about. */
export interface VitestFunctions extends Omit<Runner, 'beforeEach'> {
  readonly beforeEach: (hook: (context: { readonly task: { readonly concurrent?: boolean } }) => void) => void;
}

/** Vitest as the harness uses a runner: its concurrent tests run between the hooks, side by side. */
export function vitestRunner({ expect, beforeAll, beforeEach, afterEach, afterAll }: VitestFunctions): Runner {
  return {
    expect,
    beforeAll,
    // Vitest reads the text of a hook: where tests have fixtures, it wants their names taken apart in the parameter.
    beforeEach: (hook) => beforeEach(({ task }) => hook(task.concurrent === true)),
    afterEach,
    afterAll,
  };
}

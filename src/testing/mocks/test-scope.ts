/** What drystep/jest and drystep/vitest tell the mocks of which test is running. One per realm, whatever copies of modules there are. */
interface ScopeState {
  /** True once a runner's hooks are installed. */
  installed: boolean;
  insideTest: boolean;
  /** Counts tests: mocks set in an earlier one no longer hold. */
  epoch: number;
}

const KEY = Symbol.for('drystep.testScope');

function state(): ScopeState {
  const holder = globalThis as { [KEY]?: ScopeState };
  holder[KEY] ??= { installed: false, insideTest: false, epoch: 0 };
  return holder[KEY];
}

/** Hooks of a test runner: calls `enterTest` before each test and its own `beforeEach`, `leaveTest` after it. */
export const testScope = {
  install(): void {
    state().installed = true;
  },
  enterTest(): void {
    state().insideTest = true;
    state().epoch++;
  },
  leaveTest(): void {
    state().insideTest = false;
    state().epoch++;
  },
  /** Number of the test that runs; mocks and call counts of another number are stale. */
  get epoch(): number {
    return state().epoch;
  },
  /** Whether a mock set at this moment belongs to a test. Without hooks the runner's `expect` tells; without one every mock does. */
  get insideTest(): boolean {
    const { installed, insideTest } = state();
    if (installed) return insideTest;
    const { expect } = globalThis as { expect?: { getState?: () => { currentTestName?: string } } };
    return expect?.getState === undefined || expect.getState().currentTestName !== undefined;
  },
};

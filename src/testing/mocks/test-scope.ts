import type { HookedDescribe } from '../nested-hooks';
import { perRealm } from '../per-realm';

/** What drystep/jest and drystep/vitest tell the mocks of which test is running. One per realm, whatever copies of modules there are. */
interface ScopeState {
  /** True once a runner's hooks are installed. */
  installed: boolean;
  insideTest: boolean;
  /** Tests under way that run beside others between the runner's hooks, as vitest has them. */
  sideBySide: number;
  /** Counts tests: mocks set in an earlier one no longer hold. */
  epoch: number;
  /** The test in which the latest execution began. */
  ranIn?: number;
  /** The runner's `beforeEach`, until its first test is about to run: it takes no hooks later. */
  beforeEach?: BeforeEach | undefined;
  /** Describes whose `beforeAll` has run, with the latest test or hook of theirs. */
  readonly hooked: WeakMap<HookedDescribe, DescribeBody>;
  /** The one whose `beforeAll` runs. */
  hookOf?: DescribeBody | undefined;
}

type BeforeEach = (hook: () => void) => void;

/** The `describe` in whose body or `beforeAll` something was set: the test that runs where it is one of its own. */
export interface DescribeBody {
  heldIn: number;
  /** Its name, where what was set in its `beforeAll` is for its own tests alone. */
  readonly hookOf?: string;
}

const KEY = Symbol.for('drystep.testScope');

function state(): ScopeState {
  return perRealm(KEY, (): ScopeState => ({ installed: false, insideTest: false, sideBySide: 0, epoch: 0, hooked: new WeakMap() }));
}

/** Hooks of a test runner: calls `enterTest` before each test and its own `beforeEach`, `leaveTest` after it. */
export const testScope = {
  /** @param beforeEach of the runner, where `beginTests` is going to be called before its first test */
  install(beforeEach?: BeforeEach): void {
    state().installed = true;
    state().beforeEach = beforeEach;
  },
  beginTests(): void {
    state().beforeEach = undefined;
  },
  /** The `describe` whose body runs, or the file; undefined where neither does. */
  describeBody(): DescribeBody | undefined {
    const { beforeEach, insideTest } = state();
    if (beforeEach === undefined || insideTest || testScope.concurrentTest !== undefined) return undefined;
    const body: DescribeBody = { heldIn: Number.NaN };
    // Runners do not say where they are, and run a hook for the tests of the body that it stands in.
    beforeEach(() => {
      body.heldIn = state().epoch;
    });
    return body;
  },
  /** The `describe` whose `beforeAll` runs; undefined for the hooks of a file, and where the runner does not tell. */
  get hookBody(): DescribeBody | undefined {
    return state().hookOf;
  },
  /** The hooks of a `describe` for all of its tests begin, or end where there is none. */
  enterHook(described: HookedDescribe | undefined): void {
    // Describes that have ended hold no longer.
    if (described !== undefined) state().epoch++;
    testScope.inDescribe(described);
    state().hookOf = described && state().hooked.get(described);
  },
  /** What runs next, until the next test, is a part of a `describe`, and of those around it. */
  inDescribe(described: HookedDescribe | undefined): void {
    const { hooked, epoch } = state();
    for (let each = described; each !== undefined; each = each.parent) {
      const body = hooked.get(each);
      if (body === undefined) hooked.set(each, { heldIn: epoch, hookOf: each.name });
      else body.heldIn = epoch;
    }
  },
  /** @param concurrent whether others run beside it: all of a group are one test to what is set in them, which ends with the last */
  enterTest(concurrent: boolean): void {
    const scope = state();
    const joins = concurrent && scope.sideBySide > 0;
    scope.sideBySide = concurrent ? scope.sideBySide + 1 : 0;
    scope.insideTest = true;
    scope.hookOf = undefined;
    if (!joins) scope.epoch++;
  },
  leaveTest(): void {
    const scope = state();
    scope.sideBySide = Math.max(0, scope.sideBySide - 1);
    if (scope.sideBySide > 0) return;
    scope.insideTest = false;
    scope.epoch++;
  },
  executionBegan(): void {
    state().ranIn = state().epoch;
  },
  /** Whether it is certain that no execution has begun in the test that runs, or since the latest one ended. */
  get idle(): boolean {
    const { installed, epoch, ranIn } = state();
    return installed && ranIn !== epoch;
  },
  /** Number of the test that runs; mocks and call counts of another number are stale. */
  get epoch(): number {
    return state().epoch;
  },
  /** Whether it can be told what is inside of a test: by the hooks of a runner, or without them by its `expect`. */
  get knowsTests(): boolean {
    return state().installed || runnerExpect() !== undefined;
  },
  /** Whether a runner's hooks tell where tests begin and end. */
  get runsHooks(): boolean {
    return state().installed;
  },
  /**
   * The name of the `test.concurrent` of jest that runs at this moment beside others; undefined in other tests, and in hooks of its own. What it sets
   * belongs to no test: its body does not run between `beforeEach` and `afterEach`.
   */
  get concurrentTest(): string | undefined {
    const { installed, insideTest } = state();
    if (!installed) return undefined;
    const { currentTestName, currentConcurrentTestName, currentTestIdentity } = runnerExpect()?.getState() ?? {};
    const name = currentConcurrentTestName?.();
    // Jest 29 has a name for concurrent tests alone; jest 30 for all, and says which test it is.
    const concurrent = currentTestIdentity === undefined || currentTestIdentity()?.concurrent === true;
    return concurrent && !(insideTest && name === currentTestName) ? name : undefined;
  },
  /** What made a machine at this moment, where tests run side by side: such a test of jest, or a group of them of vitest. Others may not set its mocks. */
  get maker(): string | undefined {
    const { sideBySide, epoch } = state();
    return testScope.concurrentTest ?? (sideBySide > 0 ? `group ${epoch}` : undefined);
  },
  /** Whether a mock set at this moment belongs to a test. Where tests cannot be told every mock does, so that `reset()` drops it. */
  get insideTest(): boolean {
    const { installed, insideTest } = state();
    if (installed) return insideTest;
    const expect = runnerExpect();
    return expect === undefined || expect.getState().currentTestName !== undefined;
  },
};

interface RunnerExpect {
  getState(): {
    readonly currentTestName?: string;
    readonly currentConcurrentTestName?: () => string | undefined;
    readonly currentTestIdentity?: () => { readonly concurrent?: boolean } | undefined;
  };
}

function runnerExpect(): RunnerExpect | undefined {
  const { expect } = globalThis as { expect?: Partial<RunnerExpect> };
  return typeof expect?.getState === 'function' ? (expect as RunnerExpect) : undefined;
}

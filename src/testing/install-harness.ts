import { flushByHook, flushCoverage } from './coverage/collector';
import { type EndingTest, startedInTest } from './execution/started-in-test';
import { executionMatchers, type RunnerMatcher } from './expectations/execution-matchers';
import { fileHints } from './mocks/file-hints';
import { givenMachines } from './mocks/given-machines';
import { testScope } from './mocks/test-scope';
import { unusedMocks } from './mocks/unused-mocks';
import { type DescribeBlock, listenToHooks } from './nested-hooks';
import { flushRuns, tellCurrentTest } from './report/run-collector';
import { definitionSerializer } from './snapshots/definition-serializer';
import { historySerializer } from './snapshots/history-serializer';
import { promiseSerializer } from './snapshots/promise-serializer';
import type { SnapshotSerializer } from './snapshots/serializer';
import { type SnapshotExpect, snapshotMatchers, snapshotTextSerializer } from './snapshots/snapshot-matchers';
import { removeTemporaryFolders } from './temporary-folders';

/** What a test runner offers to its setup files, as far as the harness uses it. */
export interface Runner {
  readonly expect: SnapshotExpect & {
    extend(matchers: Record<string, RunnerMatcher>): void;
    addSnapshotSerializer(serializer: SnapshotSerializer): void;
    getState?(): { readonly currentTestName?: string; readonly testPath?: string };
  };
  /** The hook is told the outermost describes of the file, where they are known. */
  readonly beforeAll?: (hook: (describes: readonly DescribeBlock[]) => void) => void;
  /** Vitest says of a test whether it runs beside others; in jest no hook runs for such tests. */
  readonly beforeEach: (hook: (concurrent?: boolean) => void) => void;
  readonly afterEach: (hook: () => void | Promise<void>) => void;
  readonly afterAll?: (hook: () => void | Promise<void>) => void;
  /** The test that ends, or the file, where the runner does not look at its errors before. */
  readonly currentTest?: () => EndingTest | undefined;
  /** The test file under way, where a process may run several without loading the harness anew. */
  readonly testFile?: () => string | undefined;
}

function leaveTest(untold: { readonly error: unknown } | undefined): void {
  testScope.leaveTest();
  flushRuns(false);
  try {
    // The mocks of tests that still run beside it may yet be asked.
    if (!testScope.insideTest) unusedMocks.leaveTest();
  } finally {
    // biome-ignore lint/correctness/noUnsafeFinally: a mock that was never used follows from what went wrong.
    if (untold !== undefined) throw untold.error;
  }
}

/** Adds the matchers and snapshot serializers to a runner, and tells mocks which test is running. */
export function installHarness({ expect, beforeAll, beforeEach, afterEach, afterAll, currentTest, testFile }: Runner): void {
  expect.extend({ ...executionMatchers, ...snapshotMatchers(expect) });
  expect.addSnapshotSerializer(snapshotTextSerializer);
  expect.addSnapshotSerializer(definitionSerializer);
  expect.addSnapshotSerializer(historySerializer);
  expect.addSnapshotSerializer(promiseSerializer);
  testScope.install(beforeAll && beforeEach);
  startedInTest.enterFile(testFile);
  beforeAll?.((describes) => {
    testScope.beginTests();
    listenToHooks(describes, {
      enter: (described) => testScope.enterHook(described),
      leave: () => testScope.enterHook(undefined),
      test: (described) => testScope.inDescribe(described),
    });
  });
  tellCurrentTest(() => {
    const { currentTestName: name, testPath: file } = expect.getState?.() ?? {};
    return { name, file };
  });
  // A setup file's hooks run before those of the test file, so that a mock set in `beforeEach` belongs to the test.
  // The default keeps jest from taking it for one that calls back.
  beforeEach((concurrent = false) => {
    testScope.enterTest(concurrent);
    startedInTest.enterTest();
  });
  afterEach(() => {
    // Mocks stand until the test's executions have come to a stand.
    const untold = startedInTest.leaveTest(currentTest);
    return untold instanceof Promise ? untold.then(leaveTest) : leaveTest(untold);
  });
  afterAll?.(async () => {
    const untold = await startedInTest.leaveFile(currentTest);
    if (untold !== undefined) throw untold.error;
  });
  if (afterAll !== undefined) flushByHook();
  afterAll?.(removeTemporaryFolders);
  afterAll?.(() => {
    flushCoverage();
    flushRuns(true);
    const warning = unusedMocks.leaveFile();
    if (warning !== undefined) console.warn(warning);
    const thrownAway = givenMachines.leaveFile();
    for (const hint of [...(thrownAway === undefined ? [] : [thrownAway]), ...fileHints.leaveFile()]) console.warn(`drystep: ${hint}`);
  });
}

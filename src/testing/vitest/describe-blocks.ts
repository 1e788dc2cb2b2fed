import type { DescribeBlock } from '../nested-hooks';

/** Hooks of a suite of vitest, as its `getHooks` gives them. */
type SuiteHooks = Record<'beforeAll' | 'beforeEach' | 'afterAll', (() => void)[]>;

/** What vitest tells of suites, where it does. */
export interface VitestSuites {
  readonly getHooks?: (suite: never) => unknown;
}

/**
 * What reads the hooks of a suite: a member of vitest's runner from 4.1 on, and before of a module that warns where it is deprecated.
 *
 * @param vitest what `vitest` has
 */
export async function suitesOf(vitest: object, before: () => Promise<object>): Promise<VitestSuites> {
  const { TestRunner } = vitest as { readonly TestRunner?: { readonly getSuiteHooks?: VitestSuites['getHooks'] } };
  const getHooks = TestRunner?.getSuiteHooks;
  return getHooks === undefined ? before().catch(() => ({})) : { getHooks };
}

/** The outermost describes of a test file, by what vitest hands to the hook of a file: the file, behind the context from 4.1 on. */
export function vitestDescribes({ getHooks }: VitestSuites, given: ArrayLike<unknown>): readonly DescribeBlock[] {
  return getHooks === undefined ? [] : inside(given[given.length - 1], getHooks);
}

function inside(suite: unknown, getHooks: (suite: never) => unknown): readonly DescribeBlock[] {
  return tasksOf(suite).flatMap((task) => {
    const hooks = isSuite(task) ? getHooks(task as never) : undefined;
    if (!isSuite(task) || !isHooks(hooks)) return [];
    return {
      name: task.name,
      hasBeforeAll: hooks.beforeAll.length > 0,
      inside: () => inside(task, getHooks),
      addBefore: ({ beforeAll, beforeEach, afterAll }) => {
        hooks.beforeAll.unshift(beforeAll);
        hooks.beforeEach.unshift(beforeEach);
        // The last of these is called first.
        hooks.afterAll.push(afterAll);
      },
      addAfter: (hook) => hooks.beforeAll.push(hook),
    };
  });
}

function tasksOf(suite: unknown): readonly unknown[] {
  return isSuite(suite) ? suite.tasks : [];
}

function isSuite(value: unknown): value is { readonly name: string; readonly tasks: readonly unknown[] } {
  return typeof value === 'object' && value !== null && 'name' in value && 'tasks' in value && Array.isArray(value.tasks);
}

function isHooks(value: unknown): value is SuiteHooks {
  if (typeof value !== 'object' || value === null) return false;
  return 'beforeAll' in value && Array.isArray(value.beforeAll) && 'beforeEach' in value && 'afterAll' in value;
}

import type { EndingTest } from '../execution/started-in-test';
import type { DescribeBlock } from '../nested-hooks';

/** The outermost describes of the test file, from the tree that jest-circus keeps of it; none where another runner keeps it elsewhere. */
export function jestDescribes(): readonly DescribeBlock[] {
  const root = fileBlock();
  return root === undefined ? [] : inside(root);
}

/**
 * Has a hook of a setup file called behind those of the test file. Jest calls the `afterEach` hooks of a file in the order in which they stand, so that one
 * that ends the test would come before those that still belong to it.
 */
export function callLast(hook: unknown): void {
  const hooks = fileBlock()?.hooks ?? [];
  const at = hooks.findIndex(({ fn }) => fn === hook);
  if (at !== -1) hooks.push(...hooks.splice(at, 1));
}

/**
 * The same of hooks behind all tests of the file. Jest lists those before the first of the file's hooks, so they change places in the list that it has: what
 * each entry says is exchanged.
 */
export function callAfterAllLast(hooks: readonly unknown[]): void {
  const entries = (fileBlock()?.hooks ?? []).filter(({ type }) => type === 'afterAll');
  const others = entries.filter(({ fn }) => !hooks.includes(fn));
  const ordered = [...others, ...entries.filter((entry) => !others.includes(entry))].map((entry) => ({ ...entry }));
  for (const [index, entry] of entries.entries()) Object.assign(entry, ordered[index]);
}

/** The test that runs, or else the file, as jest-circus keeps it; undefined where another runner does. */
export function jestTest(): EndingTest | undefined {
  const { currentlyRunningTest: test, unhandledErrors } = circusState() ?? {};
  if (typeof test !== 'object' || test === null) return unhandledErrors && { failed: unhandledErrors.length > 0 };
  if (!('errors' in test && Array.isArray(test.errors) && 'fn' in test)) return undefined;
  return { failed: test.errors.length > 0, text: String(test.fn) };
}

function fileBlock(): CircusDescribe | undefined {
  return circusState()?.rootDescribeBlock;
}

function circusState(): CircusState | undefined {
  const symbol = Object.getOwnPropertySymbols(globalThis).find(({ description }) => description === 'JEST_STATE_SYMBOL');
  const state: unknown = symbol === undefined ? undefined : Reflect.get(globalThis, symbol);
  return isState(state) ? state : undefined;
}

function inside({ children }: CircusDescribe): readonly DescribeBlock[] {
  return children.filter(isBlock).map((block) => {
    const own = block.hooks.find(({ type }) => type === 'beforeAll');
    return {
      name: block.name,
      hasBeforeAll: own !== undefined,
      inside: () => inside(block),
      addBefore: (hooks) => block.hooks.unshift(...Object.entries(hooks).map(([type, fn]) => ({ ...own, type, fn }))),
      addAfter: (fn) => block.hooks.push({ ...own, type: 'beforeAll', fn }),
    };
  });
}

/** A describe of jest-circus, with the fields that are used here. */
interface CircusDescribe {
  readonly name: string;
  readonly children: readonly unknown[];
  readonly hooks: { readonly type: string; readonly fn: unknown }[];
}

interface CircusState {
  readonly rootDescribeBlock: CircusDescribe;
  readonly currentlyRunningTest?: unknown;
  /** Of the file, in hooks for all of its tests. */
  readonly unhandledErrors?: readonly unknown[];
}

function isState(value: unknown): value is CircusState {
  return typeof value === 'object' && value !== null && 'rootDescribeBlock' in value && isBlock(value.rootDescribeBlock);
}

function isBlock(value: unknown): value is CircusDescribe {
  if (typeof value !== 'object' || value === null) return false;
  return 'name' in value && 'children' in value && 'hooks' in value && Array.isArray(value.children) && Array.isArray(value.hooks);
}

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

function fileBlock(): CircusDescribe | undefined {
  const symbol = Object.getOwnPropertySymbols(globalThis).find(({ description }) => description === 'JEST_STATE_SYMBOL');
  const state: unknown = symbol === undefined ? undefined : Reflect.get(globalThis, symbol);
  return isState(state) ? state.rootDescribeBlock : undefined;
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

function isState(value: unknown): value is { readonly rootDescribeBlock: CircusDescribe } {
  return typeof value === 'object' && value !== null && 'rootDescribeBlock' in value && isBlock(value.rootDescribeBlock);
}

function isBlock(value: unknown): value is CircusDescribe {
  if (typeof value !== 'object' || value === null) return false;
  return 'name' in value && 'children' in value && 'hooks' in value && Array.isArray(value.children) && Array.isArray(value.hooks);
}

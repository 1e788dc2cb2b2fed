/** The `describe` that a hook stands in. */
export interface HookedDescribe {
  readonly name: string;
  /** The describe around it; undefined around the outermost. */
  readonly parent: HookedDescribe | undefined;
}

/** A `describe` as its runner keeps it. */
export interface DescribeBlock {
  readonly name: string;
  /** Whether a `beforeAll` stands in it. */
  readonly hasBeforeAll: boolean;
  /** The describes in it. */
  readonly inside: () => readonly DescribeBlock[];
  /** Has functions called before its own hooks of a kind. */
  readonly addBefore: (hooks: Readonly<Record<'beforeAll' | 'beforeEach' | 'afterAll', () => void>>) => void;
  /** Has a function called after its own `beforeAll`. */
  readonly addAfter: (hook: () => void) => void;
}

/** What is told of a describe that has hooks for all of its tests. */
interface HookListener {
  /** Its `beforeAll` or `afterAll` hooks begin. */
  readonly enter: (describe: HookedDescribe) => void;
  /** Its `beforeAll` hooks have ended. */
  readonly leave: () => void;
  /** A test of its own, or of a describe inside of it, begins. */
  readonly test: (describe: HookedDescribe) => void;
}

/** Tells in which `describe` a `beforeAll` runs, which no runner does: puts hooks around those of the describes. To be called before the first of them. */
export function listenToHooks(blocks: readonly DescribeBlock[], listener: HookListener, parent?: HookedDescribe): void {
  for (const { name, hasBeforeAll, inside, addBefore, addAfter } of blocks) {
    const described: HookedDescribe = { name, parent };
    if (hasBeforeAll) {
      const enter = (): void => listener.enter(described);
      addBefore({ beforeAll: enter, beforeEach: () => listener.test(described), afterAll: enter });
      addAfter(listener.leave);
    }
    listenToHooks(inside(), listener, described);
  }
}

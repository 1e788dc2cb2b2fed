import { testScope } from '../mocks/test-scope';

/** An execution that a test started, as the end of the test looks at it. */
export interface WatchedExecution {
  /** Lets calls that nobody awaited come to their end; from then on the execution stands still. */
  readonly finish: () => Promise<void> | undefined;
  /** What went wrong in it, and nobody has been told; undefined when nothing did. */
  readonly untold: () => { readonly error: unknown } | undefined;
}

const KEY = Symbol.for('drystep.startedInTest');

interface StartWatch {
  started: WatchedExecution[];
  /** Tests under way: more than one where they are concurrent. */
  tests: number;
}

/** One per realm, whatever copies of modules there are. */
function watch(): StartWatch {
  const holder = globalThis as { [KEY]?: StartWatch };
  holder[KEY] ??= { started: [], tests: 0 };
  return holder[KEY];
}

/** Executions that a test starts: what goes wrong in one fails the test, whether it awaits anything or not. */
export const startedInTest = {
  /** Whether an execution that starts at this moment is looked at when its test ends. */
  get watches(): boolean {
    return testScope.runsHooks && testScope.insideTest;
  },
  add(execution: WatchedExecution): void {
    watch().started.push(execution);
  },
  enterTest(): void {
    watch().tests++;
  },
  /** Ends a test: what its executions did not tell anybody, once all have come to a stand. Of concurrent tests the last one tells for all. */
  leaveTest(): { readonly error: unknown } | undefined | Promise<{ readonly error: unknown } | undefined> {
    const state = watch();
    state.tests = Math.max(0, state.tests - 1);
    if (state.tests > 0) return undefined;
    const { started } = state;
    state.started = [];
    const open = started.map((execution) => execution.finish()).filter((finish) => finish !== undefined);
    return open.length === 0 ? firstUntold(started) : Promise.all(open).then(() => firstUntold(started));
  },
};

function firstUntold(started: readonly WatchedExecution[]): { readonly error: unknown } | undefined {
  for (const execution of started) {
    const untold = execution.untold();
    if (untold !== undefined) return untold;
  }
  return undefined;
}

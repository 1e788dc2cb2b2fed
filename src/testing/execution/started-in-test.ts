import { testScope } from '../mocks/test-scope';
import { perRealm } from '../per-realm';
import { turn } from '../time/real-time';

/** An execution that a test started, as the end of the test looks at it. */
export interface WatchedExecution {
  /** Lets calls that nobody awaited come to their end; from then on the execution stands still. */
  readonly finish: () => Promise<void> | undefined;
  /** What went wrong in it, and nobody has been told; undefined when nothing did. */
  readonly untold: () => { readonly error: unknown } | undefined;
  /** Tells that the test asks what its tasks were sent. */
  readonly asked?: () => void;
}

const KEY = Symbol.for('drystep.startedInTest');

interface StartWatch {
  started: Set<WatchedExecution>;
  /**
   * Whether a promise of an execution was given to the tests under way. A rejection that nobody handles is known when the event loop turns: jest must
   * still listen then, or the process ends with all other tests.
   */
  promised: boolean;
  /** Tests under way: more than one where they are concurrent. */
  tests: number;
}

/** One per realm, whatever copies of modules there are. */
function watch(): StartWatch {
  return perRealm(KEY, (): StartWatch => ({ started: new Set(), promised: false, tests: 0 }));
}

/** Executions that a test starts: what goes wrong in one fails the test, whether it awaits anything or not. */
export const startedInTest = {
  /** Whether an execution that starts at this moment is looked at when its test ends. */
  get watches(): boolean {
    return testScope.runsHooks && testScope.insideTest;
  },
  add(execution: WatchedExecution): void {
    watch().started.add(execution);
  },
  /** Tells the executions of the test that it asks what tasks were sent. */
  asked(): void {
    for (const execution of watch().started) execution.asked?.();
  },
  /** Notes that a test which runs beside others got one: it may be awaited there when another test ends. */
  noteConcurrent(): void {
    watch().promised = true;
  },
  /** Rejects without anybody to handle it, once a test that runs beside others has had its turn and was not told: its end calls no hook that could. */
  tellConcurrent(untold: WatchedExecution['untold']): void {
    watch().promised = true;
    void turn().then(() => {
      const trouble = untold();
      if (trouble !== undefined) throw trouble.error;
    });
  },
  /** Watches one whose promise the test got, until it settles. */
  addPromised(execution: WatchedExecution): () => void {
    const { started } = watch();
    watch().promised = true;
    started.add(execution);
    return () => started.delete(execution);
  },
  enterTest(): void {
    watch().tests++;
  },
  /** Ends a test: what its executions did not tell anybody, once all have come to a stand. Of concurrent tests the last one tells for all. */
  leaveTest(): { readonly error: unknown } | undefined | Promise<{ readonly error: unknown } | undefined> {
    const state = watch();
    state.tests = Math.max(0, state.tests - 1);
    if (state.tests > 0) return undefined;
    const { started, promised } = state;
    state.started = new Set();
    state.promised = false;
    const open = [...started].map((execution) => execution.finish()).filter((finish) => finish !== undefined);
    if (open.length === 0 && !promised) return firstUntold(started);
    return Promise.all(open)
      .then(() => (promised ? turn() : undefined))
      .then(() => firstUntold(started));
  },
  /** Ends a file. Jest 30 calls no hook of a test for concurrent ones: where there are no others, nobody has looked at what they forgot. */
  leaveFile(): Promise<void> | undefined {
    const { promised } = watch();
    watch().promised = false;
    // One turn for what is told then, and one for the rejection of it.
    return promised ? turn().then(turn) : undefined;
  },
};

function firstUntold(started: Iterable<WatchedExecution>): { readonly error: unknown } | undefined {
  for (const execution of started) {
    const untold = execution.untold();
    if (untold !== undefined) return untold;
  }
  return undefined;
}

import { testScope } from '../mocks/test-scope';
import { perRealm } from '../per-realm';
import { turn } from '../time/real-time';
import { UsageError } from '../usage-error';

/** An execution that a test started, as the end of the test looks at it. */
export interface WatchedExecution {
  /** Lets calls that nobody awaited come to their end; from then on the execution stands still. */
  readonly finish: () => Promise<void> | undefined;
  /** What went wrong in it, and nobody has been told; undefined when nothing did. */
  readonly untold: () => { readonly error: unknown } | undefined;
  /** Tells that the test asks what its tasks were sent. */
  readonly asked?: () => void;
}

/** The test that ends, or the file, as far as its runner tells. */
export interface EndingTest {
  /** Whether it has failed already. */
  readonly failed: boolean;
  /** The function of a test, as it is written. */
  readonly text?: string;
}

/** The error that reached the test, if nobody has looked at it when the test ends. */
type UnreadError = (test: EndingTest | undefined) => { readonly error: unknown } | undefined;

/** What a test, or a file outside of its tests, has begun. */
interface WatchedPart {
  readonly started: Set<WatchedExecution>;
  readonly errors: UnreadError[];
}

const KEY = Symbol.for('drystep.startedInTest');

interface StartWatch {
  test: WatchedPart;
  /** What began in hooks for all tests, in bodies, and in tests that run beside others and have no hooks. */
  file: WatchedPart;
  /** Whether the end of the file has been: nobody looks at what begins later. */
  left: boolean;
  /**
   * Whether a promise of an execution was given to the tests under way. A rejection that nobody handles is known when the event loop turns: jest must
   * still listen then, or the process ends with all other tests.
   */
  promised: boolean;
  /** Tests under way: more than one where they are concurrent. */
  tests: number;
  /** Throws where the hooks are those of another test file. */
  requireHooks: () => void;
}

function nothing(): WatchedPart {
  return { started: new Set(), errors: [] };
}

/** One per realm, whatever copies of modules there are. */
function watch(): StartWatch {
  return perRealm(
    KEY,
    (): StartWatch => ({ test: nothing(), file: nothing(), left: false, promised: false, tests: 0, requireHooks: () => undefined }),
  );
}

/** Where something belongs that begins at this moment. */
function place(): WatchedPart {
  const { test, file } = watch();
  return testScope.insideTest && testScope.concurrentTest === undefined ? test : file;
}

/** Executions that a test starts: what goes wrong in one fails the test, whether it awaits anything or not. What starts outside of tests fails the file. */
export const startedInTest = {
  /** Whether an execution that starts at this moment is looked at when its test or file ends. */
  get watches(): boolean {
    return testScope.runsHooks && (testScope.insideTest || !watch().left);
  },
  /** @param current the test file under way, where a process may run several without loading the harness anew */
  enterFile(current: () => string | undefined = () => undefined): void {
    const entered = current();
    Object.assign(watch(), { left: false, requireHooks: () => requireFile(entered, current()) });
  },
  /**
   * What an execution asks before it starts.
   *
   * @throws UsageError where the hooks are those of another test file: its mocks would stay from test to test, and what goes wrong would fail nobody
   */
  requireHooks(): void {
    watch().requireHooks();
  },
  add(execution: WatchedExecution): void {
    place().started.add(execution);
  },
  /** Notes an error that the test must look at. */
  addError(error: UnreadError): void {
    place().errors.push(error);
  },
  /** Tells the executions of the test that it asks what tasks were sent. */
  asked(): void {
    for (const execution of watch().test.started) execution.asked?.();
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
    const { started } = watch().test;
    watch().promised = true;
    started.add(execution);
    return () => started.delete(execution);
  },
  enterTest(): void {
    watch().tests++;
  },
  /**
   * Ends a test: what its executions did not tell anybody, once all have come to a stand. Of concurrent tests the last one tells for all.
   *
   * @param test as its runner tells of it
   */
  leaveTest(
    test?: () => EndingTest | undefined,
  ): { readonly error: unknown } | undefined | Promise<{ readonly error: unknown } | undefined> {
    const state = watch();
    state.tests = Math.max(0, state.tests - 1);
    if (state.tests > 0) return undefined;
    const { test: begun, promised } = state;
    state.test = nothing();
    state.promised = false;
    const open = openIn(begun);
    if (open.length === 0 && !promised) return firstUntold(begun, test);
    return Promise.all(open)
      .then(() => (promised ? turn() : undefined))
      .then(() => firstUntold(begun, test));
  },
  /** Ends a file: what began outside of its tests, and did not tell anybody. Jest 30 calls no hook of a test for concurrent ones: nobody else looks at what they forgot. */
  async leaveFile(file?: () => EndingTest | undefined): Promise<{ readonly error: unknown } | undefined> {
    const state = watch();
    const { file: begun, promised } = state;
    state.file = nothing();
    state.left = true;
    state.promised = false;
    await Promise.all(openIn(begun));
    // One turn for what is told then, and one for the rejection of it.
    if (promised) await turn().then(turn);
    return firstUntold(begun, file);
  },
};

function requireFile(entered: string | undefined, current: string | undefined): void {
  if (entered === undefined || current === undefined || entered === current) return;
  throw new UsageError(
    `The hooks of drystep/vitest are those of ${entered}, and ${current} has none: vitest keeps modules from file to file here (isolate: false), and does not run the import again.`,
    "put 'drystep/vitest' itself into setupFiles of the vitest configuration, and not a file that imports it: it runs for each test file then.",
  );
}

function openIn({ started }: WatchedPart): readonly Promise<void>[] {
  return [...started].map((execution) => execution.finish()).filter((finish) => finish !== undefined);
}

function firstUntold(
  { started, errors }: WatchedPart,
  test: () => EndingTest | undefined = () => undefined,
): { readonly error: unknown } | undefined {
  for (const execution of started) {
    const untold = execution.untold();
    if (untold !== undefined) return untold;
  }
  if (errors.length === 0) return undefined;
  const ended = test();
  return errors.map((error) => error(ended)).find((untold) => untold !== undefined);
}

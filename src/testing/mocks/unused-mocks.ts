import { printableLines } from '../../asl';
import { UsageError } from '../usage-error';

/** A mock that a test set. */
interface Watched {
  readonly machineName: string;
  readonly label: string;
  readonly strict: boolean;
  used: boolean;
}

interface Watch {
  /** Set in the test that runs. */
  inTest: Watched[];
  /** By machine and target: whether any test of the file used it. */
  inFile: Map<string, Watched>;
}

const KEY = Symbol.for('drystep.unusedMocks');

/** One per realm, whatever copies of modules there are. */
function watch(): Watch {
  const holder = globalThis as { [KEY]?: Watch };
  holder[KEY] ??= { inTest: [], inFile: new Map() };
  return holder[KEY];
}

/** Mocks that tests set and never use: fail the test of a strict machine, else are told when the file ends. */
export const unusedMocks = {
  /** Watches a mock of the test that runs; the result is called when it is asked. */
  watch({ machineName, strict }: { readonly machineName: string; readonly strict: boolean }, label: string): () => void {
    const state = watch();
    const watched: Watched = { machineName, label, strict, used: false };
    state.inTest.push(watched);
    const key = `${machineName} ${label}`;
    // A mock of a `beforeEach` is set again for every test: one that uses it will do.
    if (!state.inFile.has(key)) state.inFile.set(key, { ...watched });
    const file = state.inFile.get(key) as Watched;
    return () => {
      watched.used = true;
      file.used = true;
    };
  },
  /** Ends a test. Throws a usage error when a mock of a strict machine was never used in it. */
  leaveTest(): void {
    const unused = watch().inTest.filter((mock) => mock.strict && !mock.used);
    watch().inTest = [];
    if (unused.length === 0) return;
    throw new UsageError(
      `${listed(unused)}: no task asked for an answer in this test.`,
      'remove the mock, or check that the execution gets there.',
    );
  },
  /** Ends a test file: the warning for mocks that no test of it used, undefined when there is none. */
  leaveFile(): string | undefined {
    const unused = [...watch().inFile.values()].filter((mock) => !mock.strict && !mock.used);
    watch().inFile.clear();
    if (unused.length === 0) return undefined;
    return printableLines(
      `drystep: no test that set ${listed(unused)} asked it for an answer. Hint: remove it, or check that the execution gets there.`,
    );
  },
};

function listed(mocks: readonly Watched[]): string {
  return mocks.map(({ machineName, label }) => `mock(${label}) of ${machineName}`).join(', ');
}

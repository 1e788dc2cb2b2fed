import { printableLines } from '../../asl';
import { perRealm } from '../per-realm';
import { UsageError } from '../usage-error';

/** A place in a mock that calls should come to: what stands behind a condition, or an answer behind others. */
export interface MockPoint {
  /** The same for the same place of a mock that is set again. */
  readonly key: string;
  /** How it is named where no call came to it, around the name of its mock; undefined: it is not told. */
  readonly named: ((mock: string) => string) | undefined;
  /** The key of the place before it: where no call came to that one, it is told instead. */
  readonly behind: string | undefined;
}

/** What was watched of a mock: in a test, or of the same mock in all tests of a file. */
interface Watched {
  readonly machineName: string;
  readonly label: string;
  readonly strict: boolean;
  /** Handed to `with()` or to one execution: such mocks are often shared, and only conditions of those that are asked are told. */
  readonly handed: boolean;
  used: boolean;
  /** What stands in it, by key. */
  readonly points: Map<string, MockPoint>;
  /** The keys of those that a call came to. */
  readonly met: Set<string>;
}

/** A mock that the test that runs has set: its chain may be written on. */
interface WrittenMock {
  readonly here: Watched;
  readonly inFile: Watched;
  readonly points: () => readonly MockPoint[];
}

interface MockWatch {
  inTest: WrittenMock[];
  /** By machine and target: whether any test of the file used it. */
  inFile: Map<string, Watched>;
}

const KEY = Symbol.for('drystep.unusedMocks');

/** One per realm, whatever copies of modules there are. */
function watch(): MockWatch {
  return perRealm(KEY, (): MockWatch => ({ inTest: [], inFile: new Map() }));
}

/** Mocks that tests set and never use, conditions of mocks that no call meets, and answers that none gets: fail the test of a strict machine, else are told when the file ends. */
export const unusedMocks = {
  /**
   * Watches a mock of the test that runs; the result is called when it is asked, with the places that the call came to, or without any when all of it
   * counts as used.
   */
  watch(
    { machineName, strict }: { readonly machineName: string; readonly strict: boolean },
    label: string,
    points: () => readonly MockPoint[],
  ): (met?: readonly string[]) => void {
    const state = watch();
    const unused = (): Watched => unusedMock({ machineName, label, strict, handed: false });
    const key = `${machineName} ${label}`;
    // A mock of a `beforeEach` is set again for every test: one that uses it will do.
    const inFile = state.inFile.get(key) ?? unused();
    state.inFile.set(key, inFile);
    const here = unused();
    state.inTest.push({ here, inFile, points });
    return (met) => {
      for (const each of [here, inFile]) {
        each.used = true;
        for (const key of met ?? points().map((point) => point.key)) each.met.add(key);
      }
    };
  },
  /** Watches the places of a mock that a test handed to `with()` or to an execution; the result is called as that of `watch` is. */
  watchHanded(machineName: string, label: string, points: readonly MockPoint[]): (met?: readonly string[]) => void {
    const { inFile } = watch();
    const key = `${machineName} ${label} handed`;
    const known = inFile.get(key) ?? unusedMock({ machineName, label, strict: false, handed: true });
    inFile.set(key, known);
    for (const point of points) known.points.set(point.key, point);
    return (met) => {
      known.used = true;
      for (const key of met ?? points.map((point) => point.key)) known.met.add(key);
    };
  },
  /** Ends a test. Throws a usage error when a mock of a strict machine, or what stands behind one of its conditions, was never used in it. */
  leaveTest(): void {
    const texts = takeTest().flatMap(({ here }) => (here.strict ? unusedOf(here) : []));
    if (texts.length === 0) return;
    throw new UsageError(
      `${texts.join(', ')}: no task asked for an answer in this test.`,
      'remove the mock, or check that the execution gets there.',
    );
  },
  /** Ends a test file: the warning for mocks, and places in mocks, that no test of it used, undefined when there is none. */
  leaveFile(): string | undefined {
    takeTest();
    const texts = [...watch().inFile.values()].flatMap((each) => (each.strict ? [] : unusedOf(each)));
    watch().inFile.clear();
    if (texts.length === 0) return undefined;
    return printableLines(
      `drystep: no test that set ${texts.join(', ')} asked it for an answer. Hint: remove it, or check that the execution gets there.`,
    );
  },
};

function unusedMock(mock: Pick<Watched, 'machineName' | 'label' | 'strict' | 'handed'>): Watched {
  return { ...mock, used: false, points: new Map(), met: new Set() };
}

/** The mocks of the test that ends, their chains as they were written in the end. */
function takeTest(): readonly WrittenMock[] {
  const { inTest } = watch();
  watch().inTest = [];
  for (const { here, inFile, points } of inTest)
    for (const point of points()) for (const each of [here, inFile]) each.points.set(point.key, point);
  return inTest;
}

/** The mock, or those of its places that no call came to. */
function unusedOf({ machineName, label, handed, used, met, points }: Watched): readonly string[] {
  if (!used) return handed ? [] : [`mock(${label}) of ${machineName}`];
  const who = handed ? `${label}: answer` : `mock(${label})`;
  return [...points.values()].flatMap(({ key, named, behind }) =>
    named === undefined || met.has(key) || (behind !== undefined && !met.has(behind)) ? [] : [`${named(who)} of ${machineName}`],
  );
}

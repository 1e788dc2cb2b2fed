import { printableLines } from '../../asl';
import { perRealm } from '../per-realm';
import { testScope } from './test-scope';

const KEY = Symbol.for('drystep.givenMachines');

/** By what was asked for: whether a machine that was given for it was used. One per realm, whatever copies of modules there are. */
function given(): Map<string, boolean> {
  return perRealm(KEY, (): Map<string, boolean> => new Map());
}

/** Machines that tests were given by `with()`: one that nothing uses was thrown away, and the test runs on without its mocks. */
export const givenMachines = {
  /**
   * Watches a machine of the test that runs, when mocks were handed over for it; the result is called when it is used. One that any test of the file
   * uses will do.
   */
  watch(machineName: string, labels: readonly string[]): (() => void) | undefined {
    if (labels.length === 0 || !testScope.runsHooks || !testScope.insideTest) return undefined;
    const call = `with({ ${labels.join(', ')} }) of ${machineName}`;
    given().set(call, given().get(call) ?? false);
    return () => void given().set(call, true);
  },
  /** Returns a hint for machines that no test of the file used, undefined when there is none, and forgets all. */
  leaveFile(): string | undefined {
    const unused = [...given()].flatMap(([call, used]) => (used ? [] : [call]));
    given().clear();
    if (unused.length === 0) return undefined;
    return printableLines(
      `no test used the machine that it got from ${unused.join(', ')}. Hint: with() leaves the machine that it is called on as it is: write const mocked = machine.with({ … }), and execute that one.`,
    );
  },
};

import { type JsonObject, parseDefinition, printable, refuseSurplus, type StateMachine } from '../../asl';
import { machineOf } from '../machine/machine-of';
import { viewOf } from '../machine/machine-view';
import type { TestMachine } from '../machine/tested-machine';
import { UsageError } from '../usage-error';
import type { Mutant } from './mutant';
import { mutantsOf } from './mutants-of';

/** What a suite made of the mutants of a machine. */
export interface MutationReport {
  /** Percentage of the mutants that the suite noticed; 100 when there was none. */
  readonly score: number;
  readonly noticed: readonly Mutant[];
  /** Defects that no test of the suite would see. */
  readonly survived: readonly Mutant[];
  /** The score, and a line for each survivor. */
  toString(): string;
}

/**
 * Runs a suite on every mutant of a machine: catchers and retriers dropped, comparisons flipped, transitions retargeted. A suite is a function that
 * mocks and executes the machine it is given, and throws when an expectation fails.
 *
 * Rejects with a usage error when the suite fails on the machine as it is.
 *
 * @param suite gets the machine without the mocks of any test, and mocks it as a test would
 * @example const report = await mutate(orders, async (machine) => { … }); expect(report.survived).toEqual([]);
 */
export async function mutate(machine: TestMachine, suite: (machine: TestMachine) => Promise<void> | void): Promise<MutationReport> {
  refuseSurplus('mutate()', 2, arguments);
  const of = machinesLike(machine);
  if (typeof suite !== 'function')
    throw new UsageError(`mutate() expected a suite, received ${typeof suite}.`, 'write mutate(machine, async (mutant) => { … }).');
  try {
    await suite(of(machine.definition));
  } catch (cause) {
    throw new UsageError(
      `mutate(): the suite fails on ${machine.name} as it is: ${cause instanceof Error ? cause.message : String(cause)}`,
      'let the suite pass before looking for what it does not notice, and mock in it what it needs.',
      { cause },
    );
  }
  const noticed: Mutant[] = [];
  const survived: Mutant[] = [];
  for (const mutant of mutantsOf(parsed(machine.definition))) {
    const survives = await passes(suite, of(mutant.definition));
    (survives ? survived : noticed).push(mutant);
  }
  const total = noticed.length + survived.length;
  const score = total === 0 ? 100 : (100 * noticed.length) / total;
  return { score, noticed, survived, toString: () => reportText(score, total, survived) };
}

/** Gives machines that differ from one in their definition only: its constructs, type and neighbours are theirs. */
function machinesLike(machine: TestMachine): (definition: JsonObject) => TestMachine {
  const core = viewOf(machine)?.core;
  if (core === undefined) throw new UsageError('mutate() expected a machine of testMachine().', 'write mutate(testMachine(stack), …).');
  const { found, owner, answers, objects, quotas, neighbours } = core;
  const options = {
    // No other place has the mutant.
    target: 'local' as const,
    strict: owner.strict,
    answers,
    ...(objects === undefined ? {} : { objects }),
    ...(quotas === undefined ? {} : { quotas }),
  };
  return (definition) => machineOf({ ...found, definition }, options, neighbours, definition === machine.definition);
}

/** One at a time: mutants share the mocks and the clock of nothing, but a suite may keep what it records. */
async function passes(suite: (machine: TestMachine) => Promise<void> | void, machine: TestMachine): Promise<boolean> {
  try {
    await suite(machine);
    return true;
  } catch {
    return false;
  }
}

function parsed(definition: JsonObject): StateMachine {
  // A machine under test has been parsed before.
  return (parseDefinition(definition) as { readonly machine: StateMachine }).machine;
}

function reportText(score: number, total: number, survived: readonly Mutant[]): string {
  const head = `${Math.floor(score * 10) / 10} % of ${total} mutants noticed`;
  return [head, ...survived.map((mutant) => `  not noticed: ${printable(mutant.text)}`)].join('\n');
}

import {
  errorText,
  type JsonObject,
  kinds,
  type OptionTable,
  parseDefinition,
  printable,
  receivedText,
  refuseSurplus,
  type StateMachine,
} from '../../asl';
import { endedByTest } from '../execution/awaited-by-test';
import { failingItsTest } from '../execution/failing-its-test';
import { machineOf } from '../machine/machine-of';
import { boundedMachine, forgivingMachine, talliedMachine } from '../machine/machine-variants';
import type { TestMachine } from '../machine/tested-machine';
import { type ExecutionTally, viewOf } from '../machine-view/machine-view';
import { requireOptions } from '../require-options';
import { UsageError } from '../usage-error';
import type { Mutant, MutationKind } from './mutant';
import { type MutantOptions, mutantsOf } from './mutants-of';

/** What a suite made of the mutants of a machine. */
export interface MutationReport {
  /** Percentage of the mutants that the suite noticed; 100 when there was none. */
  readonly score: number;
  /** By kind of defect: how many there were, and how many of them were noticed. */
  readonly kinds: Readonly<Partial<Record<MutationKind, { readonly noticed: number; readonly total: number }>>>;
  readonly noticed: readonly Mutant[];
  /** Defects that no test of the suite would see. */
  readonly survived: readonly Mutant[];
  /** The score, and a line for each survivor. */
  toString(): string;
}

const OPTIONS: OptionTable<MutantOptions> = { addedRetriers: kinds.flag };

/**
 * Runs a suite on every mutant of a machine: catchers and retriers dropped, comparisons flipped, transitions retargeted. A suite is a function that
 * mocks and executes the machine it is given, and throws when an expectation fails.
 *
 * Rejects with a usage error when the suite fails on the machine as it is, or executes nothing of it.
 *
 * @param suite gets the machine without the mocks of any test, and mocks it as a test would
 * @param options `addedRetriers: true` breaks the retrier that the CDK adds to each `LambdaInvoke` by itself, too
 * @example const report = await mutate(orders, async (machine) => { … }); expect(report.survived).toEqual([]);
 */
export function mutate(
  machine: TestMachine,
  suite: (machine: TestMachine) => Promise<void> | void,
  options: { readonly addedRetriers?: boolean } = {},
): Promise<MutationReport> {
  const given = arguments;
  return endedByTest(async () => {
    refuseSurplus('mutate()', 3, given);
    return mutated(machine, suite, options);
  });
}

async function mutated(
  machine: TestMachine,
  suite: (machine: TestMachine) => Promise<void> | void,
  options: { readonly addedRetriers?: boolean },
): Promise<MutationReport> {
  requireOptions('mutate()', options, OPTIONS);
  const of = machinesLike(machine);
  if (typeof suite !== 'function')
    throw new UsageError(`mutate() expected a suite, received ${receivedText(suite)}.`, 'write mutate(machine, async (mutant) => { … }).');
  const tally: ExecutionTally = { begun: 0, open: 0 };
  try {
    await suite(forgivingMachine(talliedMachine(of(machine.definition), tally)));
  } catch (cause) {
    const why = errorText(cause);
    // What the harness says has a hint already, which is nearer to the mistake.
    const hint = 'let the suite pass before looking for what it does not notice, and mock in it what it needs.';
    throw failingItsTest(
      new UsageError(`mutate(): the suite fails on ${machine.name} as it is: ${why}`, /\bHint: /.test(why) ? undefined : hint, { cause }),
    );
  }
  if (tally.open > 0)
    throw new UsageError(
      'mutate(): the suite ended before an execution that it began.',
      'await it: async (mutant) => { … await mutant.execute(input) … }.',
    );
  const noticed: Mutant[] = [];
  const survived: Mutant[] = [];
  const kinds: { -readonly [Kind in keyof MutationReport['kinds']]: MutationReport['kinds'][Kind] } = {};
  const mostEvents = await enoughEvents(suite, of(machine.definition));
  for (const mutant of mutantsOf(machineOfDefinition(machine.definition), options)) {
    const survives = await passes(suite, boundedMachine(of(mutant.definition), mostEvents));
    (survives ? survived : noticed).push(mutant);
    const { noticed: before, total } = kinds[mutant.kind] ?? { noticed: 0, total: 0 };
    kinds[mutant.kind] = { noticed: before + (survives ? 0 : 1), total: total + 1 };
  }
  const total = noticed.length + survived.length;
  // A suite may look at the definition alone; one that looks at neither notices nothing, whatever it expects.
  if (tally.begun === 0 && noticed.length === 0 && total > 0)
    throw new UsageError(
      'mutate(): the suite executes nothing of the machine that it is given.',
      'write mutate(machine, async (mutant) => { … await mutant.execute(input) … }).',
    );
  const score = total === 0 ? 100 : (100 * noticed.length) / total;
  return { score, kinds, noticed, survived, toString: () => reportText(score, total, survived, kinds) };
}

/** Machines that differ from one in their definition only: its constructs, type and neighbours are theirs. */
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

/** Events within which the executions of a suite end, where that is far below the service's quota. */
const FEW_EVENTS = 1000;

/** The events that mutants get: one that runs in circles ends soon where the suite needs few, and does not take the time of all others. */
async function enoughEvents(suite: (machine: TestMachine) => Promise<void> | void, machine: TestMachine): Promise<number> {
  return (await passes(suite, boundedMachine(machine, FEW_EVENTS))) ? 2 * FEW_EVENTS : Number.POSITIVE_INFINITY;
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

function machineOfDefinition(definition: JsonObject): StateMachine {
  // A machine under test has been parsed before.
  return (parseDefinition(definition) as { readonly machine: StateMachine }).machine;
}

function reportText(score: number, total: number, survived: readonly Mutant[], kinds: MutationReport['kinds']): string {
  const head = `${Math.floor(score * 10) / 10} % of ${total} mutants noticed`;
  const byKind = Object.entries(kinds).map(([kind, { noticed, total }]) => `  ${kind}: ${noticed} of ${total}`);
  return [head, ...byKind, ...survived.map((mutant) => `  not noticed: ${printable(mutant.text)}`)].join('\n');
}

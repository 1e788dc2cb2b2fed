import { type JsonObject, type JsonValue, kinds, type OptionTable, printable, refuseSurplus, type StateMachine } from '../../asl';
import { endedByTest } from '../execution/awaited-by-test';
import { failingItsTest } from '../execution/failing-its-test';
import { forgivingMachine, localMachine } from '../machine/machine-variants';
import type { TestMachine } from '../machine/tested-machine';
import { viewOf } from '../machine-view/machine-view';
import { misspeltErrorOf } from '../machine-view/misspelt-error';
import { requireOptions } from '../require-options';
import { UsageError } from '../usage-error';
import { defaultSeed } from './default-seed';
import { exploredMachine, exploredRun } from './explored-run';
import { type ArbitraryOf, type JsonSchemaObject, loadFastCheck } from './fast-check';
import { type Plan, plans } from './plan';
import { asksSuccess, type ExplorationProperty, forbiddenError, isAsked } from './properties';
import { ruleConstants } from './rule-constants';
import { isSchema, schemaInputs } from './schema-inputs';
import { steeredInput } from './steered-input';
import { testText } from './test-text';

/** How a machine is explored. */
export interface ExploreOptions {
  /** Laws that every execution should keep. */
  readonly properties: readonly ExplorationProperty[];
  /** Random executions. @default 100 */
  readonly runs?: number;
  /**
   * Repeats an exploration: a failure prints it.
   *
   * @default what `DRYSTEP_EXPLORE_SEED` says, a number or `random`; else 1 where `CI` is set, and another each time where it is not
   */
  readonly seed?: number;
  /**
   * How many of the first calls of an execution may fail or be delayed. What has begun lasts as long as it does.
   *
   * @default 20
   */
  readonly turns?: number;
  /** Called before each execution: puts what handlers keep, such as a table in memory, back to the start. */
  readonly beforeEach?: () => unknown;
}

const OPTIONS: OptionTable<ExploreOptions> = {
  properties: kinds.listOf({
    expected: 'a property, such as neverFails()',
    accepts: (value) => typeof (value as Partial<ExplorationProperty> | null | undefined)?.broken === 'function',
  }),
  runs: kinds.wholeNumber(1),
  seed: kinds.integer,
  turns: kinds.wholeNumber(0),
  beforeEach: kinds.callable,
};

/** Runs of which one would have succeeded, failures at random and all, where any input lets the workflow do so. */
const ENOUGH_RUNS = 50;

/** What an exploration came to. */
export interface Exploration {
  readonly runs: number;
  readonly seed: number;
}

/**
 * Runs random inputs against random outcomes of tasks, in random orders of completion, and rejects with the smallest execution that
 * breaks a law, as a test to paste. A task succeeds as the machine's mocks say, and fails with the errors that its retriers and catchers name,
 * a timeout and an unexpected one: before its handler does its work, or after.
 *
 * @param inputs an arbitrary of fast-check, which must be installed, or a JSON Schema of types, bounds, `enum`, `const` and alternatives
 * @example await explore(orders, fc.record({ total: fc.nat() }), { properties: [neverFails('States.Runtime'), alwaysCompensates('Charge', 'Refund')] });
 */
export function explore<Input>(
  machine: TestMachine<Input, never> | TestMachine,
  inputs: ArbitraryOf<Input> | JsonSchemaObject,
  options: ExploreOptions = { properties: [] },
): Promise<Exploration> {
  const given = arguments;
  return endedByTest(async () => {
    refuseSurplus('explore()', 3, given);
    return explored(machine, inputs, options);
  });
}

async function explored<Input>(
  machine: TestMachine<Input, never> | TestMachine,
  inputs: ArbitraryOf<Input> | JsonSchemaObject,
  options: ExploreOptions,
): Promise<Exploration> {
  requireOptions('explore()', options, OPTIONS);
  const { properties, runs = 100, seed = defaultSeed(), turns = 20, beforeEach } = options;
  const view = viewOf(machine);
  if (view === undefined) throw new UsageError('explore() expected a machine of testMachine().', 'write explore(testMachine(stack), …).');
  if (!Array.isArray(properties) || properties.length === 0)
    throw new UsageError('explore() expected a property, received none.', "write properties: [neverFails('States.Runtime')].");
  for (const property of properties) refuseMisspeltError(property, view.core.definition.machine);
  const isArbitrary = typeof (inputs as Partial<ArbitraryOf<Input>> | undefined)?.generate === 'function';
  if (!isArbitrary && !isSchema(inputs))
    throw new UsageError(
      `explore() expected an arbitrary of fast-check or a JSON Schema for its inputs, received ${inputs === null ? 'null' : typeof inputs}.`,
      'write fc.record({ … }), or fc.constant(input) for one input.',
    );
  const fc = loadFastCheck();
  const generated = (isArbitrary ? inputs : schemaInputs(fc, inputs as JsonObject)) as ArbitraryOf<Input>;
  // Orders and errors are tried in virtual time, which no other place has.
  const tested = forgivingMachine(localMachine(machine));
  const constants = ruleConstants(view.core.definition.machine);
  const subject = exploredMachine(tested, view, constants);
  // An execution that is this long has broken its law: of what would come after nobody asks.
  const mostEvents = Math.min(...properties.map((property) => property.mostEvents ?? Number.POSITIVE_INFINITY));
  const bounded = properties.filter((property) => property.mostEvents === mostEvents);
  let succeeded = false;
  const asked = new Set<ExplorationProperty>();
  const brokenBy = async (given: Input, plan: Plan) => {
    await beforeEach?.();
    const input = steeredInput(generated, given, plan.steering, constants);
    const run = await exploredRun(subject, input as JsonValue, plan, { turns, mostEvents });
    succeeded ||= run.execution.status === 'SUCCEEDED';
    for (const property of properties) if (!asked.has(property) && isAsked(property, run.execution)) asked.add(property);
    const cut = Number.isFinite(mostEvents) && run.execution.history.length >= mostEvents;
    for (const property of cut ? bounded : properties) {
      // An Express execution that is delivered twice keeps its laws twice.
      for (const execution of [run.execution, run.execution.redelivery]) {
        const why = execution === undefined ? undefined : await property.broken(execution);
        if (why !== undefined) return { ...run, broken: execution!, input: input as JsonValue, why, property };
      }
    }
    return undefined;
  };
  // What is not an outcome of the workflow, such as a task without a mock, ends the exploration as it is.
  let trouble: { readonly error: unknown } | undefined;
  const holds = async (input: Input, plan: Plan): Promise<boolean> => {
    try {
      return (await brokenBy(input, plan)) === undefined;
    } catch (error) {
      trouble ??= { error };
      return true;
    }
  };
  const details = await fc.check<[Input, Plan]>(
    fc.asyncProperty(generated, plans(fc, subject.tasks.length, turns, tested.type === 'EXPRESS'), holds),
    seed === undefined ? { numRuns: runs } : { numRuns: runs, seed },
  );
  if (trouble !== undefined) throw failingItsTest(trouble.error);
  if (!details.failed || details.counterexample === null) {
    if (!succeeded && details.numRuns >= ENOUGH_RUNS) refuseUnasked(properties, details);
    const idle = properties.find((property) => !asked.has(property));
    if (idle !== undefined && details.numRuns >= ENOUGH_RUNS)
      throw new UsageError(
        `explore(): in none of ${details.numRuns} runs (seed ${details.seed}) did a state do work that ${JSON.stringify(idle.name)} wants undone.`,
        'look at one: console.log(await machine.execute(input)), and give inputs and mocks that lead there.',
      );
    return { runs: details.numRuns, seed: details.seed };
  }
  const [input, plan] = details.counterexample;
  const found = await brokenBy(input, plan);
  if (found === undefined)
    throw new UsageError('explore() found a failure that does not happen again.', 'have the mocks answer equal calls in the same way.');
  throw new Error(
    [
      `${printable(`${tested.name} breaks "${found.property.name}": ${found.why}`)} (found after ${details.numRuns} ${details.numRuns === 1 ? 'run' : 'runs'}, seed ${details.seed}).`,
      '',
      testText(found.property, { ...found, twice: plan.twice === 1, beforeEach }),
      '',
      String(found.broken),
    ].join('\n'),
  );
}

/** Throws a usage error for a law that forbids an error which the definition spells otherwise: nothing could break it. */
function refuseMisspeltError(property: ExplorationProperty, machine: StateMachine): void {
  const error = forbiddenError(property);
  const meant = error === undefined ? undefined : misspeltErrorOf(machine, error);
  if (meant !== undefined)
    throw new UsageError(
      `explore(): nothing in the definition names the error of neverFails(${JSON.stringify(error)}).`,
      `did you mean ${JSON.stringify(meant)}? For an error that only a handler throws, write a property() of your own.`,
    );
}

/** Throws a usage error for a law about executions that succeed, where none did: it was asked of nothing. */
function refuseUnasked(
  properties: readonly ExplorationProperty[],
  { numRuns, seed }: { readonly numRuns: number; readonly seed: number },
): void {
  const unasked = properties.find(asksSuccess);
  if (unasked === undefined) return;
  throw new UsageError(
    `explore(): none of ${numRuns} runs succeeded (seed ${seed}), so ${JSON.stringify(unasked.name)} was never checked.`,
    'look at one: console.log(await machine.execute(input)), and give inputs and mocks that the workflow accepts.',
  );
}

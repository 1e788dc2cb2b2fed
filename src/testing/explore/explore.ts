import type { JsonValue } from '../../asl';
import { viewOf } from '../machine/machine-view';
import type { TestMachine } from '../machine/tested-machine';
import { UsageError } from '../usage-error';
import { type AnsweredCall, exploredRun, type Turn } from './explored-run';
import { type ArbitraryOf, loadFastCheck } from './fast-check';
import type { ExplorationProperty } from './properties';

/** How a machine is explored. */
export interface ExploreOptions {
  /** Laws that every execution should keep. */
  readonly properties: readonly ExplorationProperty[];
  /** Random executions. @default 100 */
  readonly runs?: number;
  /** Repeats an exploration: a failure tells it. @default random */
  readonly seed?: number;
  /** Calls of an execution that may fail or be late; those after are answered by the machine's mocks. @default 20 */
  readonly turns?: number;
}

/** What an exploration came to. */
export interface Exploration {
  readonly runs: number;
  readonly seed: number;
}

/** Most milliseconds by which answers are late, so that branches end in another order. */
const LATEST = 5;

/**
 * Runs random inputs against random outcomes of tasks, in random orders of completion, and rejects with the smallest execution that
 * breaks a law, as a test to paste. A task succeeds as the machine's mocks say, and fails with the errors that its retriers and catchers name,
 * a timeout and an unexpected one.
 *
 * @param inputs an arbitrary of fast-check, which must be installed
 * @example await explore(orders, fc.record({ total: fc.nat() }), { properties: [neverFails('States.Runtime'), alwaysCompensates('Charge', 'Refund')] });
 */
export async function explore<Input>(
  machine: TestMachine<Input, never> | TestMachine,
  inputs: ArbitraryOf<Input>,
  { properties, runs = 100, seed, turns = 20 }: ExploreOptions,
): Promise<Exploration> {
  const view = viewOf(machine);
  if (view === undefined) throw new UsageError('explore() expected a machine of testMachine().', 'write explore(testMachine(stack), …).');
  if (properties.length === 0)
    throw new UsageError('explore() expected a property, received none.', "write properties: [neverFails('States.Runtime')].");
  const fc = loadFastCheck();
  const tested = machine as TestMachine;
  const turn = fc.record<Turn>({ error: fc.option(fc.nat({ max: 20 }), { nil: undefined, freq: 3 }), delay: fc.nat({ max: LATEST }) });
  const brokenBy = async (input: Input, plan: readonly Turn[]) => {
    const run = await exploredRun(tested, view, input as JsonValue, plan);
    for (const property of properties) {
      const why = property.broken(run.execution);
      if (why !== undefined) return { ...run, why, property };
    }
    return undefined;
  };
  // What is no outcome of the workflow, such as a task without a mock, ends the exploration as it is.
  let trouble: { readonly error: unknown } | undefined;
  const holds = async (input: Input, plan: readonly Turn[]): Promise<boolean> => {
    try {
      return (await brokenBy(input, plan)) === undefined;
    } catch (error) {
      trouble ??= { error };
      return true;
    }
  };
  const details = await fc.check<[Input, readonly Turn[]]>(
    fc.asyncProperty(inputs, fc.array(turn, { maxLength: turns }), holds),
    seed === undefined ? { numRuns: runs } : { numRuns: runs, seed },
  );
  if (trouble !== undefined) throw trouble.error;
  if (!details.failed || details.counterexample === null) return { runs: details.numRuns, seed: details.seed };
  const [input, plan] = details.counterexample;
  const found = await brokenBy(input, plan);
  if (found === undefined)
    throw new UsageError('explore() found a failure that does not come again.', 'make the mocks answer equal calls equally.');
  throw new Error(
    [
      `${tested.name} breaks "${found.property.name}": ${found.why} (found after ${details.numRuns} runs, seed ${details.seed}).`,
      '',
      testText(found.property.name, input as JsonValue, found.answered),
      '',
      String(found.execution),
    ].join('\n'),
  );
}

/** A test to paste, which runs the same execution. */
function testText(name: string, input: JsonValue, answered: readonly AnsweredCall[]): string {
  const states = [...new Set(answered.filter((call) => call.error !== undefined || call.delay > 0).map((call) => call.state))];
  const mocks = states.map((state) => {
    const answers = answered.filter((call) => call.state === state);
    const text = answers.map(
      ({ error, result, delay }) =>
        `${error === undefined ? `.returns(${JSON.stringify(result ?? {})})` : `.fails('${error}', 'explored')`}${delay === 0 ? '' : `.after(${delay})`}`,
    );
    return `  machine.mock(${JSON.stringify(state)})${text.join('')};`;
  });
  return [
    `test(${JSON.stringify(name)}, async () => {`,
    ...mocks,
    `  const execution = await machine.execute(${JSON.stringify(input)});`,
    '  console.log(execution);',
    '});',
  ].join('\n');
}

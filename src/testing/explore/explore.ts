import { type JsonValue, kinds, type OptionTable, printable, printableJson, refuseSurplus } from '../../asl';
import { localMachine } from '../machine/machine-of';
import { viewOf } from '../machine/machine-view';
import type { TestMachine } from '../machine/tested-machine';
import { requireOptions } from '../require-options';
import { UsageError } from '../usage-error';
import { type AnsweredCall, type ExploredRun, exploredRun, type Turn } from './explored-run';
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
  /**
   * Calls of an execution that may fail or be late; those after are answered by the machine's mocks, or go on as they did for their state.
   *
   * @default 20
   */
  readonly turns?: number;
}

const OPTIONS: OptionTable<ExploreOptions> = {
  properties: kinds.listOf({
    expected: 'a property, such as neverFails()',
    accepts: (value) => typeof (value as Partial<ExplorationProperty> | null | undefined)?.broken === 'function',
  }),
  runs: kinds.wholeNumber(1),
  seed: kinds.integer,
  turns: kinds.wholeNumber(0),
};

/** What an exploration came to. */
export interface Exploration {
  readonly runs: number;
  readonly seed: number;
}

/** Milliseconds by which answers are late, so that branches end in another order, those with Waits and timeouts included. */
const DELAYS = [0, 1, 1000, 60_000].flatMap((unit) => (unit === 0 ? [0] : [1, 2, 3, 4, 5].map((count) => count * unit)));

/** A plan as it is generated: numbers that shrink to nothing. */
interface GeneratedPlan {
  readonly turns: readonly { readonly error: number | undefined; readonly delay: number }[];
  /** What happens to a state last goes on for ever, one time in four. */
  readonly lasting: number;
}

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
  options: ExploreOptions = { properties: [] },
): Promise<Exploration> {
  refuseSurplus('explore()', 3, arguments);
  requireOptions('explore()', options, OPTIONS);
  const { properties, runs = 100, seed, turns = 20 } = options;
  const view = viewOf(machine);
  if (view === undefined) throw new UsageError('explore() expected a machine of testMachine().', 'write explore(testMachine(stack), …).');
  if (!Array.isArray(properties) || properties.length === 0)
    throw new UsageError('explore() expected a property, received none.', "write properties: [neverFails('States.Runtime')].");
  if (typeof (inputs as Partial<ArbitraryOf<Input>> | undefined)?.generate !== 'function')
    throw new UsageError(
      `explore() expected an arbitrary of fast-check for its inputs, received ${inputs === null ? 'null' : typeof inputs}.`,
      'write fc.record({ … }), or fc.constant(input) for one input.',
    );
  const fc = loadFastCheck();
  // Orders and errors are tried in virtual time, which no other place has.
  const tested = localMachine(machine as TestMachine);
  const plans = fc.record<GeneratedPlan>({
    turns: fc.array(
      fc.record({ error: fc.option(fc.nat({ max: 20 }), { nil: undefined, freq: 3 }), delay: fc.nat({ max: DELAYS.length - 1 }) }),
      { maxLength: turns },
    ),
    lasting: fc.nat({ max: 3 }),
  });
  const brokenBy = async (input: Input, { turns, lasting }: GeneratedPlan) => {
    const plan = turns.map(({ error, delay }): Turn => ({ error, delay: DELAYS[delay] as number }));
    const run = await exploredRun(tested, view, input as JsonValue, { turns: plan, lasting: lasting === 3 });
    for (const property of properties) {
      const why = await property.broken(run.execution);
      if (why !== undefined) return { ...run, why, property };
    }
    return undefined;
  };
  // What is no outcome of the workflow, such as a task without a mock, ends the exploration as it is.
  let trouble: { readonly error: unknown } | undefined;
  const holds = async (input: Input, plan: GeneratedPlan): Promise<boolean> => {
    try {
      return (await brokenBy(input, plan)) === undefined;
    } catch (error) {
      trouble ??= { error };
      return true;
    }
  };
  const details = await fc.check<[Input, GeneratedPlan]>(
    fc.asyncProperty(inputs, plans, holds),
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
      `${printable(`${tested.name} breaks "${found.property.name}": ${found.why}`)} (found after ${details.numRuns} ${details.numRuns === 1 ? 'run' : 'runs'}, seed ${details.seed}).`,
      '',
      testText(found.property, input as JsonValue, found),
      '',
      String(found.execution),
    ].join('\n'),
  );
}

/** A test to paste, which runs the same execution and fails by the same law. */
function testText(law: ExplorationProperty, input: JsonValue, { execution, answered }: ExploredRun): string {
  const states = [...new Set(answered.filter((call) => call.explored).map((call) => call.state))];
  const mocks = states.map((state) => {
    const answers = answered.filter((call) => call.state === state).map(answerText);
    return `  machine.mock(${JSON.stringify(state)})${repeated(answers)};`;
  });
  const lines = [
    `test(${JSON.stringify(law.name)}, async () => {`,
    ...mocks,
    `  const execution = await machine.execute(${JSON.stringify(input)});`,
    `  ${law.expectation?.(execution) ?? 'console.log(execution);'}`,
    '});',
  ];
  return printableJson(lines.join('\n'));
}

function answerText({ failure, result, delay }: AnsweredCall): string {
  if (delay === Number.POSITIVE_INFINITY) return '.timesOut()';
  const named = failure === undefined ? [] : [failure.error ?? '', failure.cause].filter((each) => each !== undefined);
  const answer =
    failure === undefined ? `.returns(${JSON.stringify(result ?? {})})` : `.fails(${named.map((each) => JSON.stringify(each)).join(', ')})`;
  return `${answer}${delay === 0 ? '' : `.after(${delay})`}`;
}

/** A chain of answers without repetition: the last one goes on for ever. */
function repeated(answers: readonly string[]): string {
  const runs: { text: string; times: number }[] = [];
  for (const text of answers) {
    const last = runs.at(-1);
    if (last?.text === text) last.times++;
    else runs.push({ text, times: 1 });
  }
  return runs.map(({ text, times }, index) => (times === 1 || index === runs.length - 1 ? text : `${text}.times(${times})`)).join('');
}

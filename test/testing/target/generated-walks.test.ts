import fc from 'fast-check';
import { delayed, safeParse, TaskError, type TestStateRequest, testState } from '../../../src/interpreter';
import { isUsageError, type TestExecution, type TestMachine, testMachine } from '../../../src/testing';
import { randomNumbers } from '../../interpreter/replay/cuts';
import { withMoreTasks } from '../../interpreter/replay/random-histories';
import { type Json, randomRuns } from '../../properties/random-machine';

const RUNS = Math.min(Number(process.env.DRYSTEP_FUZZ_RUNS ?? 60), 2000);

/** AWS's TestState, answered by our own without a network between. */
const client = { send: async ({ input }: { readonly input: TestStateRequest }) => testState(input) } as never;

/** Why walks are refused: each a limit of TestState. */
const LIMITS = [
  /reads (the context object|\$)/,
  /without the name of an error/,
  /more than the five minutes/,
  /could not evaluate/,
  /did not tell the items/,
  /that TestState does not tell: their order depends on it/,
  /^The execution would have run for/,
  /has (ItemReader|Tolerated\w+)/,
];

/** Gives every task the same list of answers, to be taken in the order in which the tasks are asked. */
function mockInTurn(machine: TestMachine, random: () => number): void {
  const answers = Array.from({ length: 400 }, () => random());
  let asked = 0;
  machine.mock('*').returns(((call: { readonly state: string }) => {
    const answer = answers[asked++ % answers.length] as number;
    if (answer < 0.25) throw new TaskError('Busy', `by ${asked}`);
    const given = { Payload: { asked, state: call.state }, StatusCode: 200 };
    if (answer > 0.95) return delayed(Number.POSITIVE_INFINITY, () => null);
    return answer > 0.85 ? Promise.resolve(given) : given;
  }) as never);
}

/** What both places must agree on; errors of the definition have texts of their own in TestState. */
function summary({ status, output, error, visits }: TestExecution): string {
  const states = visits.map(({ state, attempts, status: how, branch }) => `${state} ${branch?.index} ${attempts} ${how}`).sort();
  return JSON.stringify([status, output, error, states]).replaceAll(
    /An error occurred while executing the state '\w+' \(entered at the event id #\d+\)\. /g,
    '',
  );
}

test('A walk of any machine comes to what the engine here comes to, mocks in sequences included, or is refused', async () => {
  const differing: string[] = [];
  let [equal, refused, together] = [0, 0, 0];

  await fc.assert(
    fc.asyncProperty(randomRuns, fc.nat(), async (run, seed) => {
      const random = randomNumbers(seed);
      const text = JSON.stringify(withMoreTasks(run.definition as Json, random))
        .replaceAll('$random()', '0.5')
        .replaceAll('$uuid()', '$string(1)');
      const definition = JSON.parse(text.replaceAll('States.UUID()', 'States.MathAdd(1, 1)')) as object;
      fc.pre(safeParse(definition).success && !/DISTRIBUTED/.test(text) && text.includes('"Task"'));
      const drawn = random();
      const machineOf = (target: 'local' | 'teststate'): TestMachine => {
        const machine = testMachine(definition, 'Walked', { target, answers: 'NONE', aws: { client } });
        mockInTurn(machine, randomNumbers(drawn * 2 ** 31));
        return machine;
      };
      const here = await machineOf('local')
        .execute(run.input)
        .catch(() => undefined);
      if (here === undefined || here.visits.length > 150) return;
      try {
        const walked = await machineOf('teststate').execute(run.input);
        if (summary(walked) !== summary(here))
          differing.push(`${JSON.stringify(definition)}\n${JSON.stringify(run.input)}\n${summary(walked)}\n${summary(here)}`);
        else equal++;
        if (here.visits.some(({ branch }) => branch !== undefined)) together++;
      } catch (error) {
        if (!isUsageError(error)) throw error;
        if (!LIMITS.some((limit) => limit.test(error.message))) differing.push(`${error.message}\n${JSON.stringify(definition)}`);
        refused++;
      }
    }),
    { numRuns: RUNS, seed: Number(process.env.DRYSTEP_FUZZ_SEED ?? 3) },
  );
  if (process.env.DRYSTEP_FUZZ_RUNS !== undefined)
    console.log({ equal, together, refused, differing: differing.length }, differing.slice(0, 4).join('\n\n'));

  expect(differing).toEqual([]);
  expect(equal).toBeGreaterThan(RUNS / 3);
  expect(together).toBeGreaterThan(RUNS / 10);
}, 600_000);

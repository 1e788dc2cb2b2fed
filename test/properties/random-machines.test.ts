import fc from 'fast-check';
import { execute, safeParse } from 'drystep/interpreter';
import { answerer, type RandomRun, randomRuns } from './random-machine';

const ENDS = ['SUCCEEDED', 'FAILED', 'TIMED_OUT'];
const RUNS = Number(process.env.DRYSTEP_FUZZ_RUNS ?? 1500);

const runOnce = async ({ definition, input, answers, type }: RandomRun) => {
  const result = await execute(definition, { input, type, tasks: answerer(answers), seed: 5 });
  return { status: result.status, bytes: JSON.stringify({ ...result, history: result.history }) };
};

test('Any sound machine with any input ends, and ends the same way twice, byte for byte', async () => {
  await fc.assert(
    fc.asyncProperty(randomRuns, async (run) => {
      const parsed = safeParse(run.definition);
      expect(parsed.success ? [] : parsed.problems).toEqual([]);

      const first = await runOnce(run);
      const second = await runOnce(run);

      expect(ENDS).toContain(first.status);
      expect(second.bytes === first.bytes).toBe(true);
    }),
    { numRuns: RUNS, ...(process.env.DRYSTEP_FUZZ_SEED === undefined ? {} : { seed: Number(process.env.DRYSTEP_FUZZ_SEED) }) },
  );
}, 600_000);

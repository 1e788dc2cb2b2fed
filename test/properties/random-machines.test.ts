import { createHash } from 'node:crypto';
import { execute, safeParse } from 'drystep/interpreter';
import fc from 'fast-check';
import { fuzzRuns } from '../fuzz-runs';
import { answerer, type RandomRun, randomRuns } from './random-machine';

const ENDS = ['SUCCEEDED', 'FAILED', 'TIMED_OUT'];
const MOST_READ = 1000;
const RUNS = fuzzRuns(300);

/** Runs once and digests every byte, of a history too long to read in full the shape of every event and the payloads of the first. */
const runOnce = async ({ definition, input, answers, type }: RandomRun) => {
  const result = await execute(definition, { input, type, tasks: answerer(answers), seed: 5 });
  const digest = createHash('sha256').update(JSON.stringify([result.status, result.output, result.error, result.cause]));
  for (const event of result.history)
    digest.update(JSON.stringify(event.id <= MOST_READ ? event : [event.type, event.previousEventId, event.timestamp]));
  return { status: result.status, digest: digest.digest('hex') };
};

test('Any sound machine with any input ends, and ends the same way twice, byte for byte', async () => {
  await fc.assert(
    fc.asyncProperty(randomRuns, async (run) => {
      const parsed = safeParse(run.definition);
      expect(parsed.success ? [] : parsed.problems).toEqual([]);

      const first = await runOnce(run);
      const second = await runOnce(run);

      expect(ENDS).toContain(first.status);
      expect(second.digest).toBe(first.digest);
    }),
    { numRuns: RUNS, ...(process.env.DRYSTEP_FUZZ_SEED === undefined ? {} : { seed: Number(process.env.DRYSTEP_FUZZ_SEED) }) },
  );
}, 600_000);

import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { execute, safeParse } from '../src/interpreter';
import { answerer, type RandomRun, randomRuns } from '../test/properties/random-machine';
import { fuzzExpressions } from './fuzz-expressions';

/**
 * Runs random machines for a while: `npm run fuzz -- --minutes 10 [--seed N]`. Prints the smallest machine that breaks a law, and ends with 1.
 * With `--expressions [--runs 1000000] [--seed N]`: nasty expressions instead, in every field that takes one.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    expressions: { type: 'boolean', default: false },
    runs: { type: 'string', default: '1000000' },
    seed: { type: 'string' },
  },
});
const BATCH = 500;

async function endsTheSameTwice({ definition, input, answers, type }: RandomRun): Promise<void> {
  const parsed = safeParse(definition);
  if (!parsed.success) throw new Error(`refused: ${JSON.stringify(parsed.problems)}`);
  const run = () => execute(definition, { input, type, tasks: answerer(answers), seed: 5 });
  const first = await run();
  const second = await run();
  const shape = (result: typeof first) => JSON.stringify([result.status, result.output, result.error, result.cause, result.history.length]);
  if (shape(first) !== shape(second)) throw new Error(`two ends:\n${shape(first)}\n${shape(second)}`);
}

async function fuzz(): Promise<void> {
  const until = Date.now() + Number(values.minutes) * 60_000;
  let seed = Number(values.seed ?? Date.now() % 1_000_000);
  let runs = 0;
  while (Date.now() < until) {
    const details = await fc.check(fc.asyncProperty(randomRuns, endsTheSameTwice), { numRuns: BATCH, seed });
    runs += details.numRuns;
    if (details.failed) {
      console.log(fc.defaultReportMessage(details));
      console.log(`after ${runs} runs; again with: npm run fuzz -- --seed ${seed}`);
      process.exitCode = 1;
      return;
    }
    seed++;
  }
  console.log(`${runs} runs, no finding`);
}

async function run(): Promise<void> {
  if (!values.expressions) return fuzz();
  if ((await fuzzExpressions(Number(values.runs), Number(values.seed ?? Date.now() % 1_000_000))) > 0) process.exitCode = 1;
}

void run();

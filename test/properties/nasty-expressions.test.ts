import { fuzzRuns } from '../fuzz-runs';
import { judgeCase } from './nasty/judge-case';
import { nastyCase } from './nasty/nasty-cases';

const RUNS = fuzzRuns(100);

// A million on demand, with the time that each takes: npm run fuzz -- --expressions --runs 1000000
test('Any expression, sound or not, is answered or refused by everything that takes expressions, and never with an error of the engine', async () => {
  let judged = 0;
  for (let seed = 1; seed <= RUNS; seed++) {
    const { defects } = await judgeCase(nastyCase(seed));
    // Not `expect` for each: it would take longer than the cases.
    if (defects.length > 0) throw new Error(`seed ${seed}: ${defects.map(({ by, told }) => `${by}: ${told}`).join('\n')}`);
    judged++;
  }

  expect(judged).toBe(RUNS);
}, 600_000);

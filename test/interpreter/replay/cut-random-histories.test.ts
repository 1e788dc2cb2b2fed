import fc from 'fast-check';
import { parse, safeParse } from '../../../src/interpreter';
import { fuzzRuns } from '../../fuzz-runs';
import { randomRuns } from '../../properties/random-machine';
import { byState, calledAgain, countedCalls } from './counted-calls';
import { cutsOf, problemOf, randomNumbers, withLatency } from './cuts';
import { randomHistory, tellsItsItems, withAllPatterns, withMoreTasks } from './random-histories';

/** A thousand histories, cut at every event, when runs are asked for, else some cuts of fewer: a long one is among 250. */
const RUNS = fuzzRuns(300, 1000);
const STRIDE = process.env.DRYSTEP_FUZZ_RUNS === undefined ? 20 : 1;

test('Any history of any sound machine, cut, redriven or not, stands where it stood and calls no task again, with other delays of retries and with latency between events', async () => {
  let cuts = 0;
  let redriven = 0;
  let counted = 0;
  let longest = 0;
  await fc.assert(
    fc.asyncProperty(randomRuns, fc.nat(), async (run, seed) => {
      const random = randomNumbers(seed);
      const definition = withAllPatterns(seed % 4 === 0 ? run.definition : withMoreTasks(run.definition, random), random) as object;
      fc.pre(safeParse(definition).success);
      const { history, calls } = randomHistory(definition, run.input, run.answers, random);
      longest = Math.max(longest, history.length);
      const parsed = parse(definition);
      const plain = JSON.parse(JSON.stringify(history)) as object[];
      const events = seed % 3 === 0 ? plain : withLatency(plain as { timestamp: string }[], random);
      if (history.some(({ type }) => type === 'ExecutionRedriven')) redriven++;
      // With answers for their tasks, child executions would run, of which the history tells nothing.
      const counts = !JSON.stringify(definition).includes('"DISTRIBUTED"');
      const tells = tellsItsItems(definition);
      for (const cut of cutsOf(events.length, STRIDE, seed)) {
        cuts++;
        const { asked, tasks } = countedCalls();
        const problem = await problemOf(parsed, events, cut, counts ? { tasks } : {});
        expect(problem === undefined ? undefined : `${cut} of ${events.length}: ${problem}`).toBeUndefined();
        const again = tells ? calledAgain(asked, calls, cut) : calledAgain(...byState(asked, calls), cut);
        expect([cut, again]).toEqual([cut, []]);
        counted += calls.filter(({ events: at }) => counts && at <= cut).length;
      }
    }),
    { numRuns: RUNS, seed: Number(process.env.DRYSTEP_FUZZ_SEED ?? 1) },
  );
  expect(cuts).toBeGreaterThan(RUNS);
  expect(redriven).toBeGreaterThan(RUNS / 10);
  expect(counted).toBeGreaterThan(RUNS);
  expect(longest).toBeGreaterThan(100);
}, 600_000);

import fc from 'fast-check';
import { safeParse } from '../../../src/interpreter';
import { randomRuns } from '../../properties/random-machine';
import { cutsOf, problemOf, randomNumbers, withLatency } from './cuts';
import { randomHistory, withAllPatterns } from './random-histories';

/** All cuts of a thousand histories when runs are asked for, else some of a few. */
const ASKED = process.env.DRYSTEP_FUZZ_RUNS;
const RUNS = Math.min(Number(ASKED ?? 150), 1000);
const STRIDE = ASKED === undefined ? 7 : 1;
/** A history of a loop says nothing new at each turn. */
const MOST_EVENTS = 250;
const MOST_CUTS = 60;

test('Any history of any sound machine, cut, stands where it stood, with other delays of retries and with latency between events', async () => {
  let cuts = 0;
  await fc.assert(
    fc.asyncProperty(randomRuns, fc.nat(), async (run, seed) => {
      const random = randomNumbers(seed);
      const definition = withAllPatterns(run.definition, random) as object;
      fc.pre(safeParse(definition).success);
      const history = randomHistory(definition, run.input, run.answers, random);
      fc.pre(history.length < MOST_EVENTS);
      const plain = JSON.parse(JSON.stringify(history)) as object[];
      const events = seed % 3 === 0 ? plain : withLatency(plain as { timestamp: string }[], random);
      const stride = Math.max(STRIDE, Math.ceil(events.length / MOST_CUTS));
      for (const cut of cutsOf(events.length, stride, seed)) {
        cuts++;
        const problem = await problemOf(definition, events, cut);
        expect(problem === undefined ? undefined : `${cut} of ${events.length}: ${problem}`).toBeUndefined();
      }
    }),
    { numRuns: RUNS, seed: Number(process.env.DRYSTEP_FUZZ_SEED ?? 1) },
  );
  expect(cuts).toBeGreaterThan(RUNS);
}, 600_000);

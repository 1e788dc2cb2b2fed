// Runs alone: its machines get names by a count that goes on from file to file, and its share of noticed mutants depends on them.
import fc from 'fast-check';
import { delayed, execute, type HistoryEvent, replay, safeParse, type TaskCall, TaskError } from '../../../src/interpreter';
import { randomRuns } from '../../properties/random-machine';
import { randomNumbers, withLatency } from './cuts';
import { withMoreTasks } from './random-histories';
import { timeMutants } from './time-mutants';

const RUNS = Math.min(Number(process.env.DRYSTEP_FUZZ_RUNS ?? 30), 1000);

/** A number from 0 to 1 that depends on the text alone. */
function drawn(text: string): number {
  let hash = 2166136261;
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 16777619) >>> 0;
  return randomNumbers(hash)();
}

/** The same task takes the same time and has the same end, whatever else runs. */
function answer(call: TaskCall) {
  const key = JSON.stringify([call.state, call.attempt, call.branch.map(({ state, index }) => [state, index])]);
  return delayed(Math.floor(drawn(key) * 6000) / 1000, () => {
    if (drawn(`${key} fails`) < 0.3) throw new TaskError('Busy', 'x');
    return { n: 1 };
  });
}

/** What an execution did, and when. */
function told(history: readonly HistoryEvent[]): string {
  const from = history[0]?.timestamp.getTime() as number;
  return JSON.stringify(history.map((event) => ({ ...event, timestamp: event.timestamp.getTime() - from })));
}

test('A definition with another time, concurrency, name or way diverges where it would have done something else, and only there', async () => {
  const counts = new Map<string, { noticed: number; differ: number }>();
  const alarms: string[] = [];

  await fc.assert(
    fc.asyncProperty(randomRuns, fc.nat(), async (run, seed) => {
      const random = randomNumbers(seed);
      const definition = JSON.parse(JSON.stringify(withMoreTasks(run.definition, random)).replaceAll('$random()', '0.5')) as object;
      // Child executions have histories of their own; made-up values differ in each run.
      fc.pre(safeParse(definition).success && !/"DISTRIBUTED"|uuid|UUID|\$\$|context/.test(JSON.stringify(definition)));
      const runOf = async (of: object) => (await execute(of, { input: run.input, tasks: answer, seed: 5 })).history;
      const history = await runOf(definition);
      if (history.length > 300) return;
      const plain = JSON.parse(JSON.stringify(history)) as { timestamp: string }[];
      const events = seed % 3 === 0 ? plain : withLatency(plain, () => random() * 0.15 - 0.3);
      for (const { kind, definition: mutant } of [{ kind: 'none', definition }, ...timeMutants(definition)]) {
        if (!safeParse(mutant).success) continue;
        const { matches, divergence } = await replay(mutant, events);
        if (told(await runOf(mutant)) === told(history)) {
          if (!matches) alarms.push(`${kind}: ${divergence?.message}`);
          continue;
        }
        const count = counts.get(kind) ?? { noticed: 0, differ: 0 };
        counts.set(kind, count);
        count.differ++;
        if (!matches) count.noticed++;
      }
    }),
    { numRuns: RUNS, seed: Number(process.env.DRYSTEP_FUZZ_SEED ?? 7) },
  );
  if (process.env.DRYSTEP_FUZZ_RUNS !== undefined) console.log(JSON.stringify([...counts]));

  expect(alarms).toEqual([]);
  expect([...counts.keys()].sort()).toEqual(
    expect.arrayContaining(['BackoffRate', 'IntervalSeconds', 'MaxConcurrency', 'Next', 'Seconds', 'TimeoutSeconds', 'name']),
  );
  for (const [kind, { noticed, differ }] of counts) expect([kind, noticed / differ >= 0.85]).toEqual([kind, true]);
}, 600_000);

import fc from 'fast-check';
import { type JsonObject, parseDefinition, type StateMachine } from '../../../src/asl';
import { execute } from '../../../src/interpreter';
import { type Hits, hitCounter } from '../../../src/testing/coverage/hits-of';
import { pointsOf } from '../../../src/testing/coverage/points-of';
import { answerer, randomRuns } from '../../properties/random-machine';
import { countRecorded } from './covered';

const RUNS = Math.ceil(Number(process.env.DRYSTEP_FUZZ_RUNS ?? 1000) / 10);

test('whatever executions reach is a point that coverage looks for', async () => {
  let counted = 0;
  await fc.assert(
    fc.asyncProperty(randomRuns, async ({ definition, input, answers, type }) => {
      const { machine } = parseDefinition(definition as JsonObject) as { machine: StateMachine };
      const ids = new Set(pointsOf(machine).map(({ id }) => id));
      const options = () => ({ input, type, tasks: answerer(answers), mostEvents: 500 }) as Parameters<typeof execute>[1];
      const recorded: Hits = {};
      const read: Hits = {};

      await countRecorded(definition, options() as never, recorded);
      hitCounter(machine)(read, await execute(definition as JsonObject, options()));

      expect(Object.keys({ ...recorded, ...read }).filter((id) => !ids.has(id))).toEqual([]);
      counted += Object.keys(recorded).length;
    }),
    { numRuns: RUNS, seed: 7 },
  );
  expect(counted).toBeGreaterThan(RUNS);
}, 600_000);

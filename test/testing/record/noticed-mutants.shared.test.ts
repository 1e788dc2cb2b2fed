import 'drystep/jest';
import { type JsonObject, parseDefinition, type StateMachine } from '../../../src/asl';
import { recordFrom, testMachine } from '../../../src/testing';
import type { MutationKind } from '../../../src/testing/mutation/mutant';
import { mutantsOf } from '../../../src/testing/mutation/mutants-of';
import { EXECUTIONS, recordings, serviceHistory } from '../../interpreter/replay/recorded-history';
import { describeShared } from '../../shared-data';
import { runTestText } from './run-test-text';

/** Defects of what a state does with data. What a state does only when something fails, or fails often, a run that went well does not show. */
const DATA: readonly MutationKind[] = ['field dropped', 'field constant', 'fields swapped', 'result moved', 'timeout changed'];

/** Every mutant when runs are asked for, else each seventh, counted over all recordings, so that all kinds and lengths occur. */
const STRIDE = process.env.DRYSTEP_FUZZ_RUNS === undefined ? 7 : 1;

describeShared('a recorded test', EXECUTIONS, (folder) => {
  test('notices nine of ten defects of data in the states that it passed', async () => {
    const counts = new Map<string, { noticed: number; total: number }>();
    const left: string[] = [];
    let [executions, mutants] = [0, 0];

    for (const recording of recordings(folder)) {
      const source = {
        history: serviceHistory(recording),
        definition: recording.definition,
        input: recording.input,
        // The machine under test is put in from outside.
        machine: 'globalThis.mutantUnderTest',
      };
      const recorded = await recordFrom(source).catch(() => undefined);
      if (recorded === undefined || recorded.differs !== undefined) continue;
      const parsed = parseDefinition(recording.definition as JsonObject);
      if (!parsed.ok) continue;
      const run = async (definition: object): Promise<boolean> => {
        (globalThis as { mutantUnderTest?: unknown }).mutantUnderTest = testMachine(definition);
        const [ran] = await runTestText(recorded.testFile);
        return ran?.failure === undefined;
      };
      if (!(await run(recording.definition as object).catch(() => false))) continue;
      executions++;
      const succeeded = new Set((await visited(recording.definition as object, recorded)).map(({ state }) => state));
      for (const mutant of mutantsOf(parsed.machine as StateMachine)) {
        if (!DATA.includes(mutant.kind) || !succeeded.has(mutant.state) || /\/(Catch|Choices)\//.test(mutant.pointer)) continue;
        if (mutants++ % STRIDE !== 0) continue;
        const count = counts.get(mutant.kind) ?? { noticed: 0, total: 0 };
        counts.set(mutant.kind, count);
        count.total++;
        if (await run(mutant.definition).catch(() => false)) left.push(`${recording.id}: ${mutant.text}`);
        else count.noticed++;
      }
    }

    const [noticed, total] = [...counts.values()].reduce(([one, other], count) => [one + count.noticed, other + count.total], [0, 0]);
    // What docs/replay.md says.
    expect(executions).toBeGreaterThan(400);
    expect(mutants).toBeGreaterThan(1500);
    expect(total).toBe(Math.ceil(mutants / STRIDE));
    expect(noticed / total >= 0.9 ? [] : left).toEqual([]);
    for (const [kind, count] of counts) expect([kind, count.noticed / count.total >= 0.8]).toEqual([kind, true]);
  }, 240_000);
});

async function visited(definition: object, { input, mocks }: Awaited<ReturnType<typeof recordFrom>>) {
  const { visits } = await testMachine(definition).execute(input, { mocks });
  return visits.filter(({ status }) => status === 'SUCCEEDED');
}

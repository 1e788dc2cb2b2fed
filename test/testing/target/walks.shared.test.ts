import { type TestStateRequest, testState } from '../../../src/interpreter';
import { isUsageError, recordFrom, type TestExecution, testMachine } from '../../../src/testing';
import { EXECUTIONS, recordings, serviceHistory } from '../../interpreter/replay/recorded-history';
import { describeShared } from '../../shared-data';

/** Recorded executions whose walk comes to something else, and why. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'scenarios/base_scenarios.map_state_nested_config_distributed': 'visits here hold no children of children',
};

/** Why walks are refused: each a limit of TestState. */
const LIMITS = [
  /reads the context object/,
  /has (ItemReader|Tolerated\w+)/,
  /without the name of an error/,
  /leaves it waiting/,
  /more than the five minutes/,
];

/** AWS's TestState, answered by our own without a network between. */
const client = { send: async ({ input }: { readonly input: TestStateRequest }) => testState(input) } as never;

describeShared('walks through TestState', EXECUTIONS, (folder) => {
  test('come to what the engine here comes to, state by state', async () => {
    const differing: string[] = [];
    const refused: string[] = [];
    let equal = 0;

    for (const recording of recordings(folder)) {
      const { definition, input, id } = recording;
      const recorded = () => recordFrom({ history: serviceHistory(recording), definition, input });
      const usable = await recorded().catch(() => undefined);
      if (usable === undefined || usable.differs !== undefined || Object.hasOwn(EXCEPTIONS, id)) continue;
      const here = await testMachine(definition)
        .execute(input, { mocks: usable.mocks })
        .catch(() => undefined);
      if (here === undefined) continue;
      const { mocks } = await recorded();
      try {
        const walked = await testMachine(definition, 'Walked', { target: 'teststate', aws: { client } }).execute(input, { mocks });
        if (summary(walked) === summary(here)) equal++;
        else differing.push(`${id}: ${summary(walked)}, here ${summary(here)}`);
      } catch (error) {
        if (!isUsageError(error) || !LIMITS.some((limit) => limit.test(error.message))) throw error;
        refused.push(id);
      }
    }

    expect(differing).toEqual([]);
    expect(equal).toBeGreaterThan(380);
    expect(refused.length).toBeLessThan(40);
  }, 120_000);
});

/** What both places must agree on; errors of the definition have texts of their own in TestState. */
function summary({ status, output, error, visits }: TestExecution): string {
  const states = visits.map(({ state, attempts, status: how }) => `${state} ${attempts} ${how}`).sort();
  return JSON.stringify([status, output, error, states]);
}

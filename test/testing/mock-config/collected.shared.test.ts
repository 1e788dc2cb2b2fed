import type { JsonObject } from '../../../src/asl';
import { execute } from '../../../src/interpreter';
import { exportMockConfig, importMockConfig, testMachine } from '../../../src/testing';
import { describeShared, sharedContents } from '../../shared-data';
import { type CollectedMocks, callsOf, machineCalling, testCasesOf } from './collected-files';

describeShared('published MockConfigFiles', 'definitions/mock', (folder) => {
  const files = sharedContents<CollectedMocks>(folder);
  const withConfig = files.filter((file): file is CollectedMocks & { mock_config: JsonObject } => file.mock_config !== undefined);
  const responses = files.filter((file) => file.mocked_response !== undefined);

  test('run on their own definitions, and run the same when exported and imported again', async () => {
    let runs = 0;

    for (const { mock_config: config, definitions } of withConfig) {
      for (const { definition } of Object.values(definitions ?? {})) {
        for (const { machine, testCase, states } of testCasesOf(config)) {
          const under = testMachine(definition);
          const input = { data: { identity: { email: 'jo@example.com' }, address: {}, comments: 'fine' } };
          const execution = await under.execute(input, { mocks: importMockConfig(config, machine, testCase).mocks });
          const exported = exportMockConfig({ [machine]: { [testCase]: execution } });
          const again = await under.execute(input, { mocks: importMockConfig(exported, machine, testCase).mocks });
          runs++;

          expect(execution.status).toBe('SUCCEEDED');
          expect(execution.visits.map((visit) => visit.state)).toEqual(expect.arrayContaining(states));
          expect(again.history).toEqual(execution.history);
        }
      }
    }

    expect(runs).toBe(8);
  });

  test('take the ways that their test cases are named after', async () => {
    const { mock_config: config, definitions } = withConfig.find((file) =>
      JSON.stringify(file).includes('RetryOnServiceExceptionTest'),
    ) as (typeof withConfig)[0];
    const under = testMachine(Object.values(definitions ?? {})[0]?.definition as JsonObject);
    const visited = async (testCase: string) => {
      const { mocks } = importMockConfig(config, 'LocalTesting', testCase);
      return (await under.execute({ data: { identity: { email: 'jo@example.com' }, address: {}, comments: 'fine' } }, { mocks })).visits;
    };

    const last = async (testCase: string) => (await visited(testCase)).at(-1)?.state;

    expect(await last('HappyPathTest')).toBe('CustomerAddedToFollowup');
    expect(await last('NegativeSentimentTest')).toBe('NegativeSentimentDetected');
    expect(await last('CustomValidationFailedCatchTest')).toBe('CustomValidationFailed');
    expect(await last('ValidationExceptionCatchTest')).toBe('ValidationException');
    expect((await visited('RetryOnServiceExceptionTest')).find((visit) => visit.state === 'DetectSentiment')?.attempts).toBe(4);
  });

  test('answer every call of every test case, exported and imported again the same', async () => {
    let runs = 0;

    for (const { mock_config: config } of withConfig) {
      for (const { machine, testCase, states } of testCasesOf(config)) {
        const definition = machineCalling(states, (state) => callsOf(config, { machine, testCase }, state));
        const result = await execute(definition, { tasks: importMockConfig(config, machine, testCase).tasks });
        const exported = exportMockConfig({ [machine]: { [testCase]: result } });
        const again = await execute(definition, { tasks: importMockConfig(JSON.stringify(exported), machine, testCase).tasks });
        runs++;

        expect(result.status).toBe('SUCCEEDED');
        expect(again.history).toEqual(result.history);
      }
    }

    expect(runs).toBe(12);
  });

  test('hold single responses that answer a task', async () => {
    const empty: string[] = [];

    for (const { id, mocked_response: response } of responses) {
      const config = { StateMachines: { One: { TestCases: { Only: { Call: 'response' } } } }, MockedResponses: { response } };
      if (response === null) {
        expect(() => importMockConfig(config, 'One', 'Only')).toThrow(
          'at /MockedResponses/response: expected answers by the number of the call',
        );
        empty.push(id);
        continue;
      }
      const result = await execute(
        machineCalling(['Call'], () => 1),
        { tasks: importMockConfig(config, 'One', 'Only').tasks },
      );

      const [first] = Object.values(response ?? {}) as { Return?: unknown }[];
      expect(result.output).toEqual(first?.Return ?? expect.objectContaining({ Error: 'Failure error' }));
    }

    expect(responses).toHaveLength(9);
    expect(empty).toHaveLength(1);
  });
});

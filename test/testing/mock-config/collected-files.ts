import type { JsonObject } from '../../../src/asl';

/** A published MockConfigFile, or one response of one. */
export interface CollectedMocks {
  readonly id: string;
  readonly mock_config?: JsonObject;
  readonly mocked_response?: JsonObject | null;
  readonly definitions?: Readonly<Record<string, { readonly definition: JsonObject }>>;
}

/** Machine, test case and the states it mocks, for each test case of a file. */
export function testCasesOf(config: JsonObject): { machine: string; testCase: string; states: string[] }[] {
  const machines = config.StateMachines as Record<string, { TestCases: Record<string, Record<string, string>> }>;
  return Object.entries(machines).flatMap(([machine, { TestCases }]) =>
    Object.entries(TestCases).map(([testCase, states]) => ({ machine, testCase, states: Object.keys(states) })),
  );
}

/** How many calls of a state a test case of a file answers. */
export function callsOf(config: JsonObject, { machine, testCase }: { machine: string; testCase: string }, state: string): number {
  const machines = config.StateMachines as Record<string, { TestCases: Record<string, Record<string, string>> }>;
  const response = (config.MockedResponses as Record<string, JsonObject>)[machines[machine]?.TestCases[testCase]?.[state] as string];
  return 1 + Math.max(...Object.keys(response ?? {}).map((key) => Number(key.split('-').at(-1))));
}

/** A machine that calls every state of a test case, each as often as there are answers. */
export function machineCalling(states: readonly string[], calls: (state: string) => number): JsonObject {
  const entries = states.map((state, index): [string, JsonObject] => [
    state,
    {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'f', Payload: {} },
      Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: calls(state) - 1 }],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: states[index + 1] ?? 'Done' }],
      Next: states[index + 1] ?? 'Done',
    },
  ]);
  return { StartAt: states[0] as string, States: { ...Object.fromEntries(entries), Done: { Type: 'Succeed' } } };
}

import { execute } from 'drystep/interpreter';

const selected = { v: '{% $states.context.Map.Item.Value.a %}' };

/** A Map whose second item has no input, and a state long enough to see what runs on. */
function machine(ProcessorConfig: object, MaxConcurrency: number) {
  const processor = { ProcessorConfig, StartAt: 'Work', States: { Work: { Type: 'Wait', Seconds: 5, End: true } } };
  const each = { Type: 'Map', MaxConcurrency, ItemSelector: selected, ItemProcessor: processor };
  return {
    QueryLanguage: 'JSONata',
    StartAt: 'Each',
    States: {
      Each: { ...each, Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'After' }], End: true },
      After: { Type: 'Wait', Seconds: 60, Output: 'caught', End: true },
    },
  };
}

const modes = { inline: { Mode: 'INLINE' }, distributed: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } };

test.each([
  ['inline', 0],
  ['inline', 1],
  ['distributed', 0],
  ['distributed', 1],
] as const)('the input of a later item fails the %s Map with MaxConcurrency %d, and nothing of it runs on', async (mode, concurrency) => {
  const { output, history } = await execute(machine(modes[mode], concurrency), { input: [{ a: 1 }, { b: 2 }] });

  const types = history.map(({ type }) => type);
  expect(output).toBe('caught');
  expect(types.filter((type) => type === 'EvaluationFailed')).toHaveLength(1);
  expect(types.slice(types.indexOf('MapStateExited'))).toEqual([
    'MapStateExited',
    'WaitStateEntered',
    'WaitStateExited',
    'ExecutionSucceeded',
  ]);
});

test('the input of a later item leaves the Map run failed, and no child running', async () => {
  const { mapRuns } = await execute(machine(modes.distributed, 0), { input: [{ a: 1 }, { b: 2 }] });

  expect(mapRuns[0]).toMatchObject({ status: 'FAILED', executionCounts: { running: 0, aborted: 1, pending: 1 } });
});

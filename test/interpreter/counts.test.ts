import { countsOf, type Execution, execute, type JsonValue, start, TaskError } from 'drystep/interpreter';

const rule = (variable: string, next: string, more: object = {}) => ({ Variable: variable, NumericGreaterThan: 0, Next: next, ...more });

/** A Map over visits of one Choice; a branch that fails is caught around its Parallel. */
const choices = (choice: object) => ({
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemProcessor: {
        StartAt: 'Guard',
        States: {
          Guard: {
            Type: 'Parallel',
            Branches: [
              {
                StartAt: 'Sort',
                States: {
                  Sort: { Type: 'Choice', ...choice },
                  Left: { Type: 'Pass', End: true },
                  Right: { Type: 'Pass', End: true },
                  Other: { Type: 'Pass', End: true },
                },
              },
            ],
            End: true,
          },
        },
      },
      End: true,
    },
  },
});

async function sortOf(definition: object, input: JsonValue) {
  const counts = countsOf(await execute(definition, { input }));
  const { visits, rules, transitions } = counts?.states.find(({ name }) => name === 'Sort') ?? {};
  return { visits, rules, transitions: transitions?.map(({ next, count }) => [next, count]) };
}

test('Counts: a rule was false in every visit that went past it', async () => {
  const definition = choices({ Choices: [rule('$.a', 'Left'), rule('$.b', 'Right')], Default: 'Other' });

  const sort = await sortOf(definition, [
    { a: 1, b: 1 },
    { a: 0, b: 1 },
    { a: 0, b: 2 },
    { a: 0, b: 0 },
  ]);

  expect(sort).toEqual({
    visits: 4,
    rules: [
      { true: 1, false: 3 },
      { true: 2, false: 1 },
    ],
    transitions: [
      ['Left', 1],
      ['Right', 2],
      ['Other', 1],
    ],
  });
});

test('Counts: a rule that failed was neither true nor false, those before it were false', async () => {
  const definition = choices({ Choices: [rule('$.a', 'Left'), rule('$.b', 'Right')], Default: 'Other' });

  const sort = await sortOf(definition, [{ a: 0, b: 1 }, { a: 0 }]);

  expect(sort.rules).toEqual([
    { true: 0, false: 2 },
    { true: 1, false: 0 },
  ]);
  expect(sort.transitions).toEqual([
    ['Left', 0],
    ['Right', 1],
    ['Other', 0],
  ]);
});

test('Counts: all rules were false where none matched and there is no Default', async () => {
  const sort = await sortOf(choices({ Choices: [rule('$.a', 'Left')] }), [{ a: 0 }]);

  expect(sort).toEqual({ visits: 1, rules: [{ true: 0, false: 1 }], transitions: [['Left', 0]] });
});

test('Counts: a rule whose Assign failed was true, and nothing went its way', async () => {
  const failing = { Assign: { 'x.$': '$.missing' } };
  const definition = choices({ Choices: [rule('$.a', 'Left'), rule('$.b', 'Right', failing)], Default: 'Other' });

  const sort = await sortOf(definition, [{ a: 0, b: 1 }]);

  expect(sort.rules).toEqual([
    { true: 0, false: 1 },
    { true: 1, false: 0 },
  ]);
  expect(sort.transitions).toEqual([
    ['Left', 0],
    ['Right', 0],
    ['Other', 0],
  ]);
});

const task = {
  StartAt: 'Charge',
  States: {
    Charge: {
      Type: 'Task',
      Resource: 'arn:aws:lambda:us-east-1:111111111111:function:charge',
      Catch: [{ ErrorEquals: ['Broken'], ResultPath: '$.error', Next: 'Refund' }],
      End: true,
    },
    Refund: { Type: 'Pass', End: true },
  },
};

test('Counts: a catch whose output is too large is none, and a redrive begins the visit anew', async () => {
  let calls = 0;
  const broken = () => {
    if (++calls === 1) throw new TaskError('Broken', 'x'.repeat(1000));
    return 'paid';
  };
  const execution = start(task, { input: { text: 'y'.repeat(262_000) }, tasks: { Charge: broken } });
  execution.pump();
  const failed = execution.counts.states[0];
  execution.redrive();
  execution.pump();

  expect(execution.result).toMatchObject({ status: 'SUCCEEDED', output: 'paid' });
  expect(failed).toMatchObject({ visits: 1, catches: [], transitions: [{ next: 'Refund', count: 0 }] });
  expect(execution.counts.states[0]).toMatchObject({ visits: 1, calls: 2, catches: [], transitions: [{ next: 'Refund', count: 0 }] });
});

test('Counts: say what was done so far, in child executions that still run as well', () => {
  const definition = {
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'First',
          States: {
            First: { Type: 'Pass', Next: 'Sleep' },
            Sleep: { Type: 'Wait', SecondsPath: '$', Next: 'Last' },
            Last: { Type: 'Pass', End: true },
          },
        },
        End: true,
      },
    },
  };
  const execution = start(definition, { input: [10, 20], childHistories: 1 });
  const visits = ({ counts }: Execution) => counts.states.map((state) => state.visits);
  execution.pump();
  const before = visits(execution);
  execution.fireNextTimer();
  const between = visits(execution);
  execution.fireNextTimer();

  expect(before).toEqual([1, 2, 2, 0]);
  expect(between).toEqual([1, 2, 2, 1]);
  expect(visits(execution)).toEqual([1, 2, 2, 2]);
});

import { type TaskCall, TaskError } from '../../../src/interpreter';
import { coveragePart, pointIds, reached } from './covered';

const FUNCTION = 'arn:aws:lambda:us-east-1:111111111111:function:f';
const task = (fields: object = {}) => ({ Type: 'Task', Resource: FUNCTION, ...fields });
const end = { Type: 'Pass', End: true };
const fail = (error?: string) => () => {
  throw new TaskError(error ?? 'Broken');
};

function choice(rules: object[], fields: object = {}) {
  return { StartAt: 'Which?', States: { 'Which?': { Type: 'Choice', Choices: rules, Default: 'Other', ...fields }, Yes: end, Other: end } };
}

describe('coverage of states and transitions', () => {
  const definition = {
    StartAt: 'Work',
    States: {
      Work: task({
        Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 1 }],
        Catch: [
          { ErrorEquals: ['Lost'], Next: 'Mend' },
          { ErrorEquals: ['States.ALL'], Next: 'Mend' },
        ],
        Next: 'Done',
      }),
      Mend: { Type: 'Pass', Next: 'Done' },
      Done: { Type: 'Succeed' },
    },
  };

  test('counts what an execution went through', async () => {
    const part = await coveragePart(definition, [{ tasks: () => 1 }]);

    expect(pointIds(part, 'states', true)).toEqual(['/States/Work', '/States/Done']);
    expect(pointIds(part, 'transitions', true)).toEqual(['/States/Work/Next']);
    expect(pointIds(part, 'transitions', false)).toEqual(['/States/Work/Catch/0/Next', '/States/Work/Catch/1/Next', '/States/Mend/Next']);
    expect(pointIds(part, 'retriers', false)).toEqual(['/States/Work/Retry/0']);
    expect(pointIds(part, 'catchers', false)).toEqual(['/States/Work/Catch/0', '/States/Work/Catch/1']);
  });

  test('tells which of two catchers with the same target took an error', async () => {
    const part = await coveragePart(definition, [{ tasks: fail('Odd') }]);

    expect(pointIds(part, 'catchers', true)).toEqual(['/States/Work/Catch/1']);
    expect(pointIds(part, 'transitions', true)).toEqual(['/States/Work/Catch/1/Next', '/States/Mend/Next']);
    expect(pointIds(part, 'retriers', true)).toEqual([]);
  });

  test('counts a retrier when it gives another attempt, not when it is used up', async () => {
    expect((await coveragePart(definition, [{ tasks: fail('Busy') }])).hits['retriers /States/Work/Retry/0']).toBe(1);
  });

  test('counts a retrier that allows no attempt when it takes an error from those behind it', async () => {
    const Retry = [
      { ErrorEquals: ['Lost'], MaxAttempts: 0 },
      { ErrorEquals: ['States.ALL'], MaxAttempts: 2 },
    ];
    const never = { ...definition, States: { ...definition.States, Work: { ...definition.States.Work, Retry } } };

    expect(await reached('retriers', never, [{}], { tasks: fail('Lost') })).toEqual(['/States/Work/Retry/0']);
    expect(await reached('retriers', never, [{}], { tasks: fail('Busy') })).toEqual(['/States/Work/Retry/1']);
  });

  test('counts the retrier of a heartbeat', async () => {
    const waiting = {
      StartAt: 'Ask',
      States: {
        Ask: {
          Type: 'Task',
          Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
          Parameters: {},
          HeartbeatSeconds: 5,
          Retry: [{ ErrorEquals: ['States.HeartbeatTimeout'], MaxAttempts: 1 }],
          End: true,
        },
      },
    };

    expect((await coveragePart(waiting, [{}])).hits['retriers /States/Ask/Retry/0']).toBe(1);
  });
});

describe('coverage of choice rules', () => {
  const A = { Variable: '$.a', BooleanEquals: true };
  const B = { Variable: '$.b', BooleanEquals: true };

  test('counts each rule as true and as false, and no rule behind the one that matched', async () => {
    const definition = choice([
      { ...A, Next: 'Yes' },
      { ...B, Next: 'Yes' },
    ]);

    expect(await reached('rules', definition, [{ a: true, b: true }])).toEqual(['/States/Which?/Choices/0 true']);
    expect(await reached('rules', definition, [{ a: false, b: true }])).toEqual([
      '/States/Which?/Choices/0 false',
      '/States/Which?/Choices/1 true',
    ]);
    expect(await reached('transitions', definition, [{ a: false, b: true }])).toEqual(['/States/Which?/Choices/1/Next']);
    expect(await reached('transitions', definition, [{ a: false, b: false }])).toEqual(['/States/Which?/Default']);
  });

  test('counts an operand of And when it alone decides', async () => {
    const definition = choice([{ And: [A, B], Next: 'Yes' }]);
    const pointer = '/States/Which?/Choices/0/And';

    expect(await reached('operands', definition, [{ a: true, b: true }])).toEqual([`${pointer}/0 true`, `${pointer}/1 true`]);
    expect(await reached('operands', definition, [{ a: false, b: true }])).toEqual([`${pointer}/0 false`]);
    expect(await reached('operands', definition, [{ a: true, b: false }])).toEqual([`${pointer}/1 false`]);
    expect(await reached('operands', definition, [{ a: false, b: false }])).toEqual([]);
  });

  test('counts an operand of Or, and one under Not, by what the whole rule does', async () => {
    const definition = choice([{ Or: [A, { Not: B }], Next: 'Yes' }]);
    const pointer = '/States/Which?/Choices/0/Or';

    expect(await reached('operands', definition, [{ a: false, b: true }])).toEqual([`${pointer}/0 false`, `${pointer}/1/Not true`]);
    expect(await reached('operands', definition, [{ a: true, b: true }])).toEqual([`${pointer}/0 true`]);
    expect(await reached('operands', definition, [{ a: true, b: false }])).toEqual([]);
  });

  test('lets a guard decide where the operand behind it cannot be evaluated', async () => {
    const guarded = choice([{ And: [{ Variable: '$.b', IsPresent: true }, B], Next: 'Yes' }]);

    expect(await reached('operands', guarded, [{}])).toEqual(['/States/Which?/Choices/0/And/0 false']);
  });

  test('sees variables of the branch and of those around it, InputPath and the context object', async () => {
    const inner = choice([{ Variable: '$limit', NumericGreaterThanPath: '$.n', Next: 'Yes' }], { InputPath: '$.item' });
    const definition = {
      StartAt: 'Set',
      States: {
        Set: { Type: 'Pass', Assign: { limit: 5 }, Next: 'Each' },
        Each: { Type: 'Map', ItemsPath: '$.all', ItemProcessor: inner, Next: 'Own' },
        Own: {
          Type: 'Choice',
          Choices: [{ Variable: '$$.Execution.Input.all[0].item.n', NumericEquals: 3, Next: 'Last' }],
          Default: 'Last',
        },
        Last: end,
      },
    };
    const input = { all: [{ item: { n: 3 } }] };

    expect(await reached('rules', definition, [input])).toEqual([
      '/States/Each/ItemProcessor/States/Which?/Choices/0 true',
      '/States/Own/Choices/0 true',
    ]);
  });

  test('counts JSONata conditions', async () => {
    const definition = { QueryLanguage: 'JSONata', ...choice([{ Condition: '{% $states.input.total > 100 %}', Next: 'Yes' }]) };

    expect(await reached('rules', definition, [{ total: 500 }, { total: 5 }])).toEqual([
      '/States/Which?/Choices/0 true',
      '/States/Which?/Choices/0 false',
    ]);
  });

  test('counts nothing of a rule that cannot be evaluated', async () => {
    const definition = choice([{ Variable: '$.missing', BooleanEquals: true, Next: 'Yes' }]);

    expect(await reached('rules', definition, [{}])).toEqual([]);
    expect(await reached('transitions', definition, [{}])).toEqual([]);
  });
});

describe('coverage of Map and Parallel', () => {
  const map = (fields: object = {}) => ({
    StartAt: 'Each',
    States: { Each: { Type: 'Map', ItemProcessor: { StartAt: 'One', States: { One: task({ End: true }) }, ...fields }, End: true } },
  });

  test.each([
    ['none', []],
    ['one', [1]],
    ['many', [1, 2]],
  ])('counts a Map with %s', async (outcome, items) => {
    expect(await reached('items', map(), [items], { tasks: () => 1 })).toEqual([`/States/Each ${outcome}`]);
    expect(
      await reached('items', map({ ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } }), [items], { tasks: () => 1 }),
    ).toEqual([`/States/Each ${outcome}`]);
  });

  test('counts a retried Map by its items, once', async () => {
    const definition = map();
    const retried = {
      ...definition,
      States: { Each: { ...definition.States.Each, Retry: [{ ErrorEquals: ['Broken'], MaxAttempts: 2 }] } },
    };
    const part = await coveragePart(retried, [{ input: [1], tasks: fail() }]);

    expect(part.hits['items /States/Each one']).toBe(1);
    expect(part.hits['retriers /States/Each/Retry/0']).toBe(2);
  });

  test('counts states inside the children of a distributed Map', async () => {
    const distributed = map({ ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } });

    expect(await reached('states', distributed, [[1, 2]], { tasks: () => 1 })).toContain('/States/Each/ItemProcessor/States/One');
  });

  test('counts the branch of a Parallel that failed, not the one that was cut short', async () => {
    const branch = (name: string) => ({ StartAt: name, States: { [name]: task({ End: true }) } });
    const definition = {
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: [branch('Left'), branch('Right')],
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Mend' }],
          End: true,
        },
        Mend: end,
      },
    };
    const tasks = (call: TaskCall) => (call.state === 'Right' ? fail()() : 1);
    const part = await coveragePart(definition, [{ tasks }]);

    expect(pointIds(part, 'failures', true)).toEqual(['/States/Both/Branches/1']);
    expect(pointIds(part, 'catchers', true)).toEqual(['/States/Both/Catch/0']);
  });
});

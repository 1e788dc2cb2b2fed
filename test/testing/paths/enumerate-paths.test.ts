import { enumeratePaths, testMachine } from '../../../src/testing';
import type { GroupPaths } from '../../../src/testing/paths/enumerated-path';

const FUNCTION = 'arn:aws:lambda:us-east-1:111111111111:function:f';

const ORDER = {
  StartAt: 'Charge',
  States: {
    Charge: {
      Type: 'Task',
      Resource: FUNCTION,
      Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 2 }],
      Catch: [
        { ErrorEquals: ['Busy'], Next: 'Later' },
        { ErrorEquals: ['Busy'], Next: 'Done' },
        { ErrorEquals: ['States.ALL'], Next: 'Give Up' },
      ],
      Next: 'Large?',
    },
    'Large?': {
      Type: 'Choice',
      Choices: [
        { Variable: '$.total', NumericGreaterThan: 100, Next: 'Ship All' },
        { Variable: '$.again', BooleanEquals: true, Next: 'Charge' },
      ],
      Default: 'Done',
    },
    'Ship All': { Type: 'Map', ItemProcessor: { StartAt: 'Ship', States: { Ship: { Type: 'Pass', End: true } } }, Next: 'Done' },
    Later: { Type: 'Wait', Seconds: 60, Next: 'Charge' },
    Done: { Type: 'Succeed' },
    'Give Up': { Type: 'Fail' },
    Forgotten: { Type: 'Pass', Next: 'Done' },
  },
};

describe('enumeratePaths', () => {
  test('gives few and short paths that take every transition, in words', () => {
    const { groups, unreachable } = enumeratePaths(ORDER);

    expect(groups.map(({ group, around }) => [group, around])).toEqual([
      ['', undefined],
      ['/States/Ship All/ItemProcessor', 'Ship All'],
    ]);
    expect(groups[0]?.paths.map((path) => path.title)).toEqual([
      'Charge, Large? by rule 0, Ship All, Done: SUCCEEDED',
      'Charge fails with Busy, Later, Charge fails with AnyError, Give Up: FAILED',
      'Charge, Large? by rule 1, Charge fails with AnyError, Give Up: FAILED',
      'Charge, Large? by Default, Done: SUCCEEDED',
    ]);
    expect(groups[1]?.paths.map((path) => path.title)).toEqual(['Ship: SUCCEEDED']);
    expect(unreachable).toEqual(['/States/Charge/Catch/1/Next', '/States/Forgotten/Next']);
  });

  test('says which rules must hold and which must not, and how often a task must fail', () => {
    const { paths } = enumeratePaths(testMachine(ORDER)).groups[0] as GroupPaths;
    const { Choices } = ORDER.States['Large?'];

    expect(paths[2]?.steps[1]).toEqual({
      state: 'Large?',
      transition: '/States/Large?/Choices/1/Next',
      cause: { kind: 'chooses', holds: Choices[1], fails: [Choices[0]] },
    });
    expect(paths[1]?.steps[0]?.cause).toEqual({ kind: 'fails', error: 'Busy', attempts: 3 });
  });

  test('says when no way leads to an end', () => {
    const endless = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Wait', Seconds: 1, Next: 'A' } } };

    expect(enumeratePaths(endless).groups[0]?.paths).toMatchObject([{ end: 'never', title: 'A, B: never ends' }]);
  });

  test('fails for a definition with problems', () => {
    expect(() => enumeratePaths({ StartAt: 'A', States: { B: { Type: 'Succeed' } } })).toThrow('StartAt');
  });
});

describe('enumeratePaths: errors as the interpreter matches them', () => {
  const calling = (Catch: readonly object[], fields: object = { TimeoutSeconds: 5 }) => ({
    StartAt: 'Call',
    States: {
      Call: { Type: 'Task', Resource: FUNCTION, ...fields, Catch, End: true },
      B: { Type: 'Pass', End: true },
      C: { Type: 'Succeed' },
    },
  });
  const failures = (definition: object) =>
    enumeratePaths(definition).groups[0]?.paths.flatMap(({ steps: [first] }) =>
      first?.cause.kind === 'fails' ? [[first.cause.error, first.transition]] : [],
    );
  const after = [
    { ErrorEquals: ['States.TaskFailed'], Next: 'B' },
    { ErrorEquals: ['States.ALL'], Next: 'C' },
  ];

  test('a timeout is what States.TaskFailed leaves to States.ALL', () => {
    expect(failures(calling(after))).toEqual([
      ['AnyError', '/States/Call/Catch/0/Next'],
      ['States.Timeout', '/States/Call/Catch/1/Next'],
    ]);
    expect(enumeratePaths(calling(after)).unreachable).toEqual([]);
  });

  test('nothing is left to it where nothing times out', () => {
    expect(enumeratePaths(calling(after, {})).unreachable).toEqual(['/States/Call/Catch/1/Next']);
  });

  test('a heartbeat fails under its own name, which States.Timeout takes and States.TaskFailed does not', () => {
    const beating = { TimeoutSeconds: 50, HeartbeatSeconds: 5 };
    const own = { ErrorEquals: ['States.HeartbeatTimeout'], Next: 'B' };
    expect(failures(calling([own], beating))).toEqual([['States.HeartbeatTimeout', '/States/Call/Catch/0/Next']]);
    expect(enumeratePaths(calling([{ ErrorEquals: ['States.Timeout'], Next: 'C' }, own], beating)).unreachable).toEqual([
      '/States/Call/Catch/1/Next',
    ]);
    expect(failures(calling([{ ErrorEquals: ['States.TaskFailed'], Next: 'C' }, own], beating))).toEqual([
      ['AnyError', '/States/Call/Catch/0/Next'],
      ['States.HeartbeatTimeout', '/States/Call/Catch/1/Next'],
    ]);
  });

  test('executions whose task fails so go the ways that are named', async () => {
    for (const error of ['AnyError', 'States.Timeout', 'States.HeartbeatTimeout']) {
      const machine = testMachine(calling(after), 'Calls');
      machine.mock('Call').fails(error);
      const { visits } = await machine.execute({});

      expect(visits.at(-1)?.state).toBe(error === 'AnyError' ? 'B' : 'C');
    }
  });
});

describe('enumeratePaths: what cannot be', () => {
  const choosing = (Choices: readonly object[], more: object = {}, QueryLanguage = 'JSONPath') => ({
    QueryLanguage,
    StartAt: 'Which?',
    States: {
      'Which?': { Type: 'Choice', Choices, Default: 'C', ...more },
      A: { Type: 'Pass', Next: 'C' },
      B: { Type: 'Pass', Next: 'C' },
      C: { Type: 'Succeed' },
    },
  });
  const unreachable = (definition: object) => enumeratePaths(definition).unreachable;

  test('rules that are never true, and whatever stands behind one that always is', () => {
    const [never, always] = [
      { Condition: '{% false %}', Next: 'A' },
      { Condition: '{% true %}', Next: 'B' },
    ];
    expect(unreachable(choosing([never, { Condition: '{% $states.input.x %}', Next: 'B' }], {}, 'JSONata'))).toEqual([
      '/States/Which?/Choices/0/Next',
      '/States/A/Next',
    ]);
    expect(unreachable(choosing([always, { Condition: '{% $states.input.x %}', Next: 'A' }], {}, 'JSONata'))).toEqual([
      '/States/Which?/Choices/1/Next',
      '/States/Which?/Default',
      '/States/A/Next',
    ]);
  });

  test('rules that an earlier one repeats or covers', () => {
    const more = (value: number, Next: string) => ({ Variable: '$.x', NumericGreaterThan: value, Next });
    expect(unreachable(choosing([more(10, 'A'), more(10, 'B')]))).toEqual(['/States/Which?/Choices/1/Next', '/States/B/Next']);
    expect(unreachable(choosing([more(10, 'A'), more(100, 'B')]))).toEqual(['/States/Which?/Choices/1/Next', '/States/B/Next']);
    expect(unreachable(choosing([more(100, 'A'), more(10, 'B')]))).toEqual([]);
  });
});

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

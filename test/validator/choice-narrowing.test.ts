import { validate } from '../../src/validator';

const pass = { Type: 'Pass', End: true };
const read = (path: string): object => ({ ...pass, InputPath: path });

function found(choices: object[], states: Record<string, object>, start: object = { Type: 'Pass', Next: 'C' }): string[] {
  const definition = { StartAt: 'S', States: { S: start, C: { Type: 'Choice', Choices: choices, Default: 'D' }, D: pass, ...states } };
  return validate(definition)
    .diagnostics.filter(({ rule }) => ['IMPOSSIBLE_PATH', 'FALSE_COMPARISON'].includes(rule))
    .map(({ rule, pointer }) => `${rule} ${pointer}`);
}

describe('validate: follows what a Choice has found out', () => {
  test.each<[string, string[], string[]]>([
    [
      'a field that is not there, behind the Default',
      found([{ Variable: '$.coupon', IsPresent: true, Next: 'B' }], { B: read('$.coupon'), D: read('$.coupon') }),
      ['IMPOSSIBLE_PATH /States/D/InputPath'],
    ],
    [
      'a field that is not there, by IsPresent false, and one below it',
      found([{ Variable: '$.coupon', IsPresent: false, Next: 'B' }], { B: read('$.coupon.code'), D: read('$.coupon.code') }),
      ['IMPOSSIBLE_PATH /States/B/InputPath'],
    ],
    [
      'Not turns it round',
      found([{ Not: { Variable: '$.coupon', IsPresent: true }, Next: 'B' }], { B: read('$.coupon') }),
      ['IMPOSSIBLE_PATH /States/B/InputPath'],
    ],
    [
      'And tells all of its parts, Or none',
      [
        ...found(
          [
            {
              And: [
                { Variable: '$.a', IsPresent: false },
                { Variable: '$.b', NumericEquals: 1 },
              ],
              Next: 'B',
            },
          ],
          { B: read('$.a') },
        ),
        ...found(
          [
            {
              Or: [
                { Variable: '$.a', IsPresent: false },
                { Variable: '$.b', NumericEquals: 1 },
              ],
              Next: 'B',
            },
          ],
          { B: read('$.a') },
        ),
      ],
      ['IMPOSSIBLE_PATH /States/B/InputPath'],
    ],
    [
      'Or that is false: all of its parts are',
      found(
        [
          {
            Or: [
              { Variable: '$.a', IsPresent: true },
              { Variable: '$.b', IsPresent: true },
            ],
            Next: 'B',
          },
        ],
        { B: pass, D: read('$.b') },
      ),
      ['IMPOSSIBLE_PATH /States/D/InputPath'],
    ],
    [
      'a type that a comparison asked for',
      found([{ Variable: '$.size', NumericGreaterThan: 3, Next: 'B' }], {
        B: { Type: 'Choice', Choices: [{ Variable: '$.size', StringEquals: 'large', Next: 'D' }], Default: 'D' },
      }),
      ['FALSE_COMPARISON /States/B/Choices/0/StringEquals'],
    ],
    [
      'nothing of a comparison that is false: the value may have another type',
      found([{ Variable: '$.size', NumericGreaterThan: 3, Next: 'B' }], {
        B: pass,
        D: { Type: 'Choice', Choices: [{ Variable: '$.size', StringEquals: 'large', Next: 'B' }], Default: 'B' },
      }),
      [],
    ],
    ['nothing once the ways meet again', found([{ Variable: '$.a', IsPresent: true, Next: 'D' }], { D: read('$.a') }), []],
    [
      'nothing of what a later state writes',
      found([{ Variable: '$.a', IsPresent: true, Next: 'B' }], {
        B: pass,
        D: { Type: 'Pass', Result: { code: 1 }, ResultPath: '$.a', Next: 'E' },
        E: read('$.a.code'),
      }),
      [],
    ],
    [
      'nothing of the context object and of variables',
      found([{ Variable: '$$.Execution.Input.a', IsPresent: true, Next: 'B' }], { B: pass, D: read('$.a') }),
      [],
    ],
    [
      'nothing below a place that may be no object',
      found([{ Variable: '$.a.b', IsPresent: true, Next: 'B' }], { B: pass, D: read('$.a') }),
      [],
    ],
  ])('%s', (_, findings, expected) => {
    expect(findings).toEqual(expected);
  });

  test('says that a Choice found it', () => {
    const definition = {
      StartAt: 'C',
      States: { C: { Type: 'Choice', Choices: [{ Variable: '$.a', IsPresent: true, Next: 'B' }], Default: 'D' }, B: pass, D: read('$.a') },
    };

    expect(validate(definition).diagnostics.map(({ message }) => message)).toEqual([
      'State "D": "$.a" cannot be there: an earlier Choice has ruled it out',
    ]);
  });
});

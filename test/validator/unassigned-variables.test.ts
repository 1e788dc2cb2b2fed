import type { JsonObject } from '../../src/asl';
import { validate } from '../../src/validator';

function found(states: JsonObject, QueryLanguage = 'JSONata'): string[] {
  return validate({ QueryLanguage, StartAt: 'A', States: states })
    .diagnostics.filter(({ rule }) => rule === 'UNDEFINED_VARIABLE')
    .map(({ severity, pointer }) => `${severity} ${pointer}`);
}

const done: JsonObject = { Type: 'Succeed' };
const mapOf = (state: JsonObject, more: JsonObject): JsonObject => ({
  Type: 'Map',
  Items: [1],
  ItemProcessor: { StartAt: 'I', States: { I: { ...state, End: true } } },
  ...more,
});
const loop = (Assign: JsonObject, Condition: string): JsonObject => ({
  B: { Type: 'Pass', Assign, Next: 'C' },
  C: { Type: 'Choice', Choices: [{ Condition, Next: 'B' }], Default: 'D' },
  D: done,
});

// The specification: expressions of a state see the values that variables had when it was entered, and what it assigns is seen by the next state.
describe('validate: variables that have no value yet', () => {
  test.each<[string, string[], string[]]>([
    [
      'what the state itself assigns, in its Output',
      found({ A: { Type: 'Pass', Assign: { total: 1 }, Output: '{% $total %}', End: true } }),
      ['WARNING /States/A/Output'],
    ],
    [
      'what the same Assign assigns',
      found({
        A: { Type: 'Pass', Assign: { total: 1, double: '{% $total * 2 %}' }, Next: 'B' },
        B: { Type: 'Pass', Output: '{% $total + $double %}', End: true },
      }),
      ['WARNING /States/A/Assign/double'],
    ],
    [
      'what a later state assigns',
      found({ A: { Type: 'Pass', Output: '{% $total %}', Next: 'B' }, B: { Type: 'Pass', Assign: { total: 1 }, End: true } }),
      ['WARNING /States/A/Output'],
    ],
    [
      'what another branch of a Choice assigns',
      found({
        A: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.a = 1 %}', Next: 'B' }], Default: 'C' },
        B: { Type: 'Pass', Assign: { total: 1 }, Next: 'D' },
        C: { Type: 'Pass', Output: '{% $total %}', Next: 'D' },
        D: done,
      }),
      ['WARNING /States/C/Output'],
    ],
    [
      'what a rule assigns that leads elsewhere',
      found({
        A: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.a = 1 %}', Assign: { total: 1 }, Next: 'D' }], Default: 'C' },
        C: { Type: 'Pass', Output: '{% $total %}', Next: 'D' },
        D: done,
      }),
      ['WARNING /States/C/Output'],
    ],
    [
      'what a Map assigns when its items are done, in an item',
      found({ A: mapOf({ Type: 'Pass', Output: '{% $total %}' }, { Assign: { total: 1 }, End: true }) }),
      ['WARNING /States/A/ItemProcessor/States/I/Output'],
    ],
    [
      'a counter that nothing starts',
      found({ A: { Type: 'Pass', Next: 'B' }, ...loop({ n: '{% $n + 1 %}' }, '{% $n < 3 %}') }),
      ['WARNING /States/B/Assign/n'],
    ],
    [
      'a path in JSONPath',
      found({ A: { Type: 'Pass', Assign: { 'total.$': '$.a' }, Parameters: { 'x.$': '$total' }, End: true } }, 'JSONPath'),
      ['WARNING /States/A/Parameters/x.$'],
    ],
  ])('%s', (_, received, expected) => expect(received).toEqual(expected));

  test.each<[string, string[]]>([
    [
      'a counter that a state before the loop starts',
      found({ A: { Type: 'Pass', Assign: { n: 0 }, Next: 'B' }, ...loop({ n: '{% $n + 1 %}' }, '{% $n < 3 %}') }),
    ],
    ['a counter that asks', found({ A: { Type: 'Pass', Next: 'B' }, ...loop({ n: '{% $exists($n) ? $n + 1 : 1 %}' }, '{% $n < 3 %}') })],
    [
      'a list that grows from nothing',
      found({ A: { Type: 'Pass', Next: 'B' }, ...loop({ n: '{% $append($n, 1) %}' }, '{% $count($n) < 3 %}') }),
    ],
    [
      'what one of two ways assigns',
      found({
        A: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.a = 1 %}', Next: 'B' }], Default: 'C' },
        B: { Type: 'Pass', Assign: { total: 1 }, Next: 'C' },
        C: { Type: 'Pass', Output: '{% $total %}', End: true },
      }),
    ],
    [
      'what a catcher assigns',
      found({
        A: mapOf(
          { Type: 'Pass' },
          { Catch: [{ ErrorEquals: ['States.ALL'], Assign: { why: '{% $states.errorOutput.Error %}' }, Next: 'B' }], End: true },
        ),
        B: { Type: 'Fail', Error: '{% $why %}' },
      }),
    ],
    [
      'what a state before the Map assigns, in an item',
      found({ A: { Type: 'Pass', Assign: { total: 1 }, Next: 'B' }, B: mapOf({ Type: 'Pass', Output: '{% $total %}' }, { End: true }) }),
    ],
    [
      'what a Choice in JSONPath asks for',
      found(
        {
          A: { Type: 'Choice', Choices: [{ Variable: '$n', IsPresent: false, Next: 'B' }], Default: 'C' },
          B: { Type: 'Pass', Assign: { n: 0 }, Next: 'A' },
          C: { Type: 'Pass', Parameters: { 'n.$': '$n' }, End: true },
        },
        'JSONPath',
      ),
    ],
  ])('is not: %s', (_, received) => expect(received).toEqual([]));

  test('says what to do', () => {
    const counter = { StartAt: 'B', QueryLanguage: 'JSONata', States: loop({ n: '{% $n + 1 %}' }, '{% $n < 3 %}') };

    expect(validate(counter).diagnostics).toEqual([
      expect.objectContaining({
        message: 'State "B" reads the variable "$n", which no state assigns before the first time it is entered',
        hint: 'assign a first value in a state before the loop, or write ($exists($n) ? $n : 0)',
      }),
    ]);
  });
});

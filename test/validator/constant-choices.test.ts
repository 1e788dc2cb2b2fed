import type { JsonObject } from '../../src/asl';
import { validate } from '../../src/validator';
import { machineOf, pass } from './machines';

const ends = { B: { Type: 'Succeed' }, C: { Type: 'Succeed' } };

function found(definition: JsonObject): string[] {
  return validate(definition).diagnostics.map(({ severity, rule, pointer, message }) => `${severity} ${rule} ${pointer} ${message}`);
}

const conditional = (...conditions: readonly (string | boolean)[]): JsonObject =>
  machineOf(
    {
      Type: 'Choice',
      QueryLanguage: 'JSONata',
      Choices: conditions.map((Condition) => ({ Condition, Next: 'B' })),
      Default: 'C',
    },
    ends,
  );

describe('A condition that reads no data', () => {
  test.each<string | boolean>(['{% true %}', '{% 1 = 1 %}', "{% $count([1, 2]) = 2 and 'a' != 'b' %}"])(
    'leaves nothing for those behind it where it is true: %s',
    (condition) => {
      expect(found(conditional(condition, '{% $states.input.x = 1 %}'))).toEqual([
        'WARNING UNREACHABLE_CHOICE_RULE /States/A/Choices/1 State "A": this rule is never reached, because rule 0 is always true',
        'WARNING UNREACHABLE_CHOICE_RULE /States/A/Default State "A": "Default" is never taken, because rule 0 is always true',
      ]);
    },
  );

  test.each<string | boolean>(['{% false %}', '{% 1 = 2 %}', "{% $length('ab') > 2 %}"])('is found where it is false: %s', (condition) => {
    expect(found(conditional(condition))).toEqual([
      'WARNING FALSE_COMPARISON /States/A/Choices/0/Condition State "A": this rule is never true: its condition reads no data, and is false',
    ]);
  });

  test('says of a path in quotes that it is text', () => {
    const { diagnostics } = validate(conditional("{% '$states.input.status' = 'NEW' %}"));

    expect(diagnostics).toEqual([
      expect.objectContaining({ rule: 'FALSE_COMPARISON', hint: 'a path in quotes is text: write it without the quotes' }),
    ]);
  });

  test.each<string | boolean>([
    '{% $states.input.x = 1 %}',
    '{% $x = 1 or true %}',
    '{% $random() > 0.5 %}',
    // A workflow variable of the name of a function.
    '{% $count = 3 %}',
    // What a template makes of a setting, and what somebody has set.
    true,
    false,
    '{% true = true %}',
    '{% false = true %}',
  ])('is not: %s', (condition) => {
    const definition = machineOf({ ...pass, End: undefined, Assign: { x: 1, count: 1 }, Next: 'P' } as unknown as JsonObject, {
      P: { Type: 'Choice', QueryLanguage: 'JSONata', Choices: [{ Condition: condition, Next: 'B' }], Default: 'C' },
      ...ends,
    });

    expect(found(definition).filter((finding) => !finding.includes('UNUSED_VARIABLE'))).toEqual([]);
  });
});

describe('A Choice behind a constant', () => {
  const behind = (before: JsonObject, choice: JsonObject, more: JsonObject = {}): JsonObject =>
    machineOf({ Type: 'Pass', ...before, Next: 'Which?' }, { 'Which?': { Type: 'Choice', ...choice, Default: 'C' }, ...ends, ...more });

  const never = (place: string, value: string, at = '/States/Which?/Choices/0'): string =>
    `WARNING FALSE_COMPARISON ${at} State "Which?": no comparison with ${place} is ever true: the states before this one make it ${value}, whatever the input is`;

  test.each<[string, JsonObject, string]>([
    [
      'a text',
      behind({ Result: { mode: 'fast' } }, { Choices: [{ Variable: '$.mode', StringEquals: 'slow', Next: 'B' }] }),
      never('$.mode', '"fast"'),
    ],
    [
      'a number that nothing adds to',
      machineOf(
        { Type: 'Pass', Result: 0, ResultPath: '$.tries', Next: 'Which?' },
        {
          'Which?': { Type: 'Choice', Choices: [{ Variable: '$.tries', NumericGreaterThan: 3, Next: 'B' }], Default: 'W' },
          W: { Type: 'Wait', Seconds: 3600, Next: 'Which?' },
          B: { Type: 'Succeed' },
        },
      ),
      never('$.tries', '0'),
    ],
    [
      'two rules that ask for others',
      behind(
        { Parameters: { mode: 'fast' }, ResultPath: '$.set' },
        {
          Choices: [
            { Variable: '$.other', IsPresent: true, Next: 'B' },
            {
              And: [
                { Variable: '$.set.mode', IsPresent: true },
                { Variable: '$.set.mode', StringEquals: 'Fast' },
              ],
              Next: 'B',
            },
            { Variable: '$.set.mode', StringEquals: 'slow', Next: 'B' },
          ],
        },
      ),
      never('$.set.mode', '"fast"', '/States/Which?/Choices/1'),
    ],
    [
      'a condition in JSONata',
      behind(
        { QueryLanguage: 'JSONata', Output: { mode: 'fast' } },
        { QueryLanguage: 'JSONata', Choices: [{ Condition: "{% $states.input.mode = 'slow' %}", Next: 'B' }] },
      ),
      never('$states.input.mode', '"fast"'),
    ],
  ])('is found where none of its comparisons takes it: %s', (_, definition, expected) => {
    expect(found(definition)).toEqual([expected]);
  });

  test('offers the name that is nearly right', () => {
    const { diagnostics } = validate(
      behind({ Result: { mode: 'fast' } }, { Choices: [{ Variable: '$.mode', StringEquals: 'FAST', Next: 'B' }] }),
    );

    expect(diagnostics.map(({ hint }) => hint)).toEqual(['did you mean "FAST" there, or "fast" here?']);
  });

  test.each<[string, JsonObject]>([
    [
      'where another rule takes it: it stands in for a result',
      behind(
        { Result: { status: 'DONE' } },
        {
          Choices: [
            { Variable: '$.status', StringEquals: 'FAILED', Next: 'B' },
            { Variable: '$.status', StringEquals: 'DONE', Next: 'B' },
          ],
        },
      ),
    ],
    [
      'a flag that stands in for a result',
      behind({ Result: { ok: true } }, { Choices: [{ Variable: '$.ok', BooleanEquals: false, Next: 'B' }] }),
    ],
    ['a pattern', behind({ Result: { mode: 'fast' } }, { Choices: [{ Variable: '$.mode', StringMatches: 's*', Next: 'B' }] })],
    [
      'a count that a loop adds to',
      machineOf(
        { Type: 'Pass', Result: { count: 0 }, Next: 'Which?' },
        {
          'Which?': { Type: 'Choice', Choices: [{ Variable: '$.count', NumericGreaterThanEquals: 3, Next: 'B' }], Default: 'Add' },
          Add: { Type: 'Pass', Parameters: { 'count.$': 'States.MathAdd($.count, 1)' }, Next: 'Which?' },
          B: { Type: 'Succeed' },
        },
      ),
    ],
    [
      'two ways with two values',
      machineOf(
        { Type: 'Choice', Choices: [{ Variable: '$.x', IsPresent: true, Next: 'P' }], Default: 'Q' },
        {
          P: { Type: 'Pass', Result: { mode: 'fast' }, Next: 'Which?' },
          Q: { Type: 'Pass', Result: { mode: 'slow' }, Next: 'Which?' },
          'Which?': { Type: 'Choice', Choices: [{ Variable: '$.mode', StringEquals: 'slow', Next: 'B' }], Default: 'C' },
          ...ends,
        },
      ),
    ],
  ])('is not: %s', (_, definition) => {
    expect(found(definition)).toEqual([]);
  });
});

describe('A path that gives a list', () => {
  const asks = (rule: JsonObject): JsonObject => machineOf({ Type: 'Choice', Choices: [{ ...rule, Next: 'B' }], Default: 'C' }, ends);

  // A path that may lead to several places gives an array of what it finds, and a comparison with a value of another type is false.
  test.each<[JsonObject, string, string]>([
    [{ Variable: '$.a[*]', StringEquals: 'x' }, 'StringEquals', '$.a[*]'],
    [{ Variable: '$..total', NumericGreaterThan: 3 }, 'NumericGreaterThan', '$..total'],
    [{ Variable: '$.a[?(@.x==1)]', IsBoolean: true }, 'IsBoolean', '$.a[?(@.x==1)]'],
    [{ Variable: '$.a[0:2]', StringMatches: 'x*' }, 'StringMatches', '$.a[0:2]'],
    [{ Variable: '$.a', StringEqualsPath: '$.b[*].id' }, 'StringEqualsPath', '$.b[*].id'],
    [{ Variable: '$$.Execution.Input.a[*]', BooleanEquals: true }, 'BooleanEquals', '$$.Execution.Input.a[*]'],
  ])('is found where one value is compared: %j', (rule, operator, path) => {
    expect(validate(asks(rule)).diagnostics).toEqual([
      expect.objectContaining({
        severity: 'WARNING',
        rule: 'FALSE_COMPARISON',
        message: `State "A": "${operator}" is always false: ${path} is an array`,
        hint: 'name one item, as [0] does, or ask in JSONata: "x" in $states.input.list',
      }),
    ]);
  });

  test.each<JsonObject>([
    { Variable: '$.a[?(@.x==1)]', IsPresent: true },
    { Variable: '$.a[*]', IsString: false },
    { Variable: '$.a[0].name', StringEquals: 'x' },
    { Variable: "$['a']['b']", StringEquals: 'x' },
  ])('is not: %j', (rule) => {
    expect(found(asks(rule))).toEqual([]);
  });
});

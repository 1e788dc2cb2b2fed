import type { JsonObject } from '../../src/asl';
import { validate } from '../../src/validator';

function found(rule: JsonObject, QueryLanguage = 'JSONPath'): string[] {
  const C = { Type: 'Choice', Choices: [{ ...rule, Next: 'D' }], Default: 'D' };
  return validate({ QueryLanguage, StartAt: 'C', States: { C, D: { Type: 'Succeed' } } }).diagnostics.map(
    ({ rule, severity, pointer, message, hint }) => `${severity} ${rule} ${pointer}: ${message} (${hint})`,
  );
}

const finding = (text: string, hint = 'join alternatives with "Or"') => [
  `WARNING FALSE_COMPARISON /States/C/Choices/0: State "C": this rule is always false: ${text} at once (${hint})`,
];
const a = (operator: string, operand: unknown) => ({ Variable: '$.a', [operator]: operand }) as JsonObject;

describe('validate: a rule that asks what cannot be at once', () => {
  test.each<[JsonObject[], string]>([
    [[a('StringEquals', 'NEW'), a('StringEquals', 'OLD')], '$.a cannot be "NEW" and "OLD"'],
    [[a('NumericEquals', 1), a('NumericEquals', 2)], '$.a cannot be 1 and 2'],
    [[a('BooleanEquals', true), a('BooleanEquals', false)], '$.a cannot be true and false'],
    [[a('NumericGreaterThan', 5), a('NumericLessThan', 5)], '$.a cannot be more than 5 and less than 5'],
    [[a('NumericGreaterThanEquals', 6), a('NumericLessThanEquals', 5)], '$.a cannot be at least 6 and at most 5'],
    [[a('NumericEquals', 3), a('NumericGreaterThan', 3)], '$.a cannot be more than 3 and 3'],
    [[a('IsString', true), a('NumericEquals', 1)], '$.a cannot be a string and a number'],
    [[a('StringEquals', '1'), a('NumericEquals', 1)], '$.a cannot be a string and a number'],
    [[a('IsPresent', false), a('StringEquals', 'x')], '$.a cannot be absent and compared'],
    [[{ Variable: '$.b', IsPresent: true }, { And: [a('StringEquals', 'x'), a('StringEquals', 'y')] }], '$.a cannot be "x" and "y"'],
  ])('And of %j', (rules, text) => expect(found({ And: rules })).toEqual(finding(text)));

  test('inside of Or and Not', () => {
    const never = { And: [a('StringEquals', 'NEW'), a('StringEquals', 'OLD')] };

    expect(found({ Or: [never, a('IsPresent', true)] })).toEqual(finding('$.a cannot be "NEW" and "OLD"'));
    expect(found({ Not: never })).toEqual(finding('$.a cannot be "NEW" and "OLD"'));
  });

  test.each([
    ['{% $states.input.a = "NEW" and $states.input.a = "OLD" %}', '$states.input.a cannot be "NEW" and "OLD"'],
    ['{% $states.input.a > 9 and $states.input.a < 3 %}', '$states.input.a cannot be more than 9 and less than 3'],
    ['{% $states.input.a = "1" and $states.input.a = 1 %}', '$states.input.a cannot be a string and a number'],
  ])('in JSONata: %s', (Condition, text) => expect(found({ Condition }, 'JSONata')).toEqual(finding(text, 'join alternatives with "or"')));

  test.each<[JsonObject[]]>([
    [[a('NumericGreaterThan', 3), a('NumericLessThan', 5)]],
    [[a('NumericGreaterThanEquals', 5), a('NumericLessThanEquals', 5)]],
    [[a('StringEquals', 'x'), a('StringEquals', 'x')]],
    [[a('IsPresent', true), a('StringEquals', 'x')]],
    [[a('IsString', false), a('NumericEquals', 1)]],
    [[a('IsTimestamp', true), a('StringGreaterThan', '2026')]],
    [[a('StringEquals', 'x'), { Variable: '$.b', StringEquals: 'y' }]],
    [[a('StringEquals', 'x'), { Not: a('StringEquals', 'y') }]],
    [[{ Or: [a('StringEquals', 'x'), a('StringEquals', 'y')] }, a('StringEquals', 'y')]],
    [[a('StringEquals', 'x'), a('StringEqualsPath', '$.y')]],
  ])('is not: And of %j', (rules) => expect(found({ And: rules })).toEqual([]));
});

import { toGraph } from 'drystep/render';

/** What the one rule of a Choice is called. */
function shown(rule: object): string | undefined {
  const QueryLanguage = 'Condition' in rule ? 'JSONata' : 'JSONPath';
  const states = { Which: { Type: 'Choice', Choices: [{ ...rule, Next: 'End' }] }, End: { Type: 'Succeed' } };
  return toGraph({ QueryLanguage, StartAt: 'Which', States: states }).group.edges.find(({ kind }) => kind === 'rule')?.condition;
}

describe('a condition in words', () => {
  test.each<[string, object, string]>([
    ['total > 1000', { Variable: '$.total', NumericGreaterThan: 1000 }, '{% $states.input.total > 1000 %}'],
    ['name = "Ann"', { Variable: '$.name', StringEquals: 'Ann' }, '{% $states.input.name = "Ann" %}'],
    ['not paid', { Variable: '$.paid', BooleanEquals: false }, '{% $not($states.input.paid) %}'],
    ['paid', { Variable: '$.paid', BooleanEquals: true }, '{% $states.input.paid = true %}'],
    ['coupon is present', { Variable: '$.coupon', IsPresent: true }, '{% $exists($states.input.coupon) %}'],
    ['coupon is not present', { Variable: '$.coupon', IsPresent: false }, '{% $not($exists($states.input.coupon)) %}'],
    ['coupon is not present', { Not: { Variable: '$.coupon', IsPresent: true } }, '{% $not( $exists( $states.input.coupon ) ) %}'],
    ['order.due is null', { Variable: '$.order.due', IsNull: true }, '{% $states.input.order.due = null %}'],
    [
      'paid and total <= 5',
      {
        And: [
          { Variable: '$.paid', BooleanEquals: true },
          { Variable: '$.total', NumericLessThanEquals: 5 },
        ],
      },
      '{% $states.input.paid and $states.input.total <= 5 %}',
    ],
    [
      'total < limit',
      { Variable: '$.total', NumericLessThanPath: '$.limit' },
      '{% $states.input.total\n  < $states.input.limit /* of the day */ %}',
    ],
    ['context.Execution.Name = "x"', { Variable: '$$.Execution.Name', StringEquals: 'x' }, '{% $states.context.Execution.Name = "x" %}'],
    ['$tries > 3', { Variable: '$tries', NumericGreaterThan: 3 }, '{% $tries > 3 %}'],
    ['not (total > 5)', { Not: { Variable: '$.total', NumericGreaterThan: 5 } }, '{% $not($states.input.total > 5) %}'],
  ])('%s: the same for both query languages', (words, rule, condition) => {
    expect(shown(rule)).toBe(words);
    expect(shown({ Condition: condition })).toBe(words);
  });

  test.each<[string, object]>([
    ['file matches "*.csv"', { Variable: '$.file', StringMatches: '*.csv' }],
    ['due < 2026-01-01T00:00:00Z', { Variable: '$.due', TimestampLessThan: '2026-01-01T00:00:00Z' }],
    ['total is a number', { Variable: '$.total', IsNumeric: true }],
    ['total is not a number', { Not: { Variable: '$.total', IsNumeric: true } }],
    ['a and (b or not c)', { And: [asked('a'), { Or: [asked('b'), { Not: asked('c') }] }] }],
    ['not (a or b)', { Not: { Or: [asked('a'), asked('b')] } }],
    ["$['a b'] = 1", { Variable: "$['a b']", NumericEquals: 1 }],
    ['input is a boolean', { Variable: '$', IsBoolean: true }],
  ])('%s, of JSONPath', (words, rule) => {
    expect(shown(rule)).toBe(words);
  });

  test.each<[string, string | boolean]>([
    ['true', true],
    ["'$states.input.a' in list", "{% '$states.input.a' in $states.input.list %}"],
    ['(a or b) and not c', '{% ($states.input.a or $states.input.b) and $not($states.input.c) %}'],
    ['$not(a) = (b) or input is present', '{% $not($states.input.a) = ($states.input.b) or $exists($states.input) %}'],
    ['items[price > 5 and new].name = "x"', '{% $states.input.items[price > 5 and new].name = "x" %}'],
    ['not a and $not(b) = true', '{% $not($states.input.a) and $not($states.input.b) = true %}'],
  ])('%s, of JSONata', (words, Condition) => {
    expect(shown({ Condition })).toBe(words);
  });

  function asked(name: string): object {
    return { Variable: `$.${name}`, BooleanEquals: true };
  }
});

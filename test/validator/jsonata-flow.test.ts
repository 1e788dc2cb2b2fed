import type { JsonObject, JsonValue } from '../../src/asl';
import { validate } from '../../src/validator';

const pass = (Output?: JsonValue): JsonObject => ({ Type: 'Pass', ...(Output === undefined ? {} : { Output }), End: true });
const order: JsonObject = {
  type: 'object',
  properties: {
    total: { type: 'number' },
    kind: { type: 'string' },
    coupon: { type: 'object', properties: { code: { type: 'string' } } },
    tags: { type: 'array', items: { type: 'string' } },
  },
};

/** What data flow finds where a Choice asks this, and its rule leads to B, its Default to D. */
function found(condition: JsonValue, B: JsonObject = pass(), D: JsonObject = pass(), inputSchema: JsonObject = order): string[] {
  const C = { Type: 'Choice', Choices: [{ Condition: condition, Next: 'B' }], Default: 'D' };
  const definition = { QueryLanguage: 'JSONata', StartAt: 'C', States: { C, B, D } };
  return validate(definition, { inputSchema })
    .diagnostics.filter(({ rule }) => ['IMPOSSIBLE_PATH', 'FALSE_COMPARISON'].includes(rule))
    .map(({ rule, pointer }) => `${rule} ${pointer}`);
}

const code = pass('{% $states.input.coupon.code %}');
const thenCompare = (condition: string): JsonObject => ({
  Type: 'Choice',
  Choices: [{ Condition: condition, Next: 'D' }],
  Default: 'D',
});

describe('validate: follows what a Choice in JSONata has found out', () => {
  test.each<[string, string[], string[]]>([
    [
      'a field that is not there, behind the Default',
      found('{% $exists($states.input.coupon) %}', code, code),
      ['IMPOSSIBLE_PATH /States/D/Output'],
    ],
    ['$not turns it round', found('{% $not($exists($states.input.coupon)) %}', code, code), ['IMPOSSIBLE_PATH /States/B/Output']],
    [
      'and tells all of its parts where it is true',
      found('{% $not($exists($states.input.coupon)) and $states.input.total > 3 %}', code, code),
      ['IMPOSSIBLE_PATH /States/B/Output'],
    ],
    [
      'or tells all of its parts where it is false',
      found('{% $exists($states.input.coupon) or $states.input.total > 3 %}', code, code),
      ['IMPOSSIBLE_PATH /States/D/Output'],
    ],
    ['or that is true tells nothing', found('{% $not($exists($states.input.coupon)) or $states.input.total > 3 %}', code), []],
    [
      'brackets',
      found('{% ($not(($exists($states.input.coupon)))) and ($states.input.total = 3) %}', code),
      ['IMPOSSIBLE_PATH /States/B/Output'],
    ],
    [
      'a type that a comparison asked for',
      found('{% $states.input.size = "large" %}', thenCompare('{% $states.input.size = 3 %}'), pass(), {}),
      ['FALSE_COMPARISON /States/B/Choices/0/Condition'],
    ],
    [
      'a type that $type asked for',
      found('{% $type($states.input.size) = "number" %}', thenCompare('{% $states.input.size = "large" %}'), pass(), {}),
      ['FALSE_COMPARISON /States/B/Choices/0/Condition'],
    ],
    [
      'nothing of what a comparison ruled out',
      found('{% $states.input.size != "large" %}', thenCompare('{% $states.input.size = 3 %}'), pass(), {}),
      [],
    ],
    [
      'a text where the data is a number, by = and by <',
      [
        ...found('{% $states.input.total = "3" %}'),
        ...found('{% $states.input.total < "3" %}'),
        ...found('{% "3" = $states.input.total %}'),
      ],
      Array.from({ length: 3 }, () => 'FALSE_COMPARISON /States/C/Choices/0/Condition'),
    ],
    ['a comparison of the right type', found('{% $states.input.total = 3 and $states.input.kind = "a" %}'), []],
    ['a comparison in a form that is not understood', found('{% $states.input.total & "" = "3" %}', code, code), []],
    ['a comparison with an expression', found('{% $states.input.total = "3" & "" %}'), []],
    ['a presence check in an expression that is not understood', found('{% $exists($states.input.coupon[0]) %}', code, code), []],
    ['a path into a list', found('{% $states.input.tags.length = 3 %}'), []],
    ['a comparison with null of what may be null', found('{% $states.input.size = null %}', pass(), pass(), {}), []],
    ['a condition that is a constant', [...found(true), ...found('{% true %}')], []],
  ])('%s', (_, findings, expected) => {
    expect(findings).toEqual(expected);
  });

  test('the rule that is true knows that those before it are false', () => {
    const definition = {
      QueryLanguage: 'JSONata',
      StartAt: 'C',
      States: {
        C: {
          Type: 'Choice',
          Choices: [
            { Condition: '{% $exists($states.input.coupon) %}', Next: 'B' },
            { Condition: '{% $states.input.total > 3 %}', Next: 'D' },
          ],
          Default: 'B',
        },
        B: pass(),
        D: code,
      },
    };

    expect(validate(definition).diagnostics.map(({ message }) => message)).toEqual([
      'State "D": "$states.input.coupon.code" cannot be there: an earlier Choice has ruled it out',
    ]);
  });
});

describe('validate: follows expressions that are plain paths', () => {
  const chain = (first: JsonObject, second: JsonObject): string[] =>
    validate(
      { QueryLanguage: 'JSONata', StartAt: 'A', States: { A: { ...first, Next: 'B' }, B: second } },
      { inputSchema: order, severities: { TASK_WITHOUT_TIMEOUT: 'off', LAMBDA_WITHOUT_RETRY: 'off' } },
    ).diagnostics.map(({ rule, pointer }) => `${rule} ${pointer}`);
  const invoke = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Arguments: { FunctionName: 'f' } };

  test.each<[string, string[], string[]]>([
    [
      'a part of the input',
      chain({ Type: 'Pass', Output: '{% $states.input.coupon %}' }, pass('{% $states.input.total %}')),
      ['IMPOSSIBLE_PATH /States/B/Output'],
    ],
    [
      'a part of the input that is there',
      chain({ Type: 'Pass', Output: '{% $states.input.coupon %}' }, pass('{% $states.input.code %}')),
      [],
    ],
    [
      'a part that is put into an object',
      chain({ Type: 'Pass', Output: { a: '{% $states.input.coupon %}' } }, pass('{% $states.input.a.total %}')),
      ['IMPOSSIBLE_PATH /States/B/Output'],
    ],
    ['the whole answer of a function', chain(invoke, pass('{% $states.input.total %}')), ['IMPOSSIBLE_PATH /States/B/Output']],
    ['the payload of an answer', chain({ ...invoke, Output: '{% $states.result.Payload %}' }, pass('{% $states.input.total %}')), []],
    [
      'a field that no answer has',
      chain({ ...invoke, Output: '{% $states.result.total %}' }, pass()),
      ['IMPOSSIBLE_PATH /States/A/Output'],
    ],
    ['anything in brackets', chain(invoke, pass('{% ($states.input.total) %}')), []],
  ])('%s', (_, findings, expected) => {
    expect(findings).toEqual(expected);
  });

  test('what a catcher hands on is the error', () => {
    const caught = { ...invoke, Catch: [{ ErrorEquals: ['States.ALL'], Output: { e: '{% $states.errorOutput %}' }, Next: 'B' }] };
    const flow = (read: string): string[] =>
      validate({ QueryLanguage: 'JSONata', StartAt: 'A', States: { A: { ...caught, End: true }, B: pass(read) } }).diagnostics.map(
        ({ rule }) => rule,
      );

    expect(flow('{% $states.input.e.Cause %}')).not.toContain('IMPOSSIBLE_PATH');
    expect(flow('{% $states.input.e.Message %}')).toContain('IMPOSSIBLE_PATH');
  });
});

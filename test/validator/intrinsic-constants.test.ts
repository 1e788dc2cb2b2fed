import { validate } from '../../src/validator';
import { machineOf, pass } from './machines';

function diagnosticsOf(call: string) {
  return validate(machineOf({ ...pass, Parameters: { 'a.$': call } })).diagnostics;
}

const warning = (message: string, hint = 'correct the constants in it') =>
  expect.objectContaining({
    severity: 'WARNING',
    rule: 'INTRINSIC_ARGUMENTS',
    pointer: '/States/A/Parameters/a.$',
    message: `State "A": ${message}`,
    hint,
  });

describe('A call of constants that fails', () => {
  // Each fails in TestState with these words, States.Runtime.
  test.each([
    ['States.ArrayGetItem(States.Array(1), 5)', 'Invalid arguments in States.ArrayGetItem', 'the array has one item, whose index is 0'],
    [
      "States.ArrayGetItem(States.StringSplit('a,b', ','), 2)",
      'Invalid arguments in States.ArrayGetItem',
      'the array has 2 items, from 0 to 1',
    ],
    ["States.Hash('x', States.Format('MD{}', 6))", 'Invalid arguments in States.Hash'],
    ['States.MathRandom(10, 1)', 'Invalid arguments in States.MathRandom'],
    // A millisecond since 1970 is more than 32 bits hold.
    ['States.MathAdd(1700000000000, 1)', 'Invalid arguments in States.MathAdd'],
    [
      "States.StringToJson('\\{')",
      'Cannot convert String to Json in States.StringToJson, caused by: Unexpected end-of-input: expected close marker for Object',
    ],
  ])('is found: %s', (call, reason, hint = 'correct the constants in it') => {
    expect(diagnosticsOf(call)).toEqual([warning(`${call} fails whenever it is evaluated: ${reason}`, hint)]);
  });

  test('is found inside of another, where that reads data', () => {
    expect(diagnosticsOf("States.Format('{} {}', $.a, States.ArrayGetItem(States.Array(1), 5))")).toEqual([
      warning(
        'States.ArrayGetItem(States.Array(1), 5) fails whenever it is evaluated: Invalid arguments in States.ArrayGetItem',
        'the array has one item, whose index is 0',
      ),
    ]);
  });

  test('is found where a Fail state makes its cause', () => {
    const { diagnostics } = validate(machineOf({ Type: 'Fail', CausePath: "States.ArrayGetItem(States.Array('a'), 1)" }));

    expect(diagnostics.map(({ rule, pointer }) => `${rule} ${pointer}`)).toEqual(['INTRINSIC_ARGUMENTS /States/A/CausePath']);
  });

  test.each([
    // An empty array gives null, and Base64 is read leniently.
    'States.ArrayGetItem(States.Array(), 3)',
    "States.Base64Decode('!!!')",
    "States.StringToJson('')",
    "States.StringToJson('12345678901234567890')",
    'States.MathRandom(1, 5, 3)',
    "States.Hash(States.JsonToString(States.Array(1, 2)), 'SHA-256')",
    'States.ArrayUnique(States.ArrayPartition(States.ArrayRange(0, 9, 1), 2))',
  ])('is not: %s', (call) => {
    expect(diagnosticsOf(call)).toEqual([]);
  });
});

describe('An argument that another function gives', () => {
  test.each([
    ["States.MathAdd(States.Format('{}', $.n), 1)", 'argument 1 of States.MathAdd must be a number, but States.Format gives a text'],
    [
      "States.ArrayGetItem($.list, States.Format('{}', $.at))",
      'argument 2 of States.ArrayGetItem must be a number, but States.Format gives a text',
    ],
    [
      'States.ArrayLength(States.JsonToString($.list))',
      'argument 1 of States.ArrayLength must be an array, but States.JsonToString gives a text',
    ],
    [
      'States.JsonMerge(States.Array($.a), $.b, false)',
      'argument 1 of States.JsonMerge must be an object, but States.Array gives an array',
    ],
    [
      'States.Array(States.StringToJson(States.ArrayLength($.list)))',
      'argument 1 of States.StringToJson must be a text, but States.ArrayLength gives a number',
    ],
  ])('is found where it is never of the right kind: %s', (call, message) => {
    expect(diagnosticsOf(call)).toEqual([expect.objectContaining({ severity: 'WARNING', message: `State "A": ${message}` })]);
  });

  test.each([
    'States.MathAdd(States.StringToJson($.n), 1)',
    'States.ArrayGetItem($.list, States.MathAdd(States.ArrayLength($.list), -1))',
    "States.Hash(States.Array($.a), 'MD5')",
    "States.Format('{}', States.Array($.a))",
  ])('is not where it may be: %s', (call) => {
    expect(diagnosticsOf(call)).toEqual([]);
  });
});

// Measured: Invalid template in States.Format: matching '}' not found for '{'.
test('a template with braces of its own is found, also where data fills it in', () => {
  expect(diagnosticsOf('States.Format(\'{"id": "{}"}\', $.id)')).toEqual([
    warning(
      'States.Format fails whenever it is evaluated: a brace of its template is neither a part of "{}" nor escaped',
      'in JSON, write "\\\\{" and "\\\\}" for braces of the text, or make JSON of an object with States.JsonToString',
    ),
  ]);
  expect(diagnosticsOf('States.Format(\'\\{"id": "{}"\\}\', $.id)')).toEqual([]);
  expect(diagnosticsOf("States.Format($.template, '{')")).toEqual([]);
});

describe('An integer of 19 digits in an expression', () => {
  const jsonata = (expression: string) =>
    validate(machineOf({ Type: 'Pass', QueryLanguage: 'JSONata', Output: `{% ${expression} %}`, End: true })).diagnostics;
  const told = [
    expect.objectContaining({
      severity: 'WARNING',
      rule: 'INEXACT_NUMBER',
      message: 'State "A": 1234567890123456789 in the expression is not a number that JavaScript holds: here it is 1234567890123456800',
    }),
  ];

  test('is found, since JavaScript does not hold it', () => {
    expect(diagnosticsOf('States.Array(1234567890123456789)')).toEqual(told);
    expect(jsonata('$states.input.id = 1234567890123456789')).toEqual(told);
    expect(jsonata("{ 'id': 1234567890123456789 }")).toEqual(told);
  });

  test.each([
    "$states.input.id = '1234567890123456789'",
    '$states.input.id1234567890123456789',
    '$states.input.id = 1234567890123456',
    '$states.input.`1234567890123456789`',
  ])('is not: %s', (expression) => {
    expect(jsonata(expression)).toEqual([]);
  });

  test('is not in a text or a name of a path', () => {
    expect(diagnosticsOf("States.Format('1234567890123456789 {}', $.a1234567890123456789)")).toEqual([]);
  });
});

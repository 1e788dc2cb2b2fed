import type { JsonValue } from '../../../src/asl';
import { compileIntrinsic, EvaluationError, ExpressionSyntaxError } from '../../../src/data';
import { INTRINSICS } from '../../../src/data/jsonpath/intrinsics/registry';
import { scopeOf } from './scope-of';

const input = {
  n: 5,
  half: -2.5,
  text: 'hello',
  list: [3, 1, 2],
  mixed: [true, false, true, false],
  nested: [
    [1, 2],
    [1, 2],
    [2, 1],
  ],
  object: { a: 1, b: { c: [1, 'x', null] } },
  template: 'Hi {}',
  json: '{"a":[1,2]}',
  long: 'a'.repeat(10001),
  limit: 'a'.repeat(10000),
};
const scope = scopeOf(input, { context: { Execution: { Name: 'run-1' } }, variables: { v: 'var' }, random: 0.999 });

test.each<[expression: string, value: JsonValue]>([
  ['States.Array()', []],
  ["States.Array(1, 'a', true, null, $.list, -1.5)", [1, 'a', true, null, [3, 1, 2], -1.5]],
  ["  States.Array( 1 ,'a' )  ", [1, 'a']],
  ['States.ArrayContains($.nested, States.Array(2, 1))', true],
  ["States.ArrayContains($.list, '3')", true],
  ['States.ArrayGetItem($.list, 0)', 3],
  ['States.ArrayLength($.list)', 3],
  ['States.ArrayPartition($.list, 2)', [[3, 1], [2]]],
  ['States.ArrayRange(1, 9, 2)', [1, 3, 5, 7, 9]],
  ['States.ArrayRange(5, 1, -2)', [5, 3, 1]],
  ['States.ArrayRange(5, 1, 1)', []],
  ['States.ArrayRange(1, 9, 9)', [1]],
  // In the order of a Java HashSet.
  ['States.ArrayUnique($.mixed)', [false, true]],
  [
    'States.ArrayUnique($.nested)',
    [
      [2, 1],
      [1, 2],
    ],
  ],
  ['States.ArrayUnique($.list)', [1, 2, 3]],
  ["States.ArrayUnique(States.Array(1, '1', 1.0, '01'))", [1, '1', '01']],
  ["States.Base64Encode('Data to encode')", 'RGF0YSB0byBlbmNvZGU='],
  ["States.Base64Decode('RGF0YSB0byBlbmNvZGU=')", 'Data to encode'],
  ["States.Base64Decode(' YWJjZA== ')", 'abcd'],
  ["States.Base64Decode('4pyT')", '✓'],
  ["States.Format('{} and {}', $.n, $.text)", '5 and hello'],
  ['States.Format($.template, $v)', 'Hi var'],
  ["States.Format('no placeholders')", 'no placeholders'],
  ["States.Format('\\'{}\\' \\{{}\\} \\\\', $.n, 1)", "'5' {1} \\"],
  ["States.Format('{}', $.object)", '{a=1, b={c=[1, x, null]}}'],
  ["States.Format('{}{}{}', null, true, -0.5)", 'nulltrue-0.5'],
  ["States.Format('{}', States.StringToJson($.json))", '{"a":[1,2]}'],
  ["States.Format('{}', $$.Execution.Name)", 'run-1'],
  ["States.Hash('hello', 'MD5')", '5d41402abc4b2a76b9719d911017c592'],
  ["States.Hash('', 'SHA-256')", 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['States.JsonMerge($.object, States.StringToJson(\'{"b":2}\'), false)', { a: 1, b: 2 }],
  ["States.JsonMerge($.object, $.object, 'false')", input.object],
  ['States.JsonToString($.object)', '{"a":1,"b":{"c":[1,"x",null]}}'],
  ['States.StringToJson(\'[1, {"a": null}]\')', [1, { a: null }]],
  ["States.StringToJson('')", null],
  ["States.StringToJson(' ')", null],
  ['States.MathAdd(2147483646, 1)', 2147483647],
  ['States.MathRandom(1, 10)', 9],
  // The first nextInt of java.util.Random(42).
  ['States.MathRandom(0, 10, 42)', 0],
  ['States.MathRandom(0, 100, 42)', 30],
  ['States.MathRandom(-999, 0, 12345)', -5],
  ["States.StringSplit('1,2;3', ',;')", ['1', '2', '3']],
  ["States.StringSplit(',a,,b,', ',')", ['a', 'b']],
  ["States.StringSplit('abc', '')", ['abc']],
  ["States.StringSplit('', ',')", []],
  ['States.UUID()', '00000000-0000-4000-8000-000000000000'],
  ["States.Array($['n'], $.list[?(@ > 1)], $.object['b'].c[0,1])", [5, [3, 2], [1, 'x']]],
])('%s gives %j', (expression, value) => {
  expect(compileIntrinsic(expression, 'x.$').evaluate(scope)).toEqual(value);
});

test.each([
  ["States.ArrayContains('x', 1)", 'Invalid arguments in States.ArrayContains'],
  ['States.ArrayGetItem($.list, 3)', 'Invalid arguments in States.ArrayGetItem'],
  ['States.ArrayGetItem($.list, -1)', 'Invalid arguments in States.ArrayGetItem'],
  ["States.ArrayGetItem($.list, '1')", 'Invalid arguments in States.ArrayGetItem'],
  ['States.ArrayLength($.object)', 'Invalid arguments in States.ArrayLength'],
  ['States.ArrayPartition($.list, -1)', 'Invalid arguments in States.ArrayPartition'],
  ['States.ArrayRange(1, 1001, 1)', 'Invalid arguments in States.ArrayRange'],
  ['States.ArrayRange(1, 10, 0)', 'Invalid arguments in States.ArrayRange'],
  ["States.ArrayRange('a', 5, 1)", 'Invalid arguments in States.ArrayRange'],
  ['States.Base64Encode($.long)', 'Invalid arguments in States.Base64Encode'],
  ['States.Base64Decode($.n)', 'Invalid arguments in States.Base64Decode'],
  ["States.Format('{} {}', $.n)", 'Invalid arguments in States.Format: number of arguments do not match the occurrences of {}.'],
  ["States.Format('Hello {', $.n)", "Invalid template in States.Format: matching '}' not found for '{'."],
  ["States.Hash($.long, 'MD5')", 'Invalid arguments in States.Hash'],
  ["States.Hash('a', 'sha-256')", 'Invalid arguments in States.Hash'],
  ['States.JsonMerge($.object, $.object, true)', 'Invalid arguments in States.JsonMerge'],
  ['States.JsonMerge($.list, $.object, false)', 'Invalid arguments in States.JsonMerge'],
  ['States.MathAdd(2147483647, 1)', 'Invalid arguments in States.MathAdd'],
  ["States.MathAdd('1', 1)", 'Invalid arguments in States.MathAdd'],
  ['States.MathAdd(null, 1)', 'Invalid arguments in States.MathAdd'],
  ["States.MathRandom(1, 10, 'seed')", 'Invalid arguments in States.MathRandom'],
  ['States.StringSplit($.n, 1)', 'Invalid arguments in States.StringSplit'],
  ['States.StringToJson($.object)', 'Invalid arguments in States.StringToJson'],
  ['States.ArrayLength(States.JsonToString($.list))', 'Invalid arguments in States.ArrayLength'],
])('fails when %s is evaluated: %s', (expression, detail) => {
  expect.assertions(2);
  try {
    compileIntrinsic(expression, 'x.$').evaluate(scope);
  } catch (error) {
    expect((error as EvaluationError).errorName).toBe('States.Runtime');
    expect((error as EvaluationError).message).toBe(`There was an error while evaluating the intrinsic function: ${expression}. ${detail}`);
  }
});

test('fails in other words when a path finds nothing that could be an argument', () => {
  expect(() => compileIntrinsic('States.ArrayLength($.n[0])', 'x.$').evaluate(scope)).toThrow(
    new EvaluationError(
      'States.Runtime',
      "The function 'States.ArrayLength($.n[0])' had the following error: Filter: [0] can only be applied to arrays. Current context is: 5",
    ),
  );
});

// The measured answers of AWS are to other texts of the same kinds (tiny-asl-machine, group States.StringToJson).
test.each([
  ['{oops: 1}', "Unexpected character ('o' (code 111)): was expecting double-quote to start field name", 2],
  ['{"k": true', `Unexpected end-of-input: expected close marker for Object (start marker at ${placeAt(1)})`, 11],
  ['nothing', "Unrecognized token 'nothing': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')", 8],
])('States.StringToJson of %s tells where it is not JSON', (text, problem, column) => {
  const call = () => compileIntrinsic('States.StringToJson($.text)', 'x.$').evaluate(scopeOf({ text }));

  expect(call).toThrow(
    new EvaluationError(
      'States.Runtime',
      `There was an error while evaluating the intrinsic function: States.StringToJson($.text). Cannot convert String to Json in States.StringToJson, caused by: ${problem}\n at ${placeAt(column)}`,
    ),
  );
});

function placeAt(column: number): string {
  return `[Source: REDACTED (\`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION\` disabled); line: 1, column: ${column}]`;
}

test.each([
  ['States.UUID(1)', 'Invalid arguments in States.UUID'],
  ["States.Hash('a')", 'Invalid arguments in States.Hash'],
  ['States.JsonToString()', 'Invalid arguments in States.JsonToString: only a single argument is allowed.'],
])('%s compiles, and fails when it is evaluated', (expression, detail) => {
  const compiled = compileIntrinsic(expression, 'x.$');

  expect(() => compiled.evaluate(scope)).toThrow(
    new EvaluationError('States.Runtime', `There was an error while evaluating the intrinsic function: ${expression}. ${detail}`),
  );
});

test('texts of 10,000 characters are within the limit', () => {
  expect(compileIntrinsic("States.Hash($.limit, 'MD5')", 'x.$').evaluate(scope)).toHaveLength(32);
});

const nested = (depth: number): string => 'States.Array('.repeat(depth) + ')'.repeat(depth);

test('calls nest up to ten deep', () => {
  expect(JSON.stringify(compileIntrinsic(nested(10), 'x.$').evaluate(scope))).toBe('[[[[[[[[[[]]]]]]]]]]');
});

test.each<[expression: string, offset: number]>([
  ['', 0],
  ['plain text', 6],
  ['States.Nope(1)', 0],
  ['states.Format(1)', 0],
  ["States.Format('a", 14],
  ["States.Format('a'", 17],
  ["States.Format('a') b", 19],
  ["States.Format('a' 'b')", 18],
  ["States.Format('a',)", 18],
  ["States.Format('\\n')", 15],
  ['States.Format("a")', 14],
  ['States.Format($.a[)', 14],
  ['States.Format(1, States.Nope())', 17],
  ['States.Array(01x)', 13],
])('fails when compiling %j', (expression, offset) => {
  let error: unknown;
  try {
    compileIntrinsic(expression, 'x.$');
  } catch (caught) {
    error = caught;
  }

  expect(error).toBeInstanceOf(ExpressionSyntaxError);
  if (!expression.includes('[')) expect((error as ExpressionSyntaxError).offset).toBe(offset);
});

test('fails when calls nest more than ten deep', () => {
  expect(() => compileIntrinsic(nested(11), 'x.$')).toThrow('nested more than 10 deep');
});

test('there are 18 functions', () => {
  expect(Object.keys(INTRINSICS)).toHaveLength(18);
});

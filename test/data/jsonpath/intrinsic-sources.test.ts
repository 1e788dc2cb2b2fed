import type { JsonValue } from '../../../src/asl';
import { compileIntrinsic, EvaluationError } from '../../../src/data';
import { scopeOf } from './scope-of';

// What is known of arguments at the edge, each row with where it is known from. Where the guide and AWS itself disagree, AWS is followed.

/** docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html */
const GUIDE = 'developer guide';
/** A recording of AWS. */
const RECORDED = 'recorded';
/** Measured on AWS in eu-west-1: gabrielmoreira/tiny-asl-machine, tests/conformance, the group of the function's name. */
const MEASURED = 'measured';

const input = {
  list: [1, 2, 3, 4, 5, 6, 7, 8, 9],
  five: [1, 2, 3, 4, 5],
  three: [10, 20, 30],
  empty: [],
  limit: 'a'.repeat(10_000),
  long: 'a'.repeat(10_001),
};
const call = (expression: string) => compileIntrinsic(expression, 'x.$').evaluate(scopeOf(input, { random: 0.999 }));

test.each<[source: string, expression: string, value: JsonValue]>([
  [GUIDE, 'States.Array(123456)', [123456]],
  [GUIDE, 'States.Array()', []],
  [GUIDE, 'States.ArrayPartition($.list, 4)', [[1, 2, 3, 4], [5, 6, 7, 8], [9]]],
  // The guide has a fraction rounded to the nearest integer. AWS cuts it off, in four functions of five.
  [MEASURED, 'States.ArrayPartition($.five, 2.6)', [[1, 2], [3, 4], [5]]],
  [MEASURED, 'States.ArrayPartition($.five, 2.4)', [[1, 2], [3, 4], [5]]],
  [MEASURED, 'States.ArrayPartition($.three, 2147483647)', [[10, 20, 30]]],
  [GUIDE, 'States.ArrayContains($.list, 5)', true],
  [GUIDE, 'States.ArrayRange(1, 9, 2)', [1, 3, 5, 7, 9]],
  [MEASURED, 'States.ArrayRange(1.4, 5.6, 2.2)', [1, 3, 5]],
  [MEASURED, 'States.ArrayRange(5.4, -0.6, -2.4)', [5, 3, 1]],
  [MEASURED, 'States.ArrayRange(1.6, 1.4, 1)', [1]],
  [MEASURED, 'States.ArrayRange(3, 3, -1)', [3]],
  [MEASURED, 'States.ArrayRange(1, 5, -1)', []],
  [GUIDE, 'States.ArrayLength(States.ArrayRange(1, 1000, 1))', 1000],
  [MEASURED, 'States.ArrayLength(States.ArrayRange(1000, 1, -1))', 1000],
  [GUIDE, 'States.ArrayGetItem($.list, 5)', 6],
  [MEASURED, 'States.ArrayGetItem($.three, 1.2)', 20],
  [MEASURED, 'States.ArrayGetItem($.empty, 999)', null],
  [GUIDE, 'States.ArrayLength($.list)', 9],
  [GUIDE, 'States.ArrayUnique(States.Array(1, 2, 3, 3, 3, 3, 3, 3, 4))', [1, 2, 3, 4]],
  [GUIDE, "States.Base64Encode('Data to encode')", 'RGF0YSB0byBlbmNvZGU='],
  [GUIDE, "States.Base64Decode('RGF0YSB0byBlbmNvZGU=')", 'Data to encode'],
  [RECORDED, "States.Hash('input data', 'SHA-1')", 'aaff4a450a104cd177d28d18d74485e8cae074b7'],
  [GUIDE, "States.ArrayLength(States.Array(States.Hash($.limit, 'MD5')))", 1],
  [
    GUIDE,
    'States.JsonMerge(States.StringToJson(\'{"a":{"a1":1,"a2":2},"b":2}\'), States.StringToJson(\'{"a":{"a3":1,"a4":2},"c":3}\'), false)',
    { a: { a3: 1, a4: 2 }, b: 2, c: 3 },
  ],
  [GUIDE, 'States.StringToJson(\'{"foo":"bar"}\')', { foo: 'bar' }],
  [GUIDE, 'States.JsonToString($.three)', '[10,20,30]'],
  // 12 of 50 draws of this call on AWS were 1: its ends are cut off to 1 and 5.
  [MEASURED, 'States.MathRandom(1.6, 2.9)', 1],
  [GUIDE, 'States.MathAdd(111, -1)', 110],
  // The one that rounds as the guide says, ties upwards as Java's Math.round.
  [RECORDED, 'States.MathAdd(1.49, 1.5)', 3],
  [RECORDED, 'States.MathAdd(-1.5, 0)', -1],
  [RECORDED, 'States.MathAdd(-2.5, 0)', -2],
  [MEASURED, 'States.MathAdd(1.6, 2.7)', 5],
  [MEASURED, 'States.MathAdd(-2147483647, -1)', -2147483648],
  [GUIDE, "States.StringSplit('This.is+a,test=string', '.+,=')", ['This', 'is', 'a', 'test', 'string']],
  [GUIDE, "States.Format('Hello, my name is {}.', 'Arnav')", 'Hello, my name is Arnav.'],
  [GUIDE, 'States.UUID()', '00000000-0000-4000-8000-000000000000'],
])('%s: %s gives %j', (_, expression, value) => {
  expect(call(expression)).toEqual(value);
});

test.each<[source: string, expression: string, name: string]>([
  [MEASURED, 'States.ArrayPartition($.three, 0.6)', 'States.ArrayPartition'],
  [MEASURED, 'States.ArrayPartition($.three, -0.4)', 'States.ArrayPartition'],
  [GUIDE, 'States.ArrayPartition($.three, 0)', 'States.ArrayPartition'],
  [MEASURED, "States.ArrayPartition($.three, '2')", 'States.ArrayPartition'],
  [MEASURED, 'States.ArrayPartition($.three, null)', 'States.ArrayPartition'],
  [MEASURED, 'States.ArrayRange(1, 10, 0.49)', 'States.ArrayRange'],
  [GUIDE, 'States.ArrayRange(1, 10, 0)', 'States.ArrayRange'],
  [GUIDE, 'States.ArrayRange(1, 1001, 1)', 'States.ArrayRange'],
  [MEASURED, 'States.ArrayRange(1001, 1, -1)', 'States.ArrayRange'],
  [MEASURED, 'States.ArrayGetItem($.three, 3)', 'States.ArrayGetItem'],
  [MEASURED, 'States.ArrayGetItem($.three, -1)', 'States.ArrayGetItem'],
  [GUIDE, 'States.Base64Encode($.long)', 'States.Base64Encode'],
  [GUIDE, 'States.Base64Decode($.long)', 'States.Base64Decode'],
  [GUIDE, "States.Hash($.long, 'MD5')", 'States.Hash'],
  [GUIDE, "States.Hash('a', 'SHA256')", 'States.Hash'],
  [GUIDE, "States.JsonMerge(States.StringToJson('{}'), States.StringToJson('{}'), true)", 'States.JsonMerge'],
  [MEASURED, 'States.MathRandom(1.4, 1.6)', 'States.MathRandom'],
  [MEASURED, 'States.MathRandom(1, 1)', 'States.MathRandom'],
  [MEASURED, 'States.MathRandom(10, 5)', 'States.MathRandom'],
  [MEASURED, 'States.MathRandom(1, 10, null)', 'States.MathRandom'],
  [GUIDE, 'States.MathAdd(3000000000, 1)', 'States.MathAdd'],
  [MEASURED, 'States.MathAdd(-2147483648, -1)', 'States.MathAdd'],
  [MEASURED, 'States.MathAdd(true, 1)', 'States.MathAdd'],
  [MEASURED, "States.MathAdd('1.5', 2)", 'States.MathAdd'],
])('%s: fails when %s is evaluated', (_, expression, name) => {
  expect(() => call(expression)).toThrow(
    new EvaluationError(
      'States.Runtime',
      `There was an error while evaluating the intrinsic function: ${expression}. Invalid arguments in ${name}`,
    ),
  );
});

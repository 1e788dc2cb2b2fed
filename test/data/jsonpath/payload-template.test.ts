import type { JsonValue } from '../../../src/asl';
import { compileFieldExpression, compilePayloadTemplate, type EvaluationError, ExpressionSyntaxError } from '../../../src/data';
import { scopeOf } from './scope-of';

const scope = scopeOf({ a: 1, items: [1, 2], o: { x: 'y' } }, { context: { Execution: { Name: 'run-1' } }, variables: { v: [7] } });

test('replaces every key ending in .$, at any depth', () => {
  const template = {
    plain: 'a',
    'a.$': '$.a',
    deep: { list: [{ 'b.$': '$.o.x' }, 'c'], 'name.$': '$$.Execution.Name' },
    'v.$': '$v[0]',
    'text.$': "States.Format('{}!', $.a)",
    all: { 'in.$': '$' },
  };

  expect(compilePayloadTemplate(template, 'Parameters').evaluate(scope)).toEqual({
    plain: 'a',
    a: 1,
    deep: { list: [{ b: 'y' }, 'c'], name: 'run-1' },
    v: 7,
    text: '1!',
    all: { in: scope.input },
  });
});

test('constant members come first, then dynamic ones in the order of a Java HashMap', () => {
  // Recorded: assign_reference_variables.assign_from_value.BASE_ASSIGN_FROM_INTRINSIC_FUNCTION.
  const names = ['simpleArray', 'partitionedArray', 'containsElement', 'numberRange', 'thirdElement', 'arraySize', 'uniqueValues'];
  const template = Object.fromEntries([...names.map((name) => [`${name}.$`, '$.a']), ['constant', 0]]) as JsonValue;

  const output = compilePayloadTemplate(template, 'Assign').evaluate(scope);

  expect(Object.keys(output as object)).toEqual([
    'constant',
    'uniqueValues',
    'simpleArray',
    'thirdElement',
    'partitionedArray',
    'arraySize',
    'containsElement',
    'numberRange',
  ]);
});

test('a template may be an array or a scalar', () => {
  expect(compilePayloadTemplate([{ 'a.$': '$.a' }, 2], 'Parameters').evaluate(scope)).toEqual([{ a: 1 }, 2]);
  expect(compilePayloadTemplate('$.a', 'Parameters').evaluate(scope)).toBe('$.a');
});

test('a template without .$ is constant, and the very same value each time', () => {
  const template = { a: { b: [1, { c: 2 }] } };
  const compiled = compilePayloadTemplate(template, 'Parameters');

  expect(compiled.constant).toBe(true);
  expect(compiled.evaluate(scope)).toBe(template);
});

test('constant parts of a dynamic template are shared', () => {
  const constant = { b: [1] };
  const compiled = compilePayloadTemplate({ constant, 'a.$': '$.a' }, 'Parameters');

  expect((compiled.evaluate(scope) as { constant: object }).constant).toBe(constant);
});

test('an index past the end of an array gives null', () => {
  expect(compilePayloadTemplate({ 'a.$': '$.items[5]' }, 'Parameters').evaluate(scope)).toEqual({ a: null });
});

test.each<[template: JsonValue, input: JsonValue, cause: string]>([
  [
    // Measured on AWS: re:Post, question QUYiQKP0XfThWEc_ahsMnLOA.
    { 'Jobs.$': '$.Jobs.sum()' },
    { Jobs: [0, 1] },
    `The JSONPath '$.Jobs.sum()' specified for the field 'Jobs.$' could not be found in the input '{"Jobs":[0,1]}'`,
  ],
  [
    // Measured on AWS: zenn.dev/sotaro8181/articles/9f265419e4fda9.
    { 'hoge.$': '$.array[-1].name' },
    { array: [{ name: 'hoge' }] },
    `The JSONPath '$.array[-1].name' specified for the field 'hoge.$' could not be found in the input '{"array":[{"name":"hoge"}]}'`,
  ],
  [
    // Lists of Java throw where Jackson's nodes give null, and nobody has seen which AWS does: the path finds nothing.
    { 'last.$': '$.array[-1]' },
    { array: [1] },
    `The JSONPath '$.array[-1]' specified for the field 'last.$' could not be found in the input '{"array":[1]}'`,
  ],
  [{ 'value.$': '$.x' }, { a: 1 }, `The JSONPath '$.x' specified for the field 'value.$' could not be found in the input '{"a":1}'`],
  [{ deep: [{ 'value.$': '$.x.y' }] }, {}, `The JSONPath '$.x.y' specified for the field 'value.$' could not be found in the input '{}'`],
  [
    // What was searched is printed: the context object, which is empty here.
    { 'value.$': '$$.Execution.none' },
    { a: [1.5, 'x'] },
    `The JSONPath '$$.Execution.none' specified for the field 'value.$' could not be found in the input '{}'`,
  ],
  [
    { 'value.$': "States.Format('{}', $$.Execution.none)" },
    { a: [1.5, 'x'] },
    `The function 'States.Format('{}', $$.Execution.none)' had the following error: The JsonPath argument for the field '$.Execution.none' could not be found in the input '{"a":[1.5,"x"]}'`,
  ],
  [{ 'value.$': '$none' }, 'text', `The JSONPath '$none' specified for the field 'value.$' could not be found in the input '"text"'`],
  [
    { 'value.$': '$.x' },
    { big: 123456789.5, small: 0.0001 },
    `The JSONPath '$.x' specified for the field 'value.$' could not be found in the input '{"big":1.234567895E8,"small":1.0E-4}'`,
  ],
  [
    { 'value.$': "States.Format('{}', $.nope)" },
    { other: 1 },
    `The function 'States.Format('{}', $.nope)' had the following error: The JsonPath argument for the field '$.nope' could not be found in the input '{"other":1}'`,
  ],
  [
    { 'value.$': "States.Format('{}', States.Format('{}', $.nope))" },
    { other: 1 },
    `The function 'States.Format('{}', States.Format('{}', $.nope))' had the following error: The JsonPath argument for the field '$.nope' could not be found in the input '{"other":1}'`,
  ],
  [
    { 'value.$': "States.Format('{}', $.items[5])" },
    { items: [1, 2] },
    `The function 'States.Format('{}', $.items[5])' had the following error: The JsonPath argument for the field '$.items[5]' could not be found in the input '{"items":[1,2]}'`,
  ],
])('fails with the words of AWS when %j is evaluated on %j', (template, input, cause) => {
  expect.assertions(2);
  try {
    compilePayloadTemplate(template, 'Parameters').evaluate(scopeOf(input));
  } catch (error) {
    expect((error as EvaluationError).errorName).toBe('States.Runtime');
    expect((error as EvaluationError).message).toBe(cause);
  }
});

test('ErrorPath is named as the field of a path that finds nothing', () => {
  expect(() => compileFieldExpression('$.ErrorX', 'ErrorPath').evaluate(scopeOf({ Error: 'e' }))).toThrow(
    `The JSONPath '$.ErrorX' specified for the field 'ErrorPath' could not be found in the input '{"Error":"e"}'`,
  );
});

test('__proto__ is only a key', () => {
  const template = JSON.parse('{"__proto__.$":"$.a","b":1}') as JsonValue;

  expect(JSON.stringify(compilePayloadTemplate(template, 'Parameters').evaluate(scope))).toBe('{"b":1,"__proto__":1}');
});

test.each<JsonValue>([
  { 'a.$': 1 },
  { 'a.$': 'plain' },
  { 'a.$': '' },
  { 'a.$': 'States.Nope()' },
  { 'a.$': "States.Format('x'" },
  { 'a.$': '$.a..' },
  { a: 1, 'a.$': '$.a' },
])('fails when compiling %j', (template) => {
  expect(() => compilePayloadTemplate(template, 'Parameters')).toThrow(ExpressionSyntaxError);
});

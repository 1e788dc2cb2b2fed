import type { JsonValue } from '../../../src/asl';
import { compileReferencePath, type EvaluationError, ExpressionSyntaxError } from '../../../src/data';

test.each<[path: string, target: JsonValue, output: JsonValue]>([
  ['$', { a: 1 }, 'new'],
  ['$.b', { a: 1 }, { a: 1, b: 'new' }],
  ['$.a', { a: 1, b: 2 }, { a: 'new', b: 2 }],
  ['$.x.y.z', { a: 1 }, { a: 1, x: { y: { z: 'new' } } }],
  ['$.x.y', { x: { z: 1 } }, { x: { z: 1, y: 'new' } }],
  ["$['a b']['c']", {}, { 'a b': { c: 'new' } }],
  ['$.list[1]', { list: [1, 2, 3] }, { list: [1, 'new', 3] }],
  ['$.list[0].x', { list: [{ y: 1 }, 2] }, { list: [{ y: 1, x: 'new' }, 2] }],
  ['$[0]', [1, 2], ['new', 2]],
])('%s inserted into %j gives %j', (path, target, output) => {
  const before = JSON.stringify(target);

  expect(compileReferencePath(path).insert(target, 'new')).toEqual(output);
  expect(JSON.stringify(target)).toBe(before);
});

test('what lies beside the path is shared, not copied', () => {
  const target = { a: { x: { y: 1 }, other: {} }, b: [{}] };

  const output = compileReferencePath('$.a.x.z').insert(target, 2) as unknown as typeof target;

  expect(output.b).toBe(target.b);
  expect(output.a.other).toBe(target.a.other);
  expect(output.a).not.toBe(target.a);
});

test('__proto__ is only a key', () => {
  const output = compileReferencePath('$.__proto__.polluted').insert({}, true);

  expect(JSON.stringify(output)).toBe('{"__proto__":{"polluted":true}}');
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

test('a copy keeps an own __proto__ key of the target', () => {
  const target = JSON.parse('{"__proto__":1,"a":2}') as JsonValue;

  expect(JSON.stringify(compileReferencePath('$.b').insert(target, 3))).toBe('{"__proto__":1,"a":2,"b":3}');
});

test.each<[path: string, target: JsonValue, cause: string]>([
  // A CDK user's failed execution (aws/aws-cdk issue 29473), and qiita.com/tsubasaogawa/items/4fe341bdb6ae7d2fd8ee.
  ['$.a', 'text', 'Unable to apply ReferencePath $.a to input "text"'],
  ['$.a.b', 5, 'Unable to apply ReferencePath $.a.b to input 5'],
  ['$.a', [1], 'Unable to apply step "a" to input [1]'],
  ['$.a.b', { a: 'text' }, 'Unable to apply step "b" to input {"a":"text"}'],
  ['$.a[0]', { a: {} }, 'Unable to apply step "0" to input {"a":{}}'],
  ['$.a[2]', { a: [1] }, 'Unable to apply step "2" to input {"a":[1]}'],
])('fails when %s must go through %j', (path, target, cause) => {
  expect.assertions(2);
  try {
    compileReferencePath(path).insert(target, 1);
  } catch (error) {
    expect((error as EvaluationError).errorName).toBe('States.ReferencePathConflict');
    expect((error as EvaluationError).message).toBe(cause);
  }
});

test.each(['$.a[*]', '$..a', '$.a[?(@.b)]', '$.a[0:1]', "$['a','b']", '$.a[-1]', '$$.Execution', '$name', 'a', '$.a.length()', ''])(
  'fails when compiling %j, which names no single place to write',
  (path) => {
    expect(() => compileReferencePath(path)).toThrow(ExpressionSyntaxError);
  },
);

import { compilePath, ExpressionSyntaxError } from '../../../src/data';
import { scopeOf } from './scope-of';

const scope = scopeOf(
  { a: { b: [10, 20] }, s: 'text', n: null },
  { context: { Execution: { Name: 'run-1' } }, variables: { order: { id: 'o-1' } } },
);

test.each([
  ['$', { a: { b: [10, 20] }, s: 'text', n: null }],
  ['$.a.b[1]', 20],
  // Measured on AWS: zenn.dev/sotaro8181/articles/9f265419e4fda9.
  ["$['a'].b[(@.length-1)]", 20],
  ['$.a.b[(@.length()-2)]', 10],
  ['$.n', null],
  ['$.a.b[*]', [10, 20]],
  ['$$.Execution.Name', 'run-1'],
  ['$$', { Execution: { Name: 'run-1' } }],
  ['$order', { id: 'o-1' }],
  ['$order.id', 'o-1'],
])('%s finds what it names', (text, value) => {
  expect(compilePath(text).select(scope)).toEqual(value);
});

test.each([
  ['$.X', "No results for path: $['X']"],
  ['$.no.such.result.path', "Missing property in path $['no']"],
  ['$.a.no.such', "Missing property in path $['a']['no']"],
  ['$.a.b[5]', "Index out of bounds when evaluating path $['a']['b'][5]"],
  ['$.a.b[5].x', "Index out of bounds when evaluating path $['a']['b'][5]"],
  ['$.a.b[-1]', "Index out of bounds when evaluating path $['a']['b'][-1]"],
  // Measured on AWS: awsdocs/aws-step-functions-developer-guide, pull request 5, and the gist deric4/733eb129a10b13530cebaa3b70031c77.
  ['$.a.b.length()', "Property ['length()'] not found in path $['a']['b']"],
  ["$['a', 's'].b", "Multi properties can only be used as path leafs: $['a', 's']"],
  ['$.s.x', "Property ['x'] not found in path $['s']"],
  ['$.a.b.x', "Property ['x'] not found in path $['a']['b']"],
  ['$.n[0]', "The path $['n'] is null"],
  ['$.s[0]', 'Filter: [0] can only be applied to arrays. Current context is: text'],
  ['$$.Execution.none', "No results for path: $['Execution']['none']"],
])('%s finds nothing, and says so in the words of Jayway 2.0.0', (text, words) => {
  const path = compilePath(text);

  expect(path.select(scope)).toBeUndefined();
  expect(path.explainMissing(scope)).toBe(words);
});

test.each(['$.none[*]', '$.a.none[1:]', '$..none', '$.s[*].x', '$.a[?(@.x)]', '$.none[?(@.x == 1)].y', '$.a.b[*].x'])(
  '%s gives an empty array rather than nothing',
  (text) => {
    const path = compilePath(text);

    expect(path.definite).toBe(false);
    expect(path.select(scope)).toEqual([]);
  },
);

test.each([
  ['$.a.b[0:2].x', "Property ['x'] not found in path $['a']['b'][0]"],
  ['$.s[1:]', 'Filter: [1:] can only be applied to arrays. Current context is: text'],
  ['$.n[?(@.x)]', 'Filter: [?] can not be applied to primitives. Current context is: null'],
  ['$.*.b', "Property ['b'] not found in path $['s']"],
  ['$.a..b[5]', "Index out of bounds when evaluating path $['a']['b'][5]"],
])('%s finds nothing at all where Jayway 2.0.0 throws', (text, words) => {
  const path = compilePath(text);

  expect(path.definite).toBe(false);
  expect(path.select(scope)).toBeUndefined();
  expect(path.explainMissing(scope)).toBe(words);
});

test('a variable that no state assigned finds nothing', () => {
  expect(compilePath('$none.x').select(scope)).toBeUndefined();
});

test('the context object is not made for a path that does not read it', () => {
  const path = compilePath('$.a.b');

  const value = path.select({
    ...scope,
    context: () => {
      throw new Error('the context object was read');
    },
  });

  expect(value).toEqual([10, 20]);
});

test('members that every JavaScript object inherits are absent unless the document has them', () => {
  const document = JSON.parse('{"__proto__":{"x":1},"own":{}}') as never;

  expect(compilePath('$.__proto__.x').select(scopeOf(document))).toBe(1);
  expect(compilePath('$.own.constructor').select(scopeOf(document))).toBeUndefined();
  expect(compilePath('$.own.__proto__').select(scopeOf(document))).toBeUndefined();
  expect(compilePath('$..toString').select(scopeOf(document))).toEqual([]);
  expect(compilePath("$['own','valueOf']").select(scopeOf(document))).toEqual({ own: {} });
});

test.each([
  ['', 0],
  ['a.b', 0],
  ['$.', 1],
  ['$.a..', 3],
  ["$['a", undefined],
  ['$[?(@.a', undefined],
  ['$.a b', 3],
  ['$$a', 2],
  ['$1', 1],
])('fails when compiling %j', (text, offset) => {
  let error: unknown;
  try {
    compilePath(text);
  } catch (caught) {
    error = caught;
  }

  expect(error).toBeInstanceOf(ExpressionSyntaxError);
  if (offset !== undefined) expect((error as ExpressionSyntaxError).offset).toBe(offset);
});

test.each([
  ['$["a"]', 'Could not analyze path component: ["a"]'],
  ["$.a[?(@.b in ['x'])]", 'Space not allowed in path'],
  ['$$["a"]', 'Could not analyze path component: ["a"]'],
  ['$.a[?(@.b[*] == 1)]', 'the predicate path: @.b[*] is not definite'],
])('%s is taken, and finds nothing in the words of Jayway 2.0.0', (text, words) => {
  const path = compilePath(text);

  expect(path.select(scope)).toBeUndefined();
  expect(path.explainMissing(scope)).toBe(words);
});

test('only $ alone is the root', () => {
  expect([compilePath('$').isRoot, compilePath('$$').isRoot, compilePath('$x').isRoot, compilePath('$.a').isRoot]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test('a name in brackets is looked up as written, backslash and all', () => {
  // Recorded: escape_sequence_parsing.ESCAPE_SEQUENCES_JSONPATH.
  const path = compilePath('$[\'Test\\""Name"\']');

  expect(path.select(scopeOf({ 'Test\\""Name"': 'as written' }))).toBe('as written');
  expect(path.select(scopeOf({ 'Test""Name"': 'unescaped' }))).toBeUndefined();
});

test('a word without quotes in a filter is a text', () => {
  const labels = scopeOf({
    labels: [
      { name: 'Receipt', at: 1 },
      { name: 'fr', at: 2 },
      { name: 'true', at: 3 },
    ],
  });

  expect(compilePath('$.labels[?(@.name==Receipt)].at').select(labels)).toEqual([1]);
  expect(compilePath('$.labels[?(@.name == fr && @.at)].at').select(labels)).toEqual([2]);
});

test('a member that is null does not exist for a filter', () => {
  // Step Functions Local: floci-io/floci, issue 3480.
  const sessions = scopeOf({ items: [{ id: 1, session: 's' }, { id: 2, session: null }, { id: 3 }] });

  expect(compilePath('$.items[?(!@.session)].id').select(sessions)).toEqual([2, 3]);
  expect(compilePath('$.items[?(@.session)].id').select(sessions)).toEqual([1]);
});

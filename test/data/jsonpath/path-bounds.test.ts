import type { JsonValue } from '../../../src/asl';
import { compilePath, describePath, EvaluationError, ExpressionSyntaxError } from '../../../src/data';
import { scopeOf } from './scope-of';

function nested(levels: number): JsonValue {
  let value: JsonValue = 1;
  for (let level = 0; level < levels; level++) value = { a: value };
  return value;
}

function nestedLists(levels: number): JsonValue {
  let value: JsonValue = 1;
  for (let level = 0; level < levels; level++) value = [value];
  return value;
}

const wide: JsonValue = Array.from({ length: 100_000 }, (_, at) => ({ a: at, s: 'a'.repeat(30) }));

test.each<[path: string, document: JsonValue, why: RegExp]>([
  [`$${'..*'.repeat(10)}`, nested(40), /^Invalid path '\$.*' : it visits more than 2,000,000 places of the document\.$/],
  [`$${'[0,0]'.repeat(25)}`, nestedLists(30), /it visits more than/],
  ['$..a..a..a..a..a..a', nested(40), /more than 2,000,000/],
  [`$${'..a'.repeat(333)}`, nested(900), /it visits more than/],
  ['$..*..*', nested(900), /it finds more than 2,000,000 values\.$/],
  ['$..a', nested(20_000), /it scans a document that is nested more than 1,000 levels deep\.$/],
  ['$..*', nestedLists(100_000), /it scans a document that is nested/],
  [`$[?(${Array(20_000).fill('@.a==-1').join('||')})]`, wide, /it visits more than/],
  ['$[?(@.s =~ /(a|a)*(a|aa)+b/)]', wide, /it visits more than/],
])('fails when %.40s takes too much, with an error of a state', (path, document, why) => {
  expect.assertions(3);
  try {
    compilePath(path).select(scopeOf(document));
  } catch (error) {
    expect(error).toBeInstanceOf(EvaluationError);
    expect((error as EvaluationError).errorName).toBe('States.Runtime');
    expect((error as EvaluationError).message).toMatch(why);
  }
});

test.each([
  ['has too many steps', `$${'.a'.repeat(2000)}`],
  ['never closes its brackets', `$${'['.repeat(100_000)}`],
  ['nests the groups of a regular expression', `$[?(@.a =~ /${'('.repeat(5000)}a${')'.repeat(5000)}/)]`],
])('fails when compiling a path that %s', (_, path) => {
  expect(() => compilePath(path)).toThrow(ExpressionSyntaxError);
  expect('problem' in describePath(path)).toBe(true);
});

test.each<[what: string, path: string, document: JsonValue, found: number | undefined]>([
  ['5,000 parentheses', `$[?(${'('.repeat(5000)}@.a${')'.repeat(5000)})]`, [{ a: 1 }, {}], 1],
  ['a thousand filters', `$${'[?(@.a)]'.repeat(900)}`, nested(3), 1],
  ['wildcards down to the bottom', `$${'[*]'.repeat(900)}`, nestedLists(1000), 1],
  ['members down to the bottom', `$${'.a'.repeat(900)}[*]`, nested(1000), 1],
  ['pairs of members in the middle', `$${"['a','a']".repeat(24)}`, nested(40), undefined],
  ['filters inside filters', `$${'[?(@'.repeat(5000)}${')]'.repeat(5000)}`, [{ a: 1 }], undefined],
  ['a wide document', '$[*].a', wide, 100_000],
])('a path with %s is read', (_, path, document, found) => {
  const value = compilePath(path).select(scopeOf(document)) as readonly JsonValue[] | undefined;

  expect(value?.length).toBe(found);
});

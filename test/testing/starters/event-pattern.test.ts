import type { JsonObject, JsonValue } from '../../../src/asl';
import { patternMismatch } from '../../../src/testing/starters/event-pattern';

// EventBridge's guide, "Comparison operators for use in event patterns": the rule of each row is that of an example there.
const rows: readonly [rule: JsonValue, fitting: readonly JsonValue[], others: readonly JsonValue[]][] = [
  [['New York'], ['New York', ['Oslo', 'New York']], ['new york', 'Oslo', ['Oslo'], [], { city: 'New York' }]],
  [[''], [''], ['a', null]],
  [[null], [null], ['null', '']],
  [[100], [100], ['100', 101]],
  [[{ 'anything-but': 'initializing' }], ['running', 7], ['initializing', ['initializing']]],
  [[{ 'anything-but': [100, 200] }], [300], [100, 200]],
  [[{ 'anything-but': { prefix: 'us-' } }], ['eu-west-1'], ['us-east-1']],
  [[{ 'anything-but': { suffix: ['.png', '.jpg'] } }], ['a.gif'], ['a.png', 'a.jpg']],
  [[{ 'anything-but': { 'equals-ignore-case': 'initializing' } }], ['running'], ['INITIALIZING']],
  [[{ 'anything-but': { wildcard: '*/lib/*' } }], ['/src/a'], ['/a/lib/b']],
  [[{ prefix: 'us-' }], ['us-east-1'], ['eu-us-', 7]],
  [[{ prefix: { 'equals-ignore-case': 'eventb' } }], ['EventBridge'], ['Bridge']],
  [[{ suffix: '.png' }], ['a.png'], ['a.PNG']],
  [[{ suffix: { 'equals-ignore-case': 'tbridge' } }], ['EventBridge'], ['Bridges']],
  [[{ 'equals-ignore-case': 'alice' }], ['Alice'], ['Alicia']],
  [[{ exists: true }], ['anything', null], []],
  [[{ exists: false }], [], ['anything']],
  [[{ numeric: ['=', 100] }], [100], [101, '100']],
  [[{ numeric: ['>', 10, '<=', 20] }], [11, 20], [10, 21]],
  [[{ wildcard: '*.txt' }], ['a.txt', '.txt'], ['a.txt.gz']],
  [[{ wildcard: 'a*b*c' }], ['abc', 'a-b-c', 'abcbc'], ['acb', 'ab']],
  [[{ wildcard: 'one\\*' }], ['one*'], ['one', 'one more']],
  [['PAID', { prefix: 'SETTLED' }], ['PAID', 'SETTLED_LATE'], ['OPEN']],
  // Not judged.
  [[{ cidr: '10.0.0.0/24' }], ['10.0.0.255', 'anything'], []],
];

const cases = (which: 1 | 2) => rows.flatMap((row) => row[which].map((value): [JsonValue, JsonValue] => [row[0], value]));

describe('The pattern of a rule', () => {
  test.each(cases(1))('%j lets %j through', (rule, value) => {
    expect(patternMismatch({ detail: { field: rule } }, { detail: { field: value } })).toBeUndefined();
  });

  test.each(cases(2))('%j does not let %j through', (rule, value) => {
    expect(patternMismatch({ detail: { field: rule } }, { detail: { field: value } })).toEqual({
      pointer: '/detail/field',
      allowed: rule,
      received: value,
    });
  });

  test('does not judge what the event does not have', () => {
    expect(patternMismatch({ source: ['shop'], detail: { status: ['PAID'] } }, { detail: {} })).toBeUndefined();
  });

  test.each<[JsonObject, boolean]>([
    [{ status: 'PAID' }, true],
    [{ status: 'OPEN', total: 200 }, true],
    [{ status: 'OPEN', total: 20 }, false],
  ])('lets through what fits one of its alternatives: %j', (detail, fits) => {
    const pattern: JsonObject = { detail: { $or: [{ status: ['PAID'] }, { total: [{ numeric: ['>', 100] }] }] } };

    expect(patternMismatch(pattern, { detail }) === undefined).toBe(fits);
  });

  test('finds nothing in fields that objects inherit', () => {
    expect(patternMismatch({ constructor: ['a'], toString: ['b'] }, {})).toBeUndefined();
  });
});

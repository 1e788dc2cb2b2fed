import { describeIntrinsic, describePath, describeTemplate } from '../../../src/data';

test.each([
  ['$', { root: 'input', definite: true, isReferencePath: true, segments: [], readsInput: true }],
  ['$.a.b[0]', { definite: true, isReferencePath: true, segments: ['a', 'b', 0] }],
  ['$.a[-1]', { definite: true, isReferencePath: false, segments: ['a', -1] }],
  ['$.a[*].b', { definite: false, isReferencePath: false, segments: undefined }],
  ['$..a', { definite: false, isReferencePath: false }],
  ["$['a','b']", { definite: true, isReferencePath: false }],
  ['$.a[(@.length-1)]', { definite: true, isReferencePath: false, segments: undefined }],
  ['$.a[?(@.b > 1)]', { definite: false, hasFilter: true }],
  // There are no functions: this is the name of a member.
  ['$.a.length()', { definite: true, hasFilter: false, segments: ['a', 'length()'] }],
  ['$$.Execution.Id', { root: 'context', readsContext: true, readsInput: false, isReferencePath: false }],
  ['$order.id', { root: 'variable', variables: ['order'], readsInput: false, isReferencePath: false }],
])('knows of the path %s', (text, facts) => {
  expect(describePath(text)).toEqual({ facts: expect.objectContaining(facts) as unknown });
});

test('a path that cannot be read is described by what is wrong, and where', () => {
  expect(describePath('$.a..')).toEqual({ problem: { message: 'A path can not end with a scan.', offset: 3 } });
});

test('an intrinsic call is described with all the calls in it', () => {
  expect(describeIntrinsic("States.Format('{}', States.Nope($.a, $x.y), States.UUID(1), $$.State)")).toEqual({
    facts: {
      kind: 'intrinsic',
      name: 'States.Format',
      calls: [
        { name: 'States.Format', offset: 0, arguments: 4, known: true, arityFits: true },
        { name: 'States.Nope', offset: 20, arguments: 2, known: false, arityFits: false },
        { name: 'States.UUID', offset: 44, arguments: 1, known: true, arityFits: false },
      ],
      variables: ['x'],
      readsContext: true,
      readsInput: true,
    },
  });
});

test('a template is described field by field, with the place of each', () => {
  const fields = describeTemplate({ 'a.$': '$.a', list: [{ 'b.$': 'States.UUID()' }], bad: { 'c.$': '$.', 'd.$': 4 } });

  expect(fields.map(({ location, facts, problem }) => [location, facts?.kind, problem?.offset])).toEqual([
    [['a.$'], 'path', undefined],
    [['list', 0, 'b.$'], 'intrinsic', undefined],
    [['bad', 'c.$'], undefined, 1],
    [['bad', 'd.$'], undefined, undefined],
  ]);
});

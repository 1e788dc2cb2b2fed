import { notJsonAt, notJsonHint } from '../../src/asl';

test.each([
  ['{"a": 1', 'the text ends too soon: close what is open'],
  ['{"a": [1, 2}', 'remove the comma before it, or close what is open in the right order'],
  ['{"a": 1,}', 'remove the comma before it, or close what is open in the right order'],
  ["{'a': 1}", 'JSON has double quotes only'],
  ['{"a": 1 // one\n}', 'JSON has no comments: use "Comment"'],
  ['{"a": 1 "b": 2}', 'a comma or colon is missing before it'],
  ['{"a": "x, "b": 2}', 'put names and texts into double quotes'],
  ['{"a": "x', 'close the text with a double quote, or write a line break in it as \\n'],
  ['{"a": "x,\n"b": 2}', 'close the text with a double quote, or write a line break in it as \\n'],
  ['{"a": "one\ttwo"}', 'write control characters as escapes, such as \\t'],
  ['{"a": "C:\\home"}', 'write a backslash in a text as two'],
  ['{"a": "\\u12"}', 'write a backslash in a text as two'],
  ['{"a": 1 "b\\\\\\n": 2}', 'a comma or colon is missing before it'],
  ['{a: 1}', 'put names and texts into double quotes'],
  ['{"a": #}', undefined],
])('%j stops being JSON where it can be told what was meant', (text, wanted) => {
  const stops = notJsonAt(text);

  expect(stops).toBeDefined();
  expect(notJsonHint(stops!.found)).toBe(wanted);
});

test('a text of twenty million characters is no burden', () => {
  expect(notJsonHint(`"${'x'.repeat(20_000_000)}`)).toBe('close the text with a double quote, or write a line break in it as \\n');
});

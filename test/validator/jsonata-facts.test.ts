import fc from 'fast-check';
import { validate } from '../../src/validator';
import { fuzzRuns } from '../fuzz-runs';

/** What is found in one expression, without the text of messages. */
function found(expression: string): string[] {
  const definition = { QueryLanguage: 'JSONata', StartAt: 'A', States: { A: { Type: 'Pass', Output: `{% ${expression} %}`, End: true } } };
  return validate(definition).diagnostics.map(({ rule, message }) => `${rule} ${message}`);
}

test('validate: judges a plain path as the same path in brackets, which only the parser reads', () => {
  const name = fc.constantFrom(
    'states',
    'input',
    'context',
    'result',
    'x',
    '_y',
    'and',
    'or',
    'in',
    'true',
    'null',
    'function',
    'sum',
    'count',
    'errorOutput',
    'a1',
  );
  fc.assert(
    fc.property(name, fc.array(name, { maxLength: 3 }), (first, rest) => {
      const path = [`$${first}`, ...rest].join('.');

      expect(found(path)).toEqual(found(`(${path})`).map((text) => text.replaceAll(`(${path})`, path)));
    }),
    { numRuns: fuzzRuns(300) },
  );
});

test.each([
  ['$x1 > 1', '$x2 > 1', 'names with digits'],
  ['`1`', '`2`', 'names in backticks'],
  ['$states.input.a > 1', '$states.input.a > 1e999', 'a number out of range'],
  ['$substring("a", 1)', '$substring("a", 1', 'a text that is cut'],
  ['"a".b', '"c".b', 'texts that are names'],
  ['$states."input"', '$states."inputs"', 'texts that are fields of $states'],
  ['$states.input1', '$states.input2', 'fields of $states'],
  ['$x = "a"', '$x = "a', 'a text that does not end'],
  ['$f1("a")', '$f2("a")', 'names of functions'],
])('validate: tells %s and %s apart: %s', (first, second) => {
  expect(found(first)).not.toEqual(found(second));
  // In the other order too: what was met first must not answer for the other.
  expect(found(second)).not.toEqual(found(first));
});

test('validate: names numbered variables and functions by their own names', () => {
  expect(found('$v7 + $v8 + $w7').join()).toMatch(/\$v7.*\$v8.*\$w7/);
  expect(found('$v8 + $v9 + $w8').join()).toMatch(/\$v8.*\$v9.*\$w8/);
  expect(found('($v3 := 1; $v3 + $v4)')).toEqual([expect.stringContaining('"$v4"')]);
  expect(found('$f5(1)').join()).toContain('"$f5"');
  expect(found('$f6(1)').join()).toContain('"$f6"');
});

test('validate: names the expression itself when one like it was met before', () => {
  expect(found('$nobody(1)').join()).toContain('$nobody');
  expect(found('1 +').join()).toContain("'1 +'");
  expect(found('2 +').join()).toContain("'2 +'");
});

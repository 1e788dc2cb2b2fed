import { ExpressionSyntaxError } from '../../../src/data';
import { compileJavaRegex } from '../../../src/data/jsonpath/java-regex';

// The answers are java.util.regex's for Pattern.compile(source, flags).matcher(text).matches().
const answers: readonly (readonly [source: string, flags: string, text: string, matches: boolean])[] = [
  ['abc', '', 'abc', true],
  ['abc', '', 'xabcx', false],
  ['a.c', '', 'a\nc', false],
  ['a.c', 's', 'a\nc', true],
  ['ABC', 'i', 'abc', true],
  ['É', 'i', 'é', false],
  ['É', 'iu', 'é', true],
  ['a|bc', '', 'bc', true],
  ['(a|b)*c', '', 'ababc', true],
  ['a{2,3}', '', 'a', false],
  ['a{2,3}', '', 'aaa', true],
  ['a{2,3}', '', 'aaaa', false],
  ['a{2,}', '', 'aaaaa', true],
  ['[a-c&&[^b]]+', '', 'acca', true],
  ['[a-c&&[^b]]+', '', 'abc', false],
  ['[^\\d]+', '', 'ab1', false],
  ['[\\w-]+', '', 'a-b_1', true],
  ['\\p{Alpha}+', '', 'abé', false],
  ['\\p{L}+', '', 'abé', true],
  ['\\P{L}+', '', '123', true],
  ['(?i)abc', '', 'aBC', true],
  ['a(?i:b)c', '', 'aBc', true],
  ['a(?i:b)c', '', 'aBC', false],
  ['(?<year>\\d{4})-\\d\\d', '', '2026-11', true],
  ['(?=.*\\d)[a-z\\d]+', '', 'ab1', true],
  ['(?!.*\\d)[a-z\\d]+', '', 'ab1', false],
  ['\\bab\\b', '', 'ab', true],
  ['\\Qa.b\\E', '', 'a.b', true],
  ['\\Qa.b\\E', '', 'axb', false],
  ['a b # note', 'x', 'ab', true],
  ['^a$\\n^b$', 'm', 'a\nb', true],
  ['\\x41\\u0042\\x{43}', '', 'ABC', true],
  ['\\/a\\/', '', '/a/', true],
  ['.', '', '😀', true],
  ['', '', '', true],
];

test.each(answers)('/%s/%s against %j gives %s', (source, flags, text, matches) => {
  expect(compileJavaRegex(source, flags).matches(text)).toBe(matches);
});

test('an expression that backtracks for ever elsewhere answers at once', () => {
  const regex = compileJavaRegex('(a+)+b', '');

  // Backtracking would outlast the universe; jest's own limit ends a test that takes seconds.
  expect(regex.matches('a'.repeat(5000))).toBe(false);
});

test.each(['(a)\\1', '(?<=a)b', 'a++', '(?>a)', '(a', 'a)', '[a', '*a', 'a{3,2}', '(a{9999}){99}', '\\p{Nonsense}'])(
  'fails when compiling /%s/, which cannot be run safely or is not one',
  (source) => {
    expect(() => compileJavaRegex(source, '')).toThrow(ExpressionSyntaxError);
  },
);

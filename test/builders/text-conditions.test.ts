import { choice, type Expression, pass, workflow } from 'drystep';
import { format, isTimestamp, matches, raw, regexMatch, regexReplace, regexTest, splitAny } from 'drystep/expressions';
import type { JsonValue } from '../../src/asl';
import { execute } from '../../src/interpreter';
import { acceptedDefinition, languages, runFlow } from './run-flow';

interface Input {
  value: string;
}

const decided = (condition: (value: Expression<string>) => Expression<boolean>) =>
  workflow<Input>().next(
    choice('Which?', (c) =>
      c
        .when(({ input }) => condition(input.value), pass('Yes', { output: () => ({ is: true }) }))
        .otherwise(pass('No', { output: () => ({ is: false }) })),
    ),
  );

describe.each(languages)('matches in %s', (language) => {
  test.each<[string, JsonValue, boolean]>([
    ['log-*.txt', 'log-2026.txt', true],
    ['log-*.txt', 'log-.txt', true],
    ['log-*.txt', 'log-a.txt.gz', false],
    ['log-*.txt', 'xlog-a.txt', false],
    ['log-*.txt', 'log-atxt', false],
    ['*', '', true],
    ['', '', true],
    ['', 'a', false],
    ['a*', 'a\nb\r\u2028c', true],
    ['a*a', 'a', false],
    ['*b*b*', 'abcb', true],
    ['\\*', '*', true],
    ['\\*', 'a', false],
    ['a\\\\*', 'a\\b', true],
    ['a\\\\\\*', 'a\\*', true],
    ['a\\\\\\*', 'a\\b', false],
    ['(.+)[/]{2}$^|?', '(.+)[/]{2}$^|?', true],
    ['a.c', 'abc', false],
    ['é😀*', 'é😀 and more', true],
    ['*A*', 'a', false],
    ['*', 5, false],
    ['*', null, false],
    ['*', ['a'], false],
  ])('%j of %j is %s', async (pattern, value, is) => {
    const { output, cause } = await runFlow(
      decided((text) => matches(text, pattern)),
      language,
      { value },
    );

    expect(output ?? cause).toEqual({ is });
  });
});

describe.each(languages)('splitAny in %s', (language) => {
  test.each<[string, string, string[]]>([
    ['(', 'a(b', ['a', 'b']],
    [')]}', 'a)b]c}d', ['a', 'b', 'c', 'd']],
    ['[{', 'a[b{c', ['a', 'b', 'c']],
    ['{}', 'a{c}d', ['a', 'c', 'd']],
    ['a-c', 'xayb-zc', ['x', 'yb', 'z']],
    ['^/*', 'a^b/c*d', ['a', 'b', 'c', 'd']],
    ['.', 'a.b|c', ['a', 'b|c']],
  ])('by %j, %j is %j', async (characters, value, pieces) => {
    const flow = workflow<Input>().next(pass('Split', { output: ({ input }) => ({ pieces: splitAny(input.value, characters) }) }));

    const { output, cause } = await runFlow(flow, language, { value });

    expect(output ?? cause).toEqual({ pieces });
  });
});

test.each<[string, string, string[]]>([
  ['\\', 'a\\b', ['a', 'b']],
  ['\\{}', 'a\\b{c}d', ['a', 'b', 'c', 'd']],
  ['💥', 'a💥b💦c', ['a', 'b💦c']],
  ['💥,', 'a💥b,c', ['a', 'b', 'c']],
])('splitAny in JSONata: by %j, %j is %j', async (characters, value, pieces) => {
  const flow = workflow<Input>().next(pass('Split', { output: ({ input }) => ({ pieces: splitAny(input.value, characters) }) }));

  const { output, cause } = await runFlow(flow, 'JSONata', { value });

  expect(output ?? cause).toEqual({ pieces });
});

describe.each(languages)('isTimestamp in %s', (language) => {
  test.each<[JsonValue, boolean]>([
    ['2026-01-31T09:00:00Z', true],
    ['2026-01-31T09:00:00.123456789Z', true],
    ['2026-01-31T23:59:60+05:30', true],
    ['2024-02-29T00:00:00Z', true],
    ['2000-02-29T00:00:00Z', true],
    ['1900-02-29T00:00:00Z', false],
    ['2026-02-29T00:00:00Z', false],
    ['2026-04-31T00:00:00Z', false],
    ['2026-13-01T00:00:00Z', false],
    ['2026-00-01T00:00:00Z', false],
    ['2026-01-00T00:00:00Z', false],
    ['2026-01-31T24:00:00Z', false],
    ['2026-01-31T09:60:00Z', false],
    ['2026-01-31T09:00:61Z', false],
    ['2026-01-31t09:00:00Z', false],
    ['2026-01-31T09:00:00z', false],
    ['2026-01-31 09:00:00Z', false],
    ['2026-01-31T09:00:00', false],
    ['2026-01-31T09:00:00.Z', false],
    ['2026-01-31T09:00:00+24:00', false],
    ['2026-01-31T09:00:00Z\n', false],
    ['2026-01-31', false],
    [20260131, false],
    [null, false],
  ])('of %j is %s', async (value, is) => {
    const { output, cause } = await runFlow(decided(isTimestamp), language, { value });

    expect(output ?? cause).toEqual({ is });
  });

  test('of what is absent is false', async () => {
    expect((await runFlow(decided(isTimestamp), language, {})).output).toEqual({ is: false });
  });
});

const shown = (build: (value: Expression<string>) => unknown) =>
  workflow<Input>().next(pass('Show', { output: ({ input }) => ({ shown: build(input.value) as Expression<string> }) }));

test.each<[string, RegExp, string]>([
  ['brackets in classes', /[([{]+[)}\]]/, 'a([{)b'],
  ['backslashes before brackets', /\\[ab]\\(c)/, '\\a\\c'],
  ['braces that repeat nothing', /a{,2}b{x}/, 'a{,2}b{x}'],
  ['slashes', /\/[/]\//, '///'],
  ['letters of either case', /ABC/i, 'xabc'],
  ['several lines', /^b$/m, 'a\nb'],
  ['lookahead and repeated groups', /(?=ab)(a(b))\1/, 'abab'],
])('regexTest knows %s', async (_title, pattern, value) => {
  const result = await runFlow(
    shown((text) => regexTest(text, pattern)),
    'JSONata',
    { value },
  );

  expect(pattern.test(value)).toBe(true);
  expect(result.output ?? result.cause).toEqual({ shown: true });
  expect(
    (
      await runFlow(
        shown((text) => regexTest(text, pattern)),
        'JSONata',
        { value: 'q' },
      )
    ).output,
  ).toEqual({ shown: pattern.test('q') });
});

describe('fails when', () => {
  test.each<[string, () => unknown, string]>([
    ['a pattern ends in a backslash', () => shown((text) => matches(text, 'a\\')), 'matches(...) gets the pattern "a\\\\".'],
    ['a pattern escapes a letter', () => shown((text) => matches(text, '\\d')), 'with a backslash before * or'],
    [
      'a pattern is an expression',
      () => shown((text) => matches(text, text as never)),
      'a pattern that is not known while the workflow is built',
    ],
    [
      'a regular expression has a flag of JavaScript alone',
      () => shown((text) => regexTest(text, /a/u)),
      'JSONata does not know the flag u.',
    ],
    ['it names its groups', () => shown((text) => regexTest(text, /(?<a>b)/)), 'JSONata does not know named groups and classes of Unicode'],
    ['it matches nothing', () => shown((text) => regexReplace(text, /a*/, '')), 'it matches the empty text'],
    [
      'every match is asked for without g',
      () => shown((text) => regexMatch(text, /a/)),
      'regexMatch gives every match, and the flag g is missing.',
    ],
    ['a replacement is one of JavaScript alone', () => shown((text) => regexReplace(text, /a/, '[$&]')), 'has more than $1 and $$.'],
    ['it is a text', () => shown((text) => regexTest(text, 'a' as never)), 'a regular expression is expected'],
  ])('%s', (_title, flow, message) => {
    expect(() => acceptedDefinition(flow() as never, 'JSONata')).toThrow(message);
  });

  test('JSONPath is asked for them outside a condition', () => {
    expect(() =>
      acceptedDefinition(
        shown((text) => matches(text, 'a*')),
        'JSONPath',
      ),
    ).toThrow('JSONPath cannot express matches(...) in "output".');
  });
});

describe('raw as a tagged template', () => {
  interface Order {
    lines: { price: number }[];
    name: string;
    factor: number;
  }
  const computed = (build: (input: { lines: Expression<unknown>; name: Expression<string>; factor: Expression<number> }) => unknown) =>
    workflow<Order>().next(pass('Show', { output: ({ input }) => ({ shown: build(input as never) as Expression<string> }) }));
  const data = { lines: [{ price: 2 }, { price: 3 }], name: 'a "b"', factor: 4 };

  test('takes references, constants and other expressions in JSONata', async () => {
    const flow = computed(
      ({ lines, name, factor }) => raw`{"sum": $sum(${lines}.price) * ${factor}, "said": ${format('{}!', name)} & ${'"x"'}}`,
    );

    expect((await execute(acceptedDefinition(flow, 'JSONata'), { input: data })).output).toEqual({ shown: { sum: 20, said: 'a "b"!"x"' } });
  });

  test('holds each value together', async () => {
    const flow = computed(({ factor }) => raw<number>`10 - ${raw<number>`${factor} - 1`}`);

    expect((await execute(acceptedDefinition(flow, 'JSONata'), { input: data })).output).toEqual({ shown: 7 });
  });

  test('takes them as arguments of intrinsic functions in JSONPath', async () => {
    const flow = computed(({ name, factor }) => raw`States.Format('{}: {} {}', ${name}, ${factor}, ${"it's"})`);

    expect((await execute(acceptedDefinition(flow, 'JSONPath'), { input: data })).output).toEqual({ shown: 'a "b": 4 it\'s' });
  });

  test.each<[string, 'JSONata' | 'JSONPath', () => unknown, string]>(
    [
      ['it is not JSONata', 'JSONata', () => computed(({ lines }) => raw`$sum(${lines}.price`), 'which is not JSONata'],
      ['it is not JSONPath', 'JSONPath', () => computed(({ lines }) => raw`States.Sum(${lines})`), 'which is not JSONPath'],
      [
        'a value stands in a text',
        'JSONata',
        () => computed(({ name }) => raw`"Hello ${name}"`),
        'between the quotes of "Hello ${...}", where JSONata reads text',
      ],
      ['a value stands in a name', 'JSONata', () => computed(({ name }) => raw`$states.input.${'`'}${name}${'`'}`), 'RAW'],
      ['a value stands in a comment', 'JSONata', () => computed(({ name }) => raw`1 /* ${name} */`), 'where JSONata reads text'],
      [
        'a value stands in a text of JSONPath',
        'JSONPath',
        () => computed(({ name }) => raw`States.Format('${name}')`),
        'where JSONPath reads text',
      ],
    ].filter(([title]) => title !== 'a value stands in a name') as never,
  )('fails when %s', (_title, language, flow, message) => {
    expect(() => acceptedDefinition((flow as () => never)(), language as 'JSONata')).toThrow(message as string);
  });

  test('fails when a value is taken from another step', () => {
    let elsewhere: unknown;
    const flow = workflow<Order>()
      .next(
        pass('One', {
          output: ({ input }) => {
            const { factor } = input;
            elsewhere = factor;
            return { factor };
          },
        }),
      )
      .next(pass('Two', { output: () => ({ shown: raw<number>`${elsewhere} + 1` }) }));

    expect(() => acceptedDefinition(flow, 'JSONata')).toThrow(/step "Two"/);
  });
});

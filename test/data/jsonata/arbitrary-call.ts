import fc from 'fast-check';

/** A call of a built-in with arguments of any kind. */
export interface ArbitraryCall {
  readonly expression: string;
  /** False where the library does what only its own source explains. */
  readonly comparable: boolean;
}

// Functions whose answers depend on nothing but their arguments; the number is that of their parameters.
const FUNCTIONS: Readonly<Record<string, number>> = {
  ...{ sum: 1, count: 1, max: 1, min: 1, average: 1, string: 2, substring: 3, substringBefore: 2, substringAfter: 2, lowercase: 1 },
  ...{ uppercase: 1, length: 1, trim: 1, pad: 3, match: 3, contains: 2, replace: 4, split: 3, join: 2, formatNumber: 3, formatBase: 2 },
  ...{ formatInteger: 2, parseInteger: 2, number: 1, floor: 1, ceil: 1, round: 2, abs: 1, sqrt: 1, power: 2, boolean: 1, not: 1, map: 2 },
  ...{ zip: 3, filter: 2, single: 2, reduce: 3, sift: 2, keys: 1, lookup: 2, append: 2, exists: 1, spread: 1, merge: 1, reverse: 1 },
  ...{ each: 2, error: 1, assert: 2, type: 1, sort: 2, distinct: 1, base64encode: 1, encodeUrlComponent: 1, encodeUrl: 1 },
  ...{ decodeUrlComponent: 1, decodeUrl: 1, toMillis: 2, fromMillis: 3, clone: 1 },
};

const FUNCTION_VALUES = [
  '/a/',
  '/(b)?/i',
  '$sum',
  '$string',
  'function($x){$x}',
  'function(){1}',
  'function($a,$b,$c){$b}',
  'function($a,$b,$c,$d){$a}',
];
const VALUES = [
  ...[
    '$nothing',
    'null',
    'true',
    'false',
    '0',
    '1',
    '-1',
    '2.5',
    '-0',
    '1e15',
    '1/0',
    '0/0',
    '"1/0"',
    '""',
    '"a"',
    '"abc"',
    '"12"',
    '"0x1F"',
  ],
  ...['"\\ud83d"', '"a😀b"', '"%41%"', '"2020-01-01T00:00:00Z"', '"#0.00"', '"[Y]-[M]"', '[]', '[1]', '[1,2,3]', '["a","b"]'],
  ...['[[1],[2,[3]]]', '[1,"a",null]', '[null]', '[{"a":1},{"a":2}]', '{}', '{"a":1,"b":[1,2]}'],
  ...FUNCTION_VALUES,
];

/**
 * Built-ins that call another one hand it values without the checks of a direct call: in the library, whether a function among them breaks it is
 * an accident.
 */
const HANDED_ON: readonly string[] = ['map', 'filter', 'single', 'reduce', 'sort', 'sift', 'each'];

/** The ways to call: `comparable` where the library checks arguments before it uses them. */
const FORMS: ReadonlyArray<readonly [comparable: boolean, (name: string, args: readonly string[]) => string]> = [
  [true, (name, args) => `$${name}(${args.join(', ')})`],
  [true, (name, args) => `${args[0]} ~> $${name}(${args.slice(1).join(', ')})`],
  [true, (name, args) => `${args[0]} ~> $${name}`],
  [true, (name, args) => `(${args[0]}).$${name}(${args.slice(1).join(', ')})`],
  [true, (name, args) => `($${name} ~> $type)(${args.join(', ')})`],
  ...['map', 'filter', 'single', 'reduce', 'sort'].map(
    (outer) => [true, (name: string, args: readonly string[]) => `$${outer}([${args.join(', ')}], $${name})`] as const,
  ),
  [true, (name, args) => `$sift({"p": ${args[0]}, "q": ${args[1] ?? 1}}, $${name})`],
  [true, (name, args) => `$each({"p": ${args[0]}, "q": ${args[1] ?? 1}}, $${name})`],
  [false, (name, args) => `$${name}(${args.map((_, index) => (index === 0 ? '?' : args[index])).join(', ')})(${args[0]})`],
  [false, (name, args) => `$${name}(${args.map(() => '?').join(', ')})(${args.join(', ')})`],
  [false, (name, args) => `$map([${args.join(', ')}], $${name}(?${args.length > 1 ? `, ${args[1]}` : ''}))`],
];

/** Work without end in the library, which has no bound. */
const ENDLESS = /pad|format|fromMillis/;
/** What the library sees of a function value depends on how it got there. */
const LOOKS_INSIDE = /^(?:boolean|not|spread|keys|single|each|sift|lookup|merge|clone)$/;

/** Calls of built-ins: direct, chained, partial and through higher-order functions, with too few and too many arguments of every kind. */
export const arbitraryCall: fc.Arbitrary<ArbitraryCall> = fc
  .constantFrom(...Object.keys(FUNCTIONS))
  .chain((name) =>
    fc.record({
      name: fc.constant(name),
      args: fc.array(fc.constantFrom(...VALUES), { minLength: 1, maxLength: (FUNCTIONS[name] ?? 1) + 1 }),
      form: fc.constantFrom(...FORMS),
    }),
  )
  .map(({ name, args: drawn, form: [comparable, write] }) => {
    const args = ENDLESS.test(name) ? drawn.map((value) => (value === '1e15' || value === '1/0' ? '7' : value)) : drawn;
    const holdsFunction = args.some((value) => FUNCTION_VALUES.includes(value));
    const expression = write(name, args);
    const handedOn = HANDED_ON.some((outer) => expression.startsWith(`$${outer}(`) && expression.endsWith(`$${name})`));
    return { expression, comparable: comparable && !(holdsFunction && (handedOn || LOOKS_INSIDE.test(name))) };
  });

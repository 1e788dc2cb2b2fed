import type { Chance } from './chance';
import { KEYS } from './nasty-documents';

/** A JSONPath: sound, strange, malformed, or long. */
export function nastyPath(chance: Chance): string {
  const kind = chance.below(60);
  if (kind < 48) return broken(chance, `${root(chance)}${chance.some(5, () => step(chance, 2)).join('')}`);
  if (kind < 56) return `${root(chance)}${repeated(chance)}`;
  return broken(chance, chance.pick(LONG)(chance.once(12) ? 20_000 : chance.pick([5, 50, 500])));
}

const root = (chance: Chance): string => chance.pick(['$', '$', '$', '$', '$$', '$v', '$.a', '$.list', '$$.Execution', '@', '']);

/** What grows by a power of its length where nothing bounds it. */
const REPEATED = [
  ...[
    '..*',
    '..a',
    '[*]',
    '.*',
    '[0,0]',
    "['a','a']",
    '[0:]',
    '[-1:]',
    '..[0]',
    '..[*]',
    '[?(@)]',
    '..[?(@.a)]',
    '[?(@.a||@.b)]',
    "..['a','b']",
  ],
  ...[
    '[?($..a)]',
    '[?(@..*)]',
    '[?(@.a =~ /(a+)+b/)]',
    '[?($.list[?(@.a)])]',
    '[(@.length-1)]',
    '[0,1,2,3,4,5,6,7,8,9]',
    '.a',
    "['__proto__']",
  ],
];

function repeated(chance: Chance): string {
  const parts = [chance.pick(REPEATED), chance.pick(REPEATED)] as const;
  const times = chance.pick([2, 4, 8, 12, 25, 300]);
  return chance.once(2) ? parts[0].repeat(times) : parts.join('').repeat(times);
}

const LONG: ReadonlyArray<(times: number) => string> = [
  (times) => `$${'.a'.repeat(times)}`,
  (times) => `$${'['.repeat(times)}`,
  (times) => `$[?(${'('.repeat(times)}@.a${')'.repeat(times)})]`,
  (times) => `$[?(${'!'.repeat(times)}@.a)]`,
  (times) => `$.list[?(@.a==1${' && @.a==1'.repeat(times)})]`,
  (times) => `$.list[?(@.a==-1${' || @.a==-1'.repeat(times)})]`,
  (times) => `$${'[?(@'.repeat(times)}`,
  (times) => `$${'[?(@'.repeat(times)}${')]'.repeat(times)}`,
  (times) => `$[${'0,'.repeat(times)}0]`,
  (times) => `$[${"'a',".repeat(times)}'a']`,
  (times) => `$['${'a'.repeat(times)}']`,
  (times) => `$['${'\\'.repeat(times)}']`,
  (times) => `$[?(@.s =~ /${'('.repeat(times)}a${')'.repeat(times)}/)]`,
  (times) => `$[?(@.s =~ /${'(a|a)*'.repeat(times)}b/)]`,
  (times) => `$[?(@.s =~ /a{${times}}{${times}}/)]`,
  (times) => `$[?(@.a == '${'x'.repeat(times)}')]`,
  (times) => `$[?(@.a == ${'9'.repeat(times)})]`,
  (times) => `$[${'9'.repeat(times)}]`,
  (times) => `$[${'-'.repeat(times)}1:]`,
  (times) => `$${' '.repeat(times)}.a`,
  (times) => `$.${'é'.repeat(times)}`,
];

const LITERALS = [
  '1',
  '-1.5',
  "'a'",
  '"a"',
  'true',
  'null',
  '[1,2]',
  '{}',
  '/a.*/i',
  '/(a+)+$/',
  'a',
  '@.b',
  '$.a',
  '$..s',
  '@',
  '1e999',
  "''",
];
const OPERATORS = ['==', '!=', '<', '<=', '>', '>=', '=~', 'in', 'nin', 'subsetof', 'size', 'empty', '===', '='];

function step(chance: Chance, levels: number): string {
  const key = chance.pick(KEYS);
  switch (chance.below(14)) {
    case 0:
      return `['${key}']`;
    case 1:
      return `["${key}"]`;
    case 2:
      return `[${index(chance)}]`;
    case 3:
      return `[${chance.some(4, () => index(chance)).join(',')}]`;
    case 4:
      return `[${index(chance)}:${index(chance)}${chance.once(3) ? `:${index(chance)}` : ''}]`;
    case 5:
      return chance.pick([
        '[*]',
        '.*',
        '..*',
        '..',
        '.',
        '[]',
        '[?]',
        '[?()]',
        '[()]',
        '.length()',
        '.sum()',
        '.min()',
        '[(@.length-1)]',
        '[(@.length()-1)]',
      ]);
    case 6:
      return `..${key}`;
    case 7:
    case 8:
    case 9:
      return levels === 0 ? '.a' : `[?(${condition(chance, levels)})]`;
    case 10:
      return `['${key}','${chance.pick(KEYS)}']`;
    default:
      return `.${key}`;
  }
}

function index(chance: Chance): string {
  return chance.pick(['0', '1', '-1', '7', '2147483648', '-2147483649', '99999999999999999999', '', ' 0 ', '1.5', 'a', '+1']);
}

function condition(chance: Chance, levels: number): string {
  const inner = (): string => `${chance.pick(['@', '@', '@', '$', ''])}${chance.some(2, () => step(chance, levels - 1)).join('')}`;
  const one = (): string =>
    chance.once(3)
      ? inner()
      : `${inner()}${chance.pick([' ', '', '  '])}${chance.pick(OPERATORS)} ${chance.once(4) ? inner() : chance.pick(LITERALS)}`;
  const all = chance.some(3, one).join(chance.pick([' && ', '||', ' and ', ' ']));
  return chance.once(4) ? `!(${all})` : chance.once(4) ? `(${all})` : all;
}

/** Once in a while with a piece cut out, put in or put twice. */
export function broken(chance: Chance, text: string): string {
  if (!chance.once(6)) return text;
  const at = chance.below(text.length + 1);
  const end = Math.min(text.length, at + chance.below(4));
  return chance.pick([
    () => text.slice(0, at) + text.slice(end),
    () => text.slice(0, at) + chance.pick([...'[](){}\'"\\/.,?@$*:!&|%=~ \n\u0000', '😀', '\ud800', '__proto__']) + text.slice(at),
    () => text.slice(0, end) + text.slice(at),
    () => text.slice(0, at),
  ])();
}

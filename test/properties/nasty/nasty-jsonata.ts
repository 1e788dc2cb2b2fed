import type { Chance } from './chance';
import { broken } from './nasty-paths';

const FUNCTIONS = [
  ...'sum count max min average string substring substringBefore substringAfter lowercase uppercase length trim pad match contains replace'.split(
    ' ',
  ),
  ...'split join formatNumber formatBase formatInteger parseInteger number floor ceil round abs sqrt power boolean not map zip filter single'.split(
    ' ',
  ),
  ...'reduce sift keys lookup append exists spread merge reverse each error assert type sort shuffle distinct base64encode base64decode'.split(
    ' ',
  ),
  ...'encodeUrlComponent encodeUrl decodeUrlComponent decodeUrl now millis toMillis fromMillis clone partition range hash random uuid'.split(
    ' ',
  ),
  ...'parse eval nothing constructor'.split(' '),
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
    '1e15',
    '1e9',
    '1e300',
    '1/0',
    '0/0',
    '""',
    '"a"',
    '"abc"',
    '"0x1F"',
    '"\\ud83d"',
  ],
  ...[
    '"a😀b"',
    '"%41%"',
    '"[Y]-[M]"',
    '"#0.00"',
    '"I"',
    '"Ww"',
    '"[[[[["',
    '[]',
    '[1]',
    '[1,2,3]',
    '["a","b"]',
    '[[1],[2,[3]]]',
    '[null]',
    '{}',
  ],
  ...['{"a":1}', '[{"a":1},{"a":2}]', '[1..5]', '[1..100]', '[1..5000]', '[1..10000000]', '/a/', '/(a+)+b/', '/(?=(a*))*/', '/(a|aa)*$/i'],
  ...[
    '$sum',
    '$string',
    '$map',
    'function($x){$x}',
    'function(){1}',
    'function($a,$b,$c){$b}',
    '$join(?, "-")',
    'λ($x)<n:n>{$x}',
    '$',
    '$$',
  ],
  ...[
    '$states.input',
    '$states.input.a',
    '$states.input.list',
    '$states.input.s',
    '$states.input.list.a',
    '$states.context.Execution.Id',
    '$v',
  ],
  ...['$states.input.**', '$states.input.*', '$states.result', '$states.errorOutput', '$states', '$f', '$x'],
];
const OPERATORS = [
  '+',
  '-',
  '*',
  '/',
  '%',
  '&',
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'in',
  'and',
  'or',
  '~>',
  '..',
  '.',
  '?:',
  ':=',
  '^',
  '@$i.',
  '#$i.',
];

/** A JSONata expression with its delimiters: sound, strange, malformed, endless, or long. */
export function nastyJsonata(chance: Chance): string {
  const kind = chance.below(60);
  if (kind < 54) return `{% ${broken(chance, expression(chance, 3))} %}`;
  if (kind < 57) return `{% ${chance.pick(GROWING)(chance.pick([3, 3, 3, 3, 10, 10, 10, 30]), expression(chance, 1))} %}`;
  return `{% ${broken(chance, chance.pick(LONG)(longest(chance)))} %}`;
}

/** Mostly short: what is long takes long, and says no more. */
export const longest = (chance: Chance): number => (chance.once(12) ? 10_000 : chance.pick([5, 50, 400, 1_000]));

function expression(chance: Chance, levels: number): string {
  if (levels === 0) return chance.pick(VALUES);
  const inner = (): string => expression(chance, chance.below(levels));
  switch (chance.below(17)) {
    case 0:
    case 1:
    case 2:
    case 3:
    case 4:
      return `$${chance.pick(FUNCTIONS)}(${Array.from({ length: chance.below(4) }, inner).join(', ')})`;
    case 5:
      return `${inner()} ${chance.pick(OPERATORS)} ${inner()}`;
    case 6:
      return `(${chance.some(3, inner).join('; ')})`;
    case 7:
      return `[${chance.some(3, inner).join(', ')}]`;
    case 8:
      return `{${chance.some(2, () => `${chance.once(2) ? '"k"' : inner()}: ${inner()}`).join(', ')}}`;
    case 9:
      return `${inner()}[${inner()}]`;
    case 10:
      return `${inner()}.${inner()}`;
    case 11:
      return `${inner()}^(${chance.pick(['<', '>', ''])}${inner()})`;
    case 12:
      return `${inner()}{${inner()}: ${inner()}}`;
    case 13:
      return `($x := ${inner()}; $f := function($a, $b){ ${inner()} }; ${inner()})`;
    case 14:
      return `$${chance.pick(['map', 'filter', 'reduce', 'single', 'sort', 'sift', 'each'])}(${inner()}, ${chance.once(2) ? `$${chance.pick(FUNCTIONS)}` : `function($a, $b, $c){ ${inner()} }`})`;
    case 15:
      return `${inner()} ~> |${inner()}|${inner()}${chance.once(2) ? `, ${inner()}` : ''}|`;
    default:
      return `${inner()} ? ${inner()} : ${inner()}`;
  }
}

/** What doubles, recurses or multiplies. */
const GROWING: ReadonlyArray<(times: number, any: string) => string> = [
  (times) => `($f := function($s, $n){ $n = 0 ? $s : $f($s & $s, $n - 1) }; $f("x", ${times}))`,
  (times) => `($f := function($s, $n){ $n = 0 ? $s : $f($append($s, $s), $n - 1) }; $count($f([1], ${times})))`,
  (times) => `($f := function($s, $n){ $n = 0 ? $s : $f([$s, $s], $n - 1) }; $f(1, ${times}))`,
  (times) => `($f := function($s, $n){ $n = 0 ? $s : $f({"a": $s, "b": $s}, $n - 1) }; $string($f(1, ${times})))`,
  (times) => `$reduce([1..${times}], function($p, $i){ $p & $p }, "ab")`,
  (times) => `$reduce([1..${times}], function($p, $i){ [$p, $p] }, [1])`,
  (times, any) => `$reduce([1..${times}], function($p, $i){ {"a": $p, "b": $p} }, ${any})`,
  (times, any) => `$reduce([1..${times}], function($p, $i){ $append($p, $p) }, [${any}])`,
  (times) => `$reduce([1..${times}], function($p, $i){ $replace($p, "a", "aa") }, "a")`,
  (times) => `$reduce([1..${times}], function($p, $i){ $replace($p, /a/, "$0$0") }, "a")`,
  (times) => `$reduce([1..${times}], function($p, $i){ $join([$p, $p]) }, "ab")`,
  (times) => `$reduce([1..${times}], function($p, $i){ $zip($p, $p) }, [1..10])`,
  (times) => `$reduce([1..${times}], function($p, $i){ $encodeUrlComponent($p) }, "%")`,
  (times) => `$reduce([1..${times}], function($p, $i){ $base64encode($p) }, "abc")`,
  (times) => `$reduce([1..${times}], function($p, $i){ $string([$p, $p]) }, "\\"")`,
  () => '($f := function(){ $f() }; $f())',
  () => '($f := function($x){ 1 + $f($x) }; $f(1))',
  () => '($f := function($x){ $map([1..10], $f) }; $f(1))',
  (times, any) => `[1..${times}].([1..${times * 100}].(${any}))`,
  (times, any) => `[1..${times * 1_000}][${any}]`,
  (times) => `[1..${times * 1_000}][[1..${times * 100}]]`,
  (times) => `[1..${times * 1_000}]{"k": $}`,
  (times) => `[1..${times * 1_000}]{$string($ % 10): $sum($)}`,
  (times) => `([1..${times * 1_000}].[$]).*`,
  (times) => `$distinct([1..${times * 1_000}].{"a": $})`,
  (times) => `[1..${times * 1_000}]@$i.[1..${times}]@$j.{"a": $i, "b": $j}`,
  (times) => `[1..${times * 1_000}]#$i[$i % 2 = 0]{"k": $}`,
  (times) => `[1..${times * 1_000}]^(>$)`,
  (times) => `$sort([1..${times * 1_000}], function($a, $b){ $a < $b })`,
  (times) => `$pad("", ${times}e8, "ab")`,
  (times) => `$range(0, ${times}e8, 1)`,
  (times) => `$partition([1..${times * 10_000}], 1)`,
  (times, any) => `$map([1..${times * 100}], function($i){ ${any} })`,
  (times) => `$split($pad("", ${times * 1_000}, "a,"), ",")`,
  (times) => `$match($pad("", ${times * 1_000}, "a"), /(a*)*b/)`,
  (times) => `$contains($pad("", ${times * 1_000}, "a"), /a*a*a*b/)`,
  (times) => `$replace($pad("", ${times * 1_000}, "a"), /(a|a)+/, "$1")`,
  (times) => `$spread([1..${times * 100}].{"a": $, "b": $})`,
  (times) => `$merge([1..${times * 1_000}].{$string($): $})`,
  (times) => `$keys($merge([1..${times * 1_000}].{$string($): $}))`,
  (times) => `$lookup([1..${times * 1_000}].{"a": $}, "a")`,
  (times) => `$formatInteger(1e${times}, "Ww")`,
  (times) => `$formatInteger(1e${times}, "I")`,
  (times) => `$formatNumber(1e${times}, "${'#,'.repeat(times)}0")`,
  (times) => `$fromMillis(0, "${'[Y0001]'.repeat(times)}")`,
  (times) => `$fromMillis(0, "[Y,${times}000000-${times}000000]")`,
  (times) => `$toMillis("2020", "${'[Y]'.repeat(times)}")`,
  (times) => `$power(2, ${times}00)`,
  (times) => `$parse($pad("", ${times * 100}, "["))`,
  (times) => `({"a": {"b": [1..${times}]}}) ~> |a|{"c": $}|`,
];

const LONG: ReadonlyArray<(times: number) => string> = [
  (times) => `${'('.repeat(times)}1${')'.repeat(times)}`,
  (times) => '('.repeat(times),
  (times) => `${'['.repeat(times)}1${']'.repeat(times)}`,
  (times) => `${'{"a":'.repeat(times)}1${'}'.repeat(times)}`,
  (times) => `1${'+1'.repeat(times)}`,
  (times) => `"a"${'&"a"'.repeat(times)}`,
  (times) => `true${' and true'.repeat(times)}`,
  (times) => `1${' ~> $string'.repeat(times)}`,
  (times) => `$states.input${'.a'.repeat(times)}`,
  (times) => `$states.input${'[0]'.repeat(times)}`,
  (times) => `$states.input${'.**'.repeat(times)}`,
  (times) => `$states.input${'.*'.repeat(times)}`,
  (times) => `${'-'.repeat(times)}1`,
  (times) => `${'true ? '.repeat(times)}1`,
  (times) => `[${'1,'.repeat(times)}1]`,
  (times) => `(${'$x := 1;'.repeat(times)} $x)`,
  (times) => `${'function($x){'.repeat(times)}1${'}'.repeat(times)}`,
  (times) => `"${'a'.repeat(times)}"`,
  (times) => `"${'\\'.repeat(times)}"`,
  (times) => `/${'('.repeat(times)}a${')'.repeat(times)}/`,
  (times) => `$contains("aaa", /${'(a|a)*'.repeat(times)}b/)`,
  (times) => `$contains("aaa", /(a{${times}}){${times}}b/)`,
  (times) => `/* ${'*'.repeat(times)}`,
  (times) => `${'9'.repeat(times)}`,
  (times) => `$sum(${'[1],'.repeat(times)}1)`,
  (times) => `λ($x)<${'n'.repeat(times)}:n>{$x}(1)`,
  (times) => `λ($x)<${'a<'.repeat(times)}n${'>'.repeat(times)}:n>{$x}([])`,
  (times) => `$${'a'.repeat(times)}`,
  (times) => `\`${'a'.repeat(times)}`,
];

import { compileJsonata, SERVICE_LIMITS } from '../../../src/data/jsonata';
import { scopeOf } from './scope';

const input = { numbers: (length: number) => Array.from({ length }, (_, at) => at) };

/** Whether an expression over `$states.input` comes to an end with so many steps. */
function endsIn(expression: string, document: unknown): (steps: number) => boolean {
  return (steps) => {
    try {
      compileJsonata(expression, { ...SERVICE_LIMITS, steps }).evaluate(scopeOf({ input: document as null }));
      return true;
    } catch (error) {
      if ((error as { code?: string }).code === 'U1001') return false;
      throw error;
    }
  };
}

/** The least number of steps with which an expression comes to an end, to a twentieth of it. */
function stepsOf(expression: string, document: unknown): number {
  const ends = endsIn(expression, document);
  let [few, enough] = [0, 1];
  while (!ends(enough)) {
    few = enough;
    enough *= 2;
    if (enough > 1e8) throw new Error(`${expression} does not end`);
  }
  while (enough - few > Math.max(1, enough / 20)) {
    const middle = (few + enough) / 2;
    if (ends(middle)) enough = middle;
    else few = middle;
  }
  return enough;
}

const objects = (length: number): unknown => input.numbers(length).map((at) => ({ [`k${at}`]: at, a: at, s: `text ${at}` }));
const object = (length: number): unknown => Object.fromEntries(input.numbers(length).map((at) => [`k${at}`, at]));
const text = (length: number): string => 'ab, '.repeat(length);
const [SMALL, LARGE] = [500, 4_000];

// Eight times the data: about eight times the steps, and at least an eighth of a step for each item or sixteenth for each character.
test.each<readonly [expression: string, document: (length: number) => unknown]>([
  ['$partition($states.input, 1)', input.numbers],
  ['$partition($states.input, 7)', input.numbers],
  ['$spread($states.input)', objects],
  ['$keys($states.input)', objects],
  ['$keys($states.input)', object],
  ['$merge($states.input)', objects],
  ['$string($states.input)', objects],
  ['$string($states.input)', object],
  ['$string($states.input, true)', objects],
  ['$lookup($states.input, "a")', objects],
  ['$states.input.a', objects],
  ['$states.input.*', objects],
  ['$states.input.**', objects],
  ['$states.input[a > 5]', objects],
  ['$states.input{"all": a}', objects],
  ['$states.input{s: a}', objects],
  ['$states.input#$i{"all": $i}', objects],
  ['$states.input@$o.{"a": $o.a}', objects],
  ['$states.input[[1, 2, 3]]', input.numbers],
  ['$distinct($states.input)', objects],
  ['$distinct($states.input)', input.numbers],
  ['$reverse($states.input)', input.numbers],
  ['$shuffle($states.input)', input.numbers],
  ['$append($states.input, $states.input)', input.numbers],
  ['$zip($states.input, $states.input)', input.numbers],
  ['$sum($states.input)', input.numbers],
  ['$max($states.input)', input.numbers],
  ['$map($states.input, $string)', input.numbers],
  ['$filter($states.input, function($x){ $x > 5 })', input.numbers],
  ['$reduce($states.input, function($x, $y){ $x + $y })', input.numbers],
  ['$each($states.input, function($x){ $x })', object],
  ['$sift($states.input, function($x){ $x > 5 })', object],
  ['$clone($states.input)', objects],
  ['$states.input = $parse($string($states.input))', objects],
  ['1 in $states.input', input.numbers],
  ['$range(1, $count($states.input), 1)', input.numbers],
  ['[1..$count($states.input)]', input.numbers],
  ['$join($states.input.s, "-")', objects],
  ['$pad("", $length($states.input), "ab")', text],
  ['$split($states.input, ",")', text],
  ['$split($states.input, ", ")', text],
  ['$split($states.input, "")', text],
  ['$replace($states.input, "ab", "c")', text],
  ['$replace($states.input, "zzz", "c")', text],
  ['$contains($states.input, "zzz")', text],
  ['$substringBefore($states.input, "zzz")', text],
  ['$substringAfter($states.input, "zzz")', text],
  ['$uppercase($states.input)', text],
  ['$length($states.input)', text],
  ['$trim($states.input)', text],
  ['$base64encode($states.input)', text],
  ['$encodeUrlComponent($states.input)', text],
  ['$hash($states.input, "MD5")', text],
  ['$states.input < $states.input', text],
])('%s pays in proportion to its work', (expression, document) => {
  const small = stepsOf(expression, document(SMALL));
  const ends = endsIn(expression, document(LARGE));

  // Asked only so often, as each answer takes as long as the work.
  expect(ends(Math.max(LARGE / 16, 5 * small))).toBe(false);
  expect(ends(12 * small)).toBe(true);
});

test.each([
  ['$sort($states.input)', input.numbers],
  ['$sort($states.input, function($x, $y){ $x < $y })', input.numbers],
  ['$states.input^(>a)', objects],
])('%s pays for each comparison of a merge sort', (expression, document) => {
  const small = stepsOf(expression, document(SMALL));
  const ends = endsIn(expression, document(LARGE));

  expect(ends(7 * small)).toBe(false);
  expect(ends(16 * small)).toBe(true);
});

// The longer text is too much for the engine's own regular expressions: most of its matches are found by the machine that pays for each step.
test.each([2_000, 40_000])('Each of %i matches of a regular expression costs ten steps at least', (length) => {
  const document = 'a'.repeat(length);

  expect(endsIn('$count($match($states.input, /a/))', document)(10 * length)).toBe(false);
  expect(endsIn('$count($match($states.input, /a/))', document)(20 * length)).toBe(true);
});

describe('what an expression of a few characters could do for ever', () => {
  // A tenth of what a state may take: seconds of work less, and as far from doing it for ever.
  const FEWER_STEPS = { ...SERVICE_LIMITS, steps: SERVICE_LIMITS.steps / 10 };
  const outcomeOf = (expression: string): unknown => {
    try {
      return compileJsonata(expression, FEWER_STEPS).evaluate(scopeOf({ input: 'a'.repeat(5_000) as never }));
    } catch (error) {
      return (error as { code?: string }).code;
    }
  };

  // Each would keep the process busy for minutes, or fill its memory, were what it repeats not paid for.
  test.each([
    ['compares long lists again and again', '($a := [1..100000]; $b := [1..100000]; $count([1..1000000][$a = $b]))'],
    [
      'compares long texts again and again',
      '($a := $pad("", 5000000, "a") & "b"; $b := $pad("", 5000000, "a") & "c"; $count([1..800000][$a < $b]))',
    ],
    ['tries a quadratic pattern again and again', '$count([1..800000][$contains($states.input, /a+b/)])'],
    ['looks for a long text in a longer one', '($a := $pad("", 3000000, "a"); $count([1..1000][$contains($a & $a, $a & "b" & $a)]))'],
    ['prints an object again and again', '($o := $merge([1..5000].{$string($): 1}); $count([1..800000][$string($o) = ""]))'],
    ['reads a field of lists that share their items', '($t := $reduce([1..40], function($p, $i){ [[$p], [$p]] }, {"a": 1}); $count($t.a))'],
    ['selects by long lists of positions', '[1..800000][[1..800000]]'],
    ['expands a long replacement for each match', '$replace($pad("", 1000000, "a"), /(b)?a/, $pad("", 1000000, "$1"))'],
    ['pads without end', '$pad("", 1e9, "ab")'],
    ['makes a range without end', '$range(1, 1e9, 1)'],
    ['doubles a text', '$reduce([1..60], function($p, $i){ $p & $p }, "ab")'],
    ['doubles a list', '$reduce([1..60], function($p, $i){ $append($p, $p) }, [1, 2])'],
    ['doubles an object and prints it', '$string($reduce([1..60], function($p, $i){ {"a": $p, "b": $p} }, 1))'],
    ['joins a text with itself', '$reduce([1..60], function($p, $i){ $join([$p, $p]) }, "ab")'],
    ['replaces each character by two', '$reduce([1..60], function($p, $i){ $replace($p, "a", "aa") }, "a")'],
    [
      'goes through the fields of an object again and again',
      '($o := $merge([1..5000].{$string($): 1}); $each($o, function(){ $each($o, function(){ 1 }) }))',
    ],
    ['takes an object apart again and again', '($o := $merge([1..5000].{$string($): 1}); $map([1..10000], function(){ $spread($o) }))'],
    ['parses a text again and again', '($t := "[" & $join([1..5000].("{},")) & "1]"; $map([1..10000], function(){ [$parse($t)] }))'],
    ['makes longer texts of one again and again', '($t := $pad("", 5000, "é"); $map([1..100000], function(){ $encodeUrlComponent($t) }))'],
    ['copies an object that doubles', '$clone($reduce([1..60], function($p, $i){ {"a": $p, "b": $p} }, {}))'],
    ['transforms an object that doubles', '$reduce([1..60], function($p, $i){ {"a": $p, "b": $p} }, {}) ~> |$|{"c": 1}|'],
    ['counts on by a long picture', '($p := $join([1..5000].("#,")) & "0"; $map([1..10000], function($i){ $formatNumber($i, $p) }))'],
    [
      'writes integers by a long picture',
      '($p := $join([1..5000].("#,#:")) & "0"; $map([1..10000], function($i){ $formatInteger($i, $p) }))',
    ],
    ['writes numbers in words again and again', '$map([1..800000], function($i){ $formatInteger($i, "w") })'],
    ['pads a year by millions of digits', '$map([1..1000], function($i){ $fromMillis($i, "[Y,4000000-4000000]") })'],
    [
      'reads a long signature again and again',
      `($f := function($a)<${'n?'.repeat(900)}s:n>{ 1 }; $map([1..10000], function(){ $f(1, 1, 1, 1, 1, 1, 1, 1, 1, "s") }))`,
    ],
  ])('%s: it fails as one that uses too much', (_, expression) => {
    expect(outcomeOf(expression)).toBe('U1001');
  });
});

// Forty numbers may go to forty optional parameters in more ways than can be tried.
test('arguments that do not fit a signature of many optional parameters are refused at once', () => {
  const call = `(function($a)<${'n?'.repeat(40)}s:n>{ 1 })(${Array(40).fill(1).join()})`;

  expect(() => compileJsonata(call, SERVICE_LIMITS).evaluate(scopeOf({}))).toThrow(expect.objectContaining({ code: 'T0410' }));
});

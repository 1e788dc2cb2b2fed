import { ExpressionSyntaxError } from '../../../src/data';
import { compileJsonata, type JsonataError, SERVICE_LIMITS } from '../../../src/data/jsonata';
import { scopeOf } from './scope';

const OUT_OF_TIME = 'U1001: Expression evaluation timeout: Check for infinite loop';
const OUT_OF_STACK = 'U1001: Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive';
const OUT_OF_MEMORY = 'U1001: Expression evaluation memory limit exceeded: Check for excessive memory usage';

function outcomeOf(expression: string, input: unknown = null, limits = { ...SERVICE_LIMITS, steps: 2_300_000 }): unknown {
  try {
    return compileJsonata(expression, limits).evaluate(scopeOf({ input: input as null }));
  } catch (error) {
    return error instanceof ExpressionSyntaxError ? 'syntax' : `${(error as JsonataError).code}: ${(error as JsonataError).message}`;
  }
}

describe('an expression that never ends', () => {
  test.each([
    ['tail recursion', '($f := function($x){ $f($x + 1) }; $f(1))', OUT_OF_TIME],
    ['mutual tail recursion', '($f := function(){ $g() }; $g := function(){ $f() }; $f())', OUT_OF_TIME],
    ['recursion', '($f := function($x){ $x + $f($x - 1) }; $f(5))', OUT_OF_STACK],
    ['recursion through $map', '($f := function($x){ $map([1, 2], $f) }; $f(1))', OUT_OF_STACK],
    ['recursion through ~>', '($f := function($x){ ($x ~> $f) + 1 }; $f(1))', OUT_OF_STACK],
    [
      'a matcher that always matches',
      '$replace("a", function($s){ { "match": "a", "start": 0, "end": 1, "groups": [], "next": function(){ { "match": "", "start": 0, "end": 0, "groups": [], "next": function(){ 1 } } } } }, "b")',
      'T1010: The matcher function argument passed to function "replace" does not return the correct object structure',
    ],
    ['a string that doubles', '($f := function($s, $n){ $n = 0 ? $s : $f($s & $s, $n - 1) }; $length($f("x", 23)))', OUT_OF_MEMORY],
    ['an array that doubles', '($f := function($a){ $f($append($a, $a)) }; $f([1]))', OUT_OF_MEMORY],
    [
      'structures that double when printed',
      '($f := function($o, $n){ $n = 0 ? $o : $f({ "a": $o, "b": $o }, $n - 1) }; $string($f({}, 60)))',
      OUT_OF_TIME,
    ],
    ['a result that doubles', '($f := function($o, $n){ $n = 0 ? $o : $f([[$o], [$o]], $n - 1) }; $f(1, 60))', OUT_OF_TIME],
    ['a result nested without end', '($f := function($o, $n){ $n = 0 ? $o : $f([[$o]], $n - 1) }; $f(1, 5000))', OUT_OF_MEMORY],
    ['nesting by $reduce', '$reduce([1..5000], function($a, $i){ [[$a]] })', OUT_OF_MEMORY],
    ['a cycle made by a transformation', '{ "a": {} } ~> |a|{ "self": $ }|', OUT_OF_MEMORY],
    ['a huge padding', '$pad("x", 1e9)', OUT_OF_MEMORY],
    ['Roman numerals of a huge number', '$formatInteger(1e300, "I")', OUT_OF_TIME],
    ['nested loops', '[1..5000].$sum([1..5000].($ * 2))', OUT_OF_TIME],
    ['a query that finds too much', '[1..5000].([1..5000].($ * 2))', OUT_OF_MEMORY],
    ['a huge sort', '$sort([1..500000], function($l, $r){ $l < $r })', OUT_OF_TIME],
  ])('is stopped: %s', (_name, expression, outcome) => {
    expect(outcomeOf(expression)).toBe(outcome);
  });

  test('is refused when its text nests too deeply to parse', () => {
    expect(outcomeOf(`${'('.repeat(200_000)}1${')'.repeat(200_000)}`)).toBe('syntax');
  });
});

// Each pair: the last that Step Functions accepts, and the first that it refuses, as measured by others with TestState.
describe('the limits are those of Step Functions', () => {
  const recursion = (n: number): string => `($f := function($x){ $x <= 0 ? 0 : 1 + $f($x - 1) }; $f(${n}))`;

  test.each([
    ['a sum of terms', `1${'+1'.repeat(99)}`, 100, `1${'+1'.repeat(100)}`, OUT_OF_STACK],
    ['parentheses', `${'('.repeat(99)}1${')'.repeat(99)}`, 1, `${'('.repeat(100)}1${')'.repeat(100)}`, OUT_OF_STACK],
    ['a chain of calls', `1${'~>$string'.repeat(99)}`, '1', `1${'~>$string'.repeat(100)}`, OUT_OF_STACK],
    ['recursion', recursion(31), 31, recursion(32), OUT_OF_STACK],
    ['a range', '[1..873782] ~> $count()', 873782, '[1..873783] ~> $count()', OUT_OF_MEMORY],
    [
      'a string',
      '($f := function($s, $n){ $n = 0 ? $s : $f($s & $s, $n - 1) }; $length($f("x", 22)))',
      4194304,
      '$sum([1..900000])',
      OUT_OF_MEMORY,
    ],
  ])('%s', (_name, accepted, value, refused, outcome) => {
    const limits = { ...SERVICE_LIMITS, steps: 5_000_000 };

    expect(outcomeOf(accepted, null, limits)).toBe(value);
    expect(outcomeOf(refused, null, limits)).toBe(outcome);
  });
});

describe('numbers that JSON does not have', () => {
  test('leave an expression spelled out', () => {
    expect(outcomeOf('1/0')).toBe('Infinity');
    expect(outcomeOf('-1/0')).toBe('-Infinity');
    expect(outcomeOf('0/0')).toBe('NaN');
    expect(outcomeOf('1e308 * 10')).toBe('Infinity');
    expect(outcomeOf('[1/0, 2]')).toEqual(['Infinity', 2]);
    expect(outcomeOf('{ "k": 1/0 }')).toEqual({ k: 'Infinity' });
    expect(outcomeOf('$parseInteger("abc", "0")')).toBe('NaN');
    expect(outcomeOf('$string(1/0)')).toBe('D3001: Attempting to invoke string function on Infinity or NaN');
    expect(outcomeOf('1/0 + 1')).toBe('D1001: Number out of range: null');
  });
});

describe('a regular expression that explodes', () => {
  const long = 'a'.repeat(50_000);

  test.each([
    ['nested repetition', '$contains($states.input, /(a+)+b/)'],
    ['a choice that overlaps', '$contains($states.input, /^(a|aa)*c$/)'],
    ['repetitions in a row', '$contains($states.input, /a*a*a*a*b/)'],
    ['a quadratic search', '$contains($states.input, /a+b/)'],
    ['back references', '$contains($states.input, /(a*)(a*)\\1\\2b/)'],
    ['a repetition looking ahead', '$match($states.input, /(?=(a+))*b/)'],
  ])('is stopped: %s', (_name, expression) => {
    expect(outcomeOf(expression, long)).toBe(OUT_OF_TIME);
  });

  test('still matches a long text that it can match', () => {
    expect(outcomeOf('$count($split($states.input, /,\\s*/))', 'abc, '.repeat(20_000), SERVICE_LIMITS)).toBe(20_001);
    expect(outcomeOf('$match("aaaaaaaaaaaaaaaaaaaaaaaaaaaaab", /(a+)+b/).groups')).toEqual(['aaaaaaaaaaaaaaaaaaaaaaaaaaaaa']);
  });
});

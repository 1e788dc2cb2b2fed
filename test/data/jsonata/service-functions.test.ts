import { compileJsonata, type JsonataError } from '../../../src/data/jsonata';
import { scopeOf } from './scope';

const evaluate = (expression: string, scope = scopeOf()): unknown => compileJsonata(expression).evaluate(scope);
const codeOf = (expression: string): string => {
  try {
    return `gave ${JSON.stringify(evaluate(expression))}`;
  } catch (error) {
    return `${(error as JsonataError).code}: ${(error as JsonataError).message}`;
  }
};

describe('the functions that Step Functions adds', () => {
  test('$partition cuts an array into parts', () => {
    expect(evaluate('$partition([1,2,3,4,5], 2)')).toEqual([[1, 2], [3, 4], [5]]);
    expect(evaluate('$partition([1,2,3], 2.9)')).toEqual([[1, 2], [3]]);
    expect(evaluate('$partition([1,2,3])')).toEqual([[1, 2, 3]]);
    expect(evaluate('$partition([1,2,3], 0)')).toBeUndefined();
    expect(evaluate('$partition([], 2)')).toBeUndefined();
    expect(codeOf('$partition([1,2,3], -1)')).toBe('D3137: Second argument must be zero or greater');
    expect(codeOf('$partition(null, 2)')).toBe('T0412: Argument 1 of function "partition" must be an array of undefined');
  });

  test('$range includes its end, and one value stands for itself', () => {
    expect(evaluate('$range(0, 10, 2)')).toEqual([0, 2, 4, 6, 8, 10]);
    expect(evaluate('$range(10, 0, -3)')).toEqual([10, 7, 4, 1]);
    expect(evaluate('$range(1, 9, 9)')).toBe(1);
    expect(evaluate('$range(-1.7, 2, 1)')).toEqual([-1, 0, 1, 2]);
    expect(evaluate('$range(1, 5, 0)')).toBeUndefined();
    expect(evaluate('$range(5, 1, 1)')).toBeUndefined();
    expect(codeOf('$range(1)')).toBe('T0410: Argument 2 of function "range" does not match function signature');
    expect(evaluate('$count($range(1, 360145, 1))')).toBe(360145);
    expect(codeOf('$range(1, 1e15, 1)')).toBe('U1001: Expression evaluation memory limit exceeded: Check for excessive memory usage');
  });

  test('$hash knows five algorithms, by their exact names', () => {
    expect(evaluate('$hash("Hello", "MD5")')).toBe('8b1a9953c4611296a827abf8c47804d7');
    expect(evaluate('$hash("input", "SHA-1")')).toBe('140f86aae51ab9e1cda9b4254fe98a74eb54c1a1');
    expect(evaluate('$hash("Hello", "SHA-256")')).toBe('185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969');
    expect(evaluate('$length($hash("ñ", "SHA-384")) & "," & $length($hash("", "SHA-512"))')).toBe('96,128');
    expect(evaluate('$hash("ñ", "MD5")')).toBe('94e9342ecbb1458b6043ecd3bfcbc192');
    expect(codeOf('$hash("a", "md5")')).toBe("D3137: Hash algorithm 'md5' must be one of SHA-1, SHA-384, SHA-256, SHA-512, MD5");
    expect(codeOf('$hash(42, "MD5")')).toBe('T0410: Argument 1 of function "hash" does not match function signature');
  });

  test('$random with a seed is java.util.Random, without one the randomness of the execution', () => {
    expect(evaluate('$random(42)')).toBe(0.7275636800328681);
    expect(evaluate('$random(0)')).toBe(0.730967787376657);
    expect(evaluate('$random(7)')).toBe(0.7306990420600421);
    expect(evaluate('$random(0.9)')).toBe(0.730967787376657);
    expect(evaluate('$random()')).toBe(0.5);
    expect(codeOf('$random(1, 2)')).toBe('T0410: Argument 2 of function "random" does not match function signature');
  });

  test('$uuid comes from the execution and takes no argument', () => {
    expect(evaluate('$uuid()')).toBe('7f3c1c6e-1d34-4b5a-9c55-2f0a3c8d9e10');
    expect(codeOf('$uuid("x")')).toBe('T0410: Argument 1 of function "uuid" does not match function signature');
  });

  test('$parse reads JSON strictly', () => {
    expect(evaluate('$parse(\'{"a":{"b":[1,null]}}\').a.b')).toEqual([1, null]);
    expect(evaluate('$map([\'{"a":1}\', \'{"a":2}\'], $parse).a')).toEqual([1, 2]);
    expect(evaluate('$exists($parse("null"))')).toBe(true);
    expect(evaluate('$parse(\'{"a":[{"a":1},{"a":2}],"b":"a"}\').b')).toBe('a');
    expect(evaluate('$parse()')).toBeUndefined();
    for (const text of ['', '  ', '{"a":1}{"b":2}', '{"a":1,"a":2}', '[1e400]']) {
      expect(codeOf(`$parse(${JSON.stringify(text)})`)).toBe('D3137: Invalid JSON');
    }
  });

  test('time is the virtual clock', () => {
    expect(evaluate('$now()')).toBe('2024-01-02T03:04:05.678Z');
    expect(evaluate('$millis()')).toBe(1704164645678);
    expect(evaluate('$now("[h]:[m01] [P] on the [D1o] of [MNn], [Y]", "-0500")')).toBe('10:04 pm on the 1st of January, 2024');
    expect(evaluate('$toMillis("07:30", "[H01]:[m01]")')).toBe(Date.UTC(2024, 0, 2, 7, 30));
  });

  test('a workflow variable hides a function of the same name', () => {
    expect(evaluate('$sum', scopeOf({ variables: { sum: 3 } }))).toBe(3);
    expect(evaluate('$sum([1, 2])')).toBe(3);
  });
});

describe('$states', () => {
  test('gives its fields without building the context object', () => {
    const context = jest.fn(() => ({ State: { Name: 'S' } }));
    const scope = scopeOf({ input: { a: { b: [{ c: 1 }, { c: 2 }] } }, result: [5, 6], errorOutput: { Error: 'E' }, context });

    expect(evaluate('$states.input.a.b.c', scope)).toEqual([1, 2]);
    expect(evaluate('$states.input.a.b[-1].c', scope)).toBe(2);
    expect(evaluate('$states.result[0] + $count($states.input.a.b)', scope)).toBe(7);
    expect(evaluate('$states.errorOutput.Error', scope)).toBe('E');
    expect(evaluate('$states.input.a.b[c > 1].c', scope)).toBe(2);
    expect(evaluate('$states.result[$ > 5]', scope)).toBe(6);
    expect(evaluate('$states.input.a.{ "n": b.c }', scope)).toEqual({ n: [1, 2] });
    expect(evaluate('$states.input.a.b@$x.{ "n": $x.c, "all": $count(b) }', scope)).toEqual([
      { n: 1, all: 2 },
      { n: 2, all: 2 },
    ]);
    expect(evaluate('$states.input.a.b.%.b[0].c', scope)).toBe(1);
    expect(evaluate('$states.input{ "k": a.b[0].c }', scope)).toEqual({ k: 1 });
    expect(evaluate('$states.input.a.b^(>c)[0].c', scope)).toBe(2);
    expect(evaluate('$states.input[]', scope)).toEqual([{ a: { b: [{ c: 1 }, { c: 2 }] } }]);
    expect(context).not.toHaveBeenCalled();
    expect(evaluate('$states.context.State.Name', scope)).toBe('S');
    expect(context).toHaveBeenCalledTimes(1);
  });

  test('is an object when it is used as a whole, with the fields that exist', () => {
    expect(evaluate('$states', scopeOf({ input: 1 }))).toEqual({ input: 1, context: {} });
    expect(evaluate('$keys($states)', scopeOf({ input: 1, result: null }))).toEqual(['input', 'context', 'result']);
    expect(evaluate('$states.result')).toBeUndefined();
    expect(evaluate('$states.other')).toBeUndefined();
  });

  test('hands out the very data it was given, and never changes it', () => {
    const input = Object.freeze({ list: Object.freeze([Object.freeze({ n: 2 }), Object.freeze({ n: 1 })]) });
    const scope = scopeOf({ input: input as never });

    expect(evaluate('$states.input', scope)).toBe(input);
    expect(evaluate('$states.input.list', scope)).toBe(input.list);
    expect(evaluate('$states.input.list[]', scope)).toEqual([{ n: 2 }, { n: 1 }]);
    expect(evaluate('$states.input.list^(n)', scope)).toEqual([{ n: 1 }, { n: 2 }]);
    expect(evaluate('$states.input ~> |list|{"n": n + 1}, "m"|', scope)).toEqual({ list: [{ n: 3 }, { n: 2 }] });
    expect(evaluate('($clone := function($x){ $x }; $states.input ~> |list|{"n": 0}|)', scope)).toEqual({ list: [{ n: 0 }, { n: 0 }] });
    expect(evaluate('[$states.input.list.n]{ $string($): $ }', scope)).toEqual({ 2: 2, 1: 1 });
    expect(evaluate('$', scope)).toBeUndefined();
  });
});

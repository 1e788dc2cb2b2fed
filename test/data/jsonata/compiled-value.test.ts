import { compileJsonataTyped, compileJsonataValue, EvaluationError, ExpressionSyntaxError } from '../../../src/data';
import { scopeOf } from './scope';

function failureOf(value: Parameters<typeof compileJsonataValue>[0], field: string, scope = scopeOf()): unknown {
  try {
    return compileJsonataValue(value, field).evaluate(scope);
  } catch (error) {
    return error instanceof EvaluationError ? [error.errorName, error.message, error.location] : error;
  }
}

describe('the value of a JSONata field', () => {
  test('is an expression only between delimiters without blanks around them', () => {
    const value = { a: '{% 1 + 1 %}', b: ' {% 1 %}', c: '{% 1 %} ', d: 'x{% 1 %}', e: '{%2%}', f: '{%\n 3\n%}', g: '{%' };

    expect(compileJsonataValue(value, 'Output').evaluate(scopeOf())).toEqual({
      a: 2,
      b: ' {% 1 %}',
      c: '{% 1 %} ',
      d: 'x{% 1 %}',
      e: 2,
      f: 3,
      g: '{%',
    });
  });

  test('is walked at any depth, and keys are never evaluated', () => {
    const value = { list: [1, ['{% $states.input.n %}'], { '{% 1 %}': '{% null %}' }], flag: true, none: null };

    expect(compileJsonataValue(value, 'Output').evaluate(scopeOf({ input: { n: 7 } }))).toEqual({
      list: [1, [7], { '{% 1 %}': null }],
      flag: true,
      none: null,
    });
  });

  test('shares what is constant instead of rebuilding it', () => {
    const value = { constant: { deep: [1, 2, { x: 'y' }] }, varying: '{% $states.input %}' };
    const compiled = compileJsonataValue(value, 'Output');
    const result = compiled.evaluate(scopeOf({ input: 1 })) as Record<string, unknown>;

    expect(compiled.constant).toBe(false);
    expect(result.constant).toBe(value.constant);
    expect(compileJsonataValue(value.constant, 'Output')).toMatchObject({ constant: true });
    expect(compileJsonataValue(value.constant, 'Output').evaluate(scopeOf())).toBe(value.constant);
  });

  test('keeps `__proto__` as a key like any other', () => {
    const value = JSON.parse('{ "__proto__": "{% $states.input.__proto__ %}", "b": "{% {\\"__proto__\\": 2}.__proto__ %}" }') as Record<
      string,
      string
    >;
    const input = JSON.parse('{ "__proto__": { "polluted": 1 } }') as null;

    const result = compileJsonataValue(value, 'Output').evaluate(scopeOf({ input }));

    expect(JSON.stringify(result)).toBe('{"__proto__":{"polluted":1},"b":2}');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(
      compileJsonataValue('{% $exists($states.input.constructor) or $exists($lookup($states.input, "toString")) %}', 'Output').evaluate(
        scopeOf(),
      ),
    ).toBe(false);
  });

  test('does not compile when an expression does not parse', () => {
    expect(() => compileJsonataValue({ a: '{% 1 + %}' }, 'Output')).toThrow(ExpressionSyntaxError);
    expect(() => compileJsonataValue('{% 1 + %}', 'Output')).toThrow('Unexpected end of expression');
  });
});

// Texts of recorded executions, and of TestState as others have measured it.
describe('a JSONata field that fails', () => {
  test('fails when an expression returns nothing, naming the place', () => {
    const text = (field: string): unknown[] => [
      'States.QueryEvaluationError',
      `The JSONata expression '$doesNotExist' specified for the field '${field}' returned nothing (undefined).`,
      field,
    ];

    expect(failureOf('{% $doesNotExist %}', 'Output')).toEqual(text('Output'));
    expect(failureOf({ result: '{% $doesNotExist %}' }, 'Output')).toEqual(text('Output/result'));
    expect(failureOf({ a: { b: [[1, '{%   $doesNotExist %}']] } }, 'Output')).toEqual(text('Output/a/b[0][1]'));
    expect(failureOf('{% $doesNotExist %}', 'Choices[1]/Condition')).toEqual(text('Choices[1]/Condition'));
  });

  test('fails when an expression gives a function', () => {
    expect(failureOf('{% $fn := function($x){$x} %}', 'Items')).toEqual([
      'States.QueryEvaluationError',
      "The JSONata expression '$fn := function($x){$x}' specified for the field 'Items' returned an unsupported result type.",
      'Items',
    ]);
    expect(failureOf('{% /ab+/ %}', 'Output')).toEqual(
      expect.arrayContaining([expect.stringContaining('returned an unsupported result type.')]),
    );
    expect(failureOf('{% [$sum] %}', 'Output')).toEqual(
      expect.arrayContaining([expect.stringContaining('returned an unsupported result type.')]),
    );
  });

  test.each([
    ['$split("a", "b", -1)', 'D3020: Third argument of split function must evaluate to a positive number'],
    ['$each("x", function($v){$v})', 'T0410: Argument 1 of function "each" does not match function signature'],
    ['$reduce([1,2], function($a){$a})', 'D3050: The second argument of reduce function must be a function with at least two arguments'],
    ['$single([1,2], function($x){true})', 'D3138: The $single() function expected exactly 1 matching result.  Instead it matched more.'],
    ['$sum(["a"])', 'T0412: Argument 1 of function "sum" must be an array of "numbers"'],
    ['$sqrt(-1)', 'D3060: The sqrt function cannot be applied to a negative number: -1'],
    ['1 + {}', 'T2002: The right side of the "+" operator must evaluate to a number'],
    ['1 < "a"', 'T2009: The values 1 and "a" either side of operator "<" must be of the same data type'],
    ['$eval("1+1")', 'T1006: Attempted to invoke a non-function'],
    ['$parse(null)', 'T0410: Argument 1 of function "parse" does not match function signature'],
    ['$error("no stock")', 'D3137: no stock'],
    [
      '$formatNumber(1, "x")',
      'D3086: The sub-picture must not contain a passive character that is preceded by an active character and that is followed by another active character',
    ],
  ])('words the error of %s as JSONata does, after its code', (expression, tail) => {
    expect(failureOf(`{% ${expression} %}`, 'Output/r')).toEqual([
      'States.QueryEvaluationError',
      `The JSONata expression '${expression}' specified for the field 'Output/r' threw an error during evaluation. ${tail}`,
      'Output/r',
    ]);
  });

  test('joins the message of an exceeded bound with a colon, since it has no code', () => {
    expect(failureOf('{% $range(1, 360146, 1) %}', 'Output/v')).toEqual([
      'States.QueryEvaluationError',
      "The JSONata expression '$range(1, 360146, 1)' specified for the field 'Output/v' threw an error during evaluation: Expression evaluation memory limit exceeded: Check for excessive memory usage",
      'Output/v',
    ]);
  });
});

describe('a field of a required type', () => {
  const items = (expression: string, variables = {}): unknown => {
    try {
      return compileJsonataTyped(expression, 'Items', 'array').evaluate(scopeOf({ variables }));
    } catch (error) {
      return (error as Error).message;
    }
  };
  const text = (expression: string, type: string, value: string): string =>
    `The JSONata expression '${expression}' specified for the field 'Items' returned an unexpected result type. Expected 'array', but was '${type}' for value: ${value}`;

  test('takes a result of the type', () => {
    expect(items('{% [1, 2] %}')).toEqual([1, 2]);
    expect(compileJsonataTyped([1, '{% 2 %}'], 'Items', 'array').evaluate(scopeOf())).toEqual([1, 2]);
    expect(compileJsonataTyped('{% {"a": 1} %}', 'Items', ['array', 'object']).evaluate(scopeOf())).toEqual({ a: 1 });
  });

  test('refuses any other, printing it', () => {
    expect(items('{% $ItemsVar %}', { ItemsVar: 1 })).toBe(text('$ItemsVar', 'number', '1'));
    expect(items('{% $ItemsVar %}', { ItemsVar: 'string' })).toBe(text('$ItemsVar', 'string', '"string"'));
    expect(items('{% true %}')).toBe(text('true', 'boolean', 'true'));
    expect(items('{% null %}')).toBe(text('null', 'null', 'null'));
  });
});

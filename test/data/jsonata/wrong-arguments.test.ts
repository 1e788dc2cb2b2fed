import fc from 'fast-check';
import jsonata from 'jsonata';
import { compileJsonata, type JsonataError } from '../../../src/data/jsonata';
import { compileJsonataValue } from '../../../src/data/jsonata/compiled-value';
import { FunctionInResult } from '../../../src/data/jsonata/plain';
import { FunctionValue } from '../../../src/data/jsonata/values';
import { fuzzRuns } from '../../fuzz-runs';
import { arbitraryCall } from './arbitrary-call';
import { scopeOf } from './scope';

const RUNS = fuzzRuns(300);
const LIMITS = { steps: 3_000_000, depth: 500, memory: 100_000_000 };

interface Answer {
  readonly value?: unknown;
  readonly code?: string;
}

/** Values as JSON has them, so that both sides can be compared. */
function plain(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : String(value);
  const marks = (value ?? {}) as Record<string, unknown>;
  if (typeof value === 'function' || value instanceof FunctionValue || marks['_jsonata_lambda'] || marks['_jsonata_function'])
    return 'a function';
  if (Array.isArray(value)) return value.map((item: unknown) => (item === undefined ? null : plain(item)));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : [[key, plain(item)]])));
}

async function askLibrary(expression: string): Promise<Answer> {
  try {
    return { value: plain(await jsonata(expression).evaluate(undefined)) };
  } catch (error) {
    // An error without a code is one of JavaScript's own: the library broke.
    return { code: (error as { code?: string }).code ?? 'INTERNAL' };
  }
}

function askOurs(expression: string): Answer {
  try {
    return { value: plain(compileJsonata(expression, LIMITS).evaluate(scopeOf())) };
  } catch (error) {
    if (error instanceof FunctionInResult) return { value: 'a function inside' };
    const { name, code } = error as JsonataError;
    expect(['JsonataError', 'ExpressionSyntaxError']).toContain(name);
    return { code };
  }
}

test('built-ins answer every kind of wrong argument as the jsonata library does: the same value, or both fail', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryCall, async ({ expression, comparable }) => {
      const ours = askOurs(expression);
      if (!comparable || ours.value === 'a function inside') return;
      const theirs = await askLibrary(expression);

      expect({ expression, ...ours, code: ours.code !== undefined }).toEqual({ expression, ...theirs, code: theirs.code !== undefined });
    }),
    { numRuns: RUNS, seed: 1 },
  );
}, 600_000);

describe('a built-in applied partially', () => {
  const causeOf = (expression: string): unknown => {
    try {
      return compileJsonataValue(`{% ${expression} %}`, 'Output/r').evaluate(scopeOf());
    } catch (error) {
      const { errorName, message } = error as { errorName: string; message: string };
      return `${errorName}: ${message}`;
    }
  };

  // What the library gives.
  test.each<[string, unknown]>([
    ['($f := $join(?, "-"); $f(["a", "b"]))', 'a-b'],
    ['$power(?, 2)(3)', 9],
    ['$map(["abc", "de"], $substring(?, 1))', ['bc', 'e']],
    ['$substring(?, ?, 1)("abc", 1)', 'b'],
    ['$append([1], ?)(2)', [1, 2]],
    ['$filter([1, 2, 3], $exists(?))', [1, 2, 3]],
  ])('works on what fits: %s', (expression, value) => {
    expect(causeOf(expression)).toEqual(value);
  });

  test.each([
    '($f := $join(?, "-"); $f(5))',
    '$uppercase(?)(1)',
    '$sum(?)("a")',
    '$formatNumber(?)(1)',
    '$map([[1]], $trim(?))',
    '$base64decode("!!!")',
    '$base64decode("YQ=")',
    '({"a": 1}) ~> |a|{"t": 1}|',
  ])('fails when the function breaks on an argument: %s', (expression) => {
    // The service's words (floci issue 2736); the identifier is a new one each time.
    expect(causeOf(expression)).toBe(
      `States.QueryEvaluationError: The JSONata expression '${expression}' specified for the field 'Output/r' threw an internal error during evaluation. 7f3c1c6e-1d34-4b5a-9c55-2f0a3c8d9e10`,
    );
  });

  test('fails when $string is applied so: the library makes no function of it', () => {
    expect(causeOf('$string(?)(1)')).toContain('S0208: Parameter 2 of function definition must be a variable name (start with $)');
  });
});

test('a time that is none is written as the library writes it', () => {
  const written = (expression: string): unknown => compileJsonata(expression).evaluate(scopeOf());

  expect(written('$fromMillis(0, "[Y]-[M01]-[D01]T[H01]", "Z")')).toBe('NaN-NaN-NaNTNaN');
  expect(written('$fromMillis(0, "[FNn] [h]", "Z")')).toBe('undefined NaN');
});

import fc from 'fast-check';
import jsonata from 'jsonata';
import { compileJsonata } from '../../../src/data';
import { FunctionInResult } from '../../../src/data/jsonata/plain';
import { FunctionValue } from '../../../src/data/jsonata/values';
import { fuzzRuns } from '../../fuzz-runs';
import { arbitraryData, arbitraryExpression } from './arbitrary-expression';
import { scopeOf } from './scope';

const LIMITS = { steps: 1_000_000, depth: 2000, memory: 10_000_000 };
const SKIPPED = Symbol('skipped');
const BROKEN = 'BROKEN';

/** The library's answer, or SKIPPED where it cannot be asked: it changed its input. */
async function askLibrary(
  expression: string,
  text: string,
): Promise<{ value?: unknown; code?: string; message?: string } | typeof SKIPPED> {
  const data = JSON.parse(text) as unknown;
  let answer: { value?: unknown; code?: string; message?: string };
  try {
    const value: unknown = await jsonata(expression).evaluate(data);
    JSON.stringify(value);
    answer = { value: plain(value) };
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string };
    // No code: the library itself broke, and so must we fail, whatever we call it.
    answer = { code: code ?? BROKEN, message };
  }
  return JSON.stringify(data) === text ? answer : SKIPPED;
}

function askOurs(expression: string, text: string): { value?: unknown; code?: string; message?: string } | typeof SKIPPED {
  const data = JSON.parse(text) as null;
  try {
    const value = compileJsonata(expression, LIMITS).evaluate(scopeOf(), data);
    expect(JSON.stringify(data)).toBe(text);
    expect(isPlainJson(value)).toBe(true);
    return { value: plain(value) };
  } catch (error) {
    if (error instanceof FunctionInResult) return SKIPPED;
    const { code, message } = error as { code?: string; message?: string };
    if (code === undefined) throw error;
    return { code, message };
  }
}

/** A value as JSON has it: the library leaves infinity, -0, undefined items and functions in. */
function plain(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : String(value);
  if (isFunction(value)) return 'a function';
  if (Array.isArray(value)) return value.map((item: unknown) => (item === undefined ? null : plain(item)));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : [[key, plain(item)]])));
}

/** No marks on arrays, no classes, nothing that JSON does not have. */
function isPlainJson(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null || value instanceof FunctionValue) return true;
  if (Array.isArray(value))
    return Object.keys(value).length === value.length && Object.getPrototypeOf(value) === Array.prototype && value.every(isPlainItem);
  return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isPlainItem);
}

function isPlainItem(item: unknown): boolean {
  return item !== undefined && !(item instanceof FunctionValue) && isPlainJson(item);
}

function isFunction(value: unknown): boolean {
  const { _jsonata_function: isNative, _jsonata_lambda: isLambda } = (value ?? {}) as Record<string, unknown>;
  return typeof value === 'function' || value instanceof FunctionValue || isNative === true || isLambda === true;
}

test('random expressions on random data give what the jsonata library gives', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryExpression, arbitraryData, async (expression, data) => {
      // A wildcard in a leading array constructor finds the library's own mark on the array.
      fc.pre(!(expression.includes('[') && expression.includes('*')));
      const text = JSON.stringify(data);
      const theirs = await askLibrary(expression, text);
      const ours = askOurs(expression, text);
      if (theirs === SKIPPED || ours === SKIPPED) return;
      // Its tail calls lose track of built-ins that a function hands on: `(function($x){ $map($x, $string) })(1)` breaks it, and says nothing of ours.
      if (theirs.code === BROKEN && /func\.apply is not a function/.test(theirs.message ?? '')) return;

      expect(ours.value).toEqual(theirs.value);
      // Constructors evaluate their members side by side there, so which of several errors wins is chance.
      if (/[[{]/.test(expression) || theirs.code === BROKEN) expect(ours.code === undefined).toBe(theirs.code === undefined);
      else expect(ours.code).toBe(theirs.code);
      // The library names the function of an earlier call in the same process, or none.
      if (!/[[{]/.test(expression) && theirs.code !== BROKEN && !/function (undefined|")/.test(theirs.message ?? ''))
        expect(ours.message).toBe(theirs.message);
    }),
    { numRuns: fuzzRuns(500), seed: 1 },
  );
}, 600_000);

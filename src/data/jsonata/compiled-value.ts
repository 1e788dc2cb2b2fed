import { defineKey, isJsonObject, type JsonValue, messageJson } from '../../asl';
import type { CompiledValue } from '../compiled';
import { EvaluationError, ExpressionSyntaxError, UnsupportedReadsError } from '../evaluation-error';
import { madeMeter } from '../made-meter';
import type { EvaluationScope } from '../scope';
import { workMeter } from '../work-meter';
import { exceededBound, returnedNothing, returnedUnexpected, returnedUnsupported, threwError, threwInternalError } from './aws-messages';
import { compileJsonata, type JsonataExpression } from './expression';
import { INTERNAL, JsonataError } from './jsonata-error';
import { FunctionInResult } from './plain';
import { FunctionValue } from './values';

/** The names that Step Functions uses for the types of a result. */
export type JsonTypeName = 'array' | 'object' | 'string' | 'number' | 'boolean' | 'null';

/**
 * The text between `{%` and `%}`, or undefined for a string that is a literal: an expression starts and ends with the delimiters, without
 * blanks around them.
 */
export function jsonataTextOf(value: string): string | undefined {
  return value.length >= 4 && value.startsWith('{%') && value.endsWith('%}') ? value.slice(2, -2).trim() : undefined;
}

/**
 * Compiles the value of a JSONata field: strings in `{% … %}` are expressions, at any depth; all else is literal and shared.
 *
 * Throws `ExpressionSyntaxError` for an expression that does not parse, and `UnsupportedReadsError` for one that reads an input document. The result
 * throws {@link EvaluationError} (`States.QueryEvaluationError`) with the service's own text.
 *
 * @param field the field within its state as the service names it: `Output`, `Choices[0]/Condition`.
 */
export function compileJsonataValue(value: JsonValue, field: string): CompiledValue {
  const text = typeof value === 'string' ? jsonataTextOf(value) : undefined;
  if (text !== undefined) return compileOnly(text, field, undefined);
  const compiled = within(keysOf(field), () => compileValue(value, field));
  if (compiled.constant) return compiled;
  return {
    constant: false,
    evaluate: (scope) => {
      madeMeter.beginField();
      return compiled.evaluate(scope);
    },
  };
}

function compileValue(value: JsonValue, field: string): CompiledValue {
  if (typeof value === 'string') {
    const text = jsonataTextOf(value);
    return text === undefined ? literal(value) : expressionValue(compileText(text), field, undefined);
  }
  if (Array.isArray(value)) return compileArray(value, field);
  return isJsonObject(value) ? compileObject(value, field) : literal(value);
}

/**
 * As {@link compileJsonataValue}, for a field that takes results of certain types only. The first of several is the one named in the error.
 * Literals are not checked: that is the parser's business.
 */
export function compileJsonataTyped(value: JsonValue, field: string, expected: JsonTypeName | readonly JsonTypeName[]): CompiledValue {
  const text = typeof value === 'string' ? jsonataTextOf(value) : undefined;
  if (text === undefined) return compileJsonataValue(value, field);
  const types = typeof expected === 'string' ? [expected] : expected;
  return compileOnly(text, field, types);
}

/** The value of a field that is one expression. */
function compileOnly(text: string, field: string, expected: readonly JsonTypeName[] | undefined): CompiledValue {
  return within(keysOf(field), () => expressionValue(compileText(text), field, expected, true));
}

/** The name of a value's type as the service's messages have it. */
export function jsonTypeName(value: JsonValue): JsonTypeName {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : (typeof value as JsonTypeName);
}

/** Compiles an expression of a state, which has nothing at its top level to read. */
function compileText(text: string): JsonataExpression {
  const compiled = compileJsonata(text);
  if (compiled.refusedReads.length > 0) throw new UnsupportedReadsError(text, compiled.refusedReads);
  return compiled;
}

/** Lets an error of what is compiled know under which keys it stands. */
function within<Result>(keys: ReadonlyArray<string | number>, compile: () => Result): Result {
  try {
    return compile();
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) error.path.unshift(...keys);
    throw error;
  }
}

function keysOf(field: string): string[] {
  return field.split(/[/[\]]+/).filter((key) => key !== '');
}

function literal(value: JsonValue): CompiledValue {
  return { constant: true, evaluate: () => value };
}

function compileArray(value: readonly JsonValue[], field: string): CompiledValue {
  const items = value.map((item, index) => within([index], () => compileValue(item, `${field}[${index}]`)));
  if (items.every((item) => item.constant)) return literal(value);
  return { constant: false, evaluate: (scope) => items.map((item) => item.evaluate(scope)) };
}

function compileObject(value: Readonly<Record<string, JsonValue>>, field: string): CompiledValue {
  const entries = Object.keys(value).map((key) => [key, within([key], () => compileValue(value[key]!, `${field}/${key}`))] as const);
  if (entries.every(([, entry]) => entry.constant)) return literal(value);
  return {
    constant: false,
    evaluate(scope) {
      const result: Record<string, JsonValue> = {};
      for (const [key, entry] of entries) defineKey(result, key, entry.evaluate(scope));
      return result;
    },
  };
}

function expressionValue(
  compiled: JsonataExpression,
  field: string,
  expected: readonly JsonTypeName[] | undefined,
  isAlone = false,
): CompiledValue {
  const origin = { expression: compiled.text, field };
  const failWith = (text: string): EvaluationError => new EvaluationError('States.QueryEvaluationError', text, field);
  const evaluate = (scope: EvaluationScope): JsonValue => {
    const { done } = workMeter;
    let result: unknown;
    try {
      result = compiled.evaluate(scope);
    } catch (error) {
      if (error instanceof FunctionInResult) throw failWith(returnedUnsupported(origin));
      if (!(error instanceof JsonataError)) throw error;
      if (error.code === INTERNAL) throw failWith(threwInternalError(origin, scope.random.uuid()));
      throw failWith(error.code === 'U1001' ? exceededBound(origin, error.message) : threwError(origin, error.code, error.message));
    }
    if (result === undefined) throw failWith(returnedNothing(origin));
    if (result instanceof FunctionValue) throw failWith(returnedUnsupported(origin));
    const value = result as JsonValue;
    if (expected !== undefined && !expected.includes(jsonTypeName(value))) {
      throw failWith(returnedUnexpected(origin, expected[0]!, jsonTypeName(value), messageJson(value)));
    }
    return madeMeter.weigh(value, done, field, isAlone);
  };
  // Even an expression of literals is evaluated: the field's own text is not its value.
  return { constant: false, evaluate };
}

import type { OptionKind } from '../asl';
import { expressionOf } from './expression-value';
import { call, type Operand } from './operators';
import { reference } from './reference';
import { requireAtMost } from './require-at-most';
import { isConstant } from './require-constant';
import { requireValue } from './require-value';
import type { Expression, Ref } from './types/expression';

const DURATION: OptionKind = {
  expected: 'a Duration of aws-cdk-lib',
  accepts: (value) => typeof (value as { toMilliseconds?: unknown } | null | undefined)?.toMilliseconds === 'function',
};

/** The product. JSONata only. */
export function multiply(left: Operand<number>, right: Operand<number>): Expression<number> {
  return expressionOf(call('multiply', [left, right], arguments));
}

/** The quotient; fails at run time for a divisor of zero. JSONata only. */
export function divide(left: Operand<number>, right: Operand<number>): Expression<number> {
  return expressionOf(call('divide', [left, right], arguments));
}

/** What the division leaves, with the sign of the left side. JSONata only. */
export function remainder(left: Operand<number>, right: Operand<number>): Expression<number> {
  return expressionOf(call('remainder', [left, right], arguments));
}

/** The next whole number below. JSONata only. */
export function floor(value: Operand<number>): Expression<number> {
  return expressionOf(call('floor', [value], arguments));
}

/** The next whole number above. JSONata only. */
export function ceil(value: Operand<number>): Expression<number> {
  return expressionOf(call('ceil', [value], arguments));
}

/** The number without its sign. JSONata only. */
export function abs(value: Operand<number>): Expression<number> {
  return expressionOf(call('abs', [value], arguments));
}

/** A whole number from the first up to, but not including, the second; fresh at each evaluation. */
export function randomInteger(from: Operand<number>, to: Operand<number>): Expression<number> {
  if (isConstant(from) && isConstant(to)) {
    const above = { expected: `a number above the first, ${from}`, accepts: (value: unknown) => value === to && to > from };
    requireValue('randomInteger()', to, above, 'the second', 'write randomInteger(1, 101) for a number from 1 to 100.');
  }
  return expressionOf(call('randomInteger', [from, to], arguments));
}

/** The time as a timestamp. JSONata only; both languages read `context.State.EnteredTime`. */
export function now(): Expression<string> {
  return expressionOf(call('now', [], arguments));
}

/** The milliseconds since 1970 of a timestamp. JSONata only. */
export function millisOf(timestamp: Operand<string>): Expression<number> {
  return expressionOf(call('millisOf', [timestamp], arguments));
}

/** The timestamp of milliseconds since 1970. JSONata only. */
export function timestampOf(millis: Operand<number>): Expression<string> {
  return expressionOf(call('timestampOf', [millis], arguments));
}

/** Whether a timestamp is earlier than another, whatever their offsets. In JSONPath as a condition only. */
export function isBefore(left: Operand<string>, right: Operand<string>): Expression<boolean> {
  return expressionOf(call('isBefore', [left, right], arguments));
}

/** Whether a timestamp is later than another, whatever their offsets. In JSONPath as a condition only. */
export function isAfter(left: Operand<string>, right: Operand<string>): Expression<boolean> {
  return expressionOf(call('isAfter', [left, right], arguments));
}

/** Whether two timestamps are the same point in time, whatever their offsets. In JSONPath as a condition only. */
export function isSameTime(left: Operand<string>, right: Operand<string>): Expression<boolean> {
  return expressionOf(call('isSameTime', [left, right], arguments));
}

/** Whether a timestamp is not later than another, whatever their offsets. In JSONPath as a condition only. */
export function isSameOrBefore(left: Operand<string>, right: Operand<string>): Expression<boolean> {
  return expressionOf(call('isSameOrBefore', [left, right], arguments));
}

/** Whether a timestamp is not earlier than another, whatever their offsets. In JSONPath as a condition only. */
export function isSameOrAfter(left: Operand<string>, right: Operand<string>): Expression<boolean> {
  return expressionOf(call('isSameOrAfter', [left, right], arguments));
}

/** The timestamp that much later (a `Duration` of the CDK); for an earlier one, subtract from `millisOf`. JSONata only. */
export function later(timestamp: Operand<string>, by: { toMilliseconds(): number }): Expression<string> {
  requireAtMost('later()', 2, arguments);
  requireValue('later()', by, DURATION, 'how much later', 'write later(input.at, Duration.days(1)).');
  return timestampOf(expressionOf<number>(call('add', [millisOf(timestamp), by.toMilliseconds()])));
}

/** The fields of an object that are named; those that are absent stay so. JSONata only. */
export function pick<Value extends object, Key extends keyof Value & string>(
  of: Expression<Value>,
  ...keys: readonly Key[]
): Ref<Pick<Value, Key>> {
  return reference(call('pick', [of, ...keys], arguments));
}

/** The names of the fields that an object has. JSONata only. */
export function keysOf<Value extends object>(of: Expression<Value>): Ref<(keyof Value & string)[]> {
  return reference(call('keysOf', [of], arguments));
}

/** The values of the fields that an object has. JSONata only. */
export function valuesOf<Value extends object>(of: Expression<Value>): Ref<Exclude<Value[keyof Value], undefined>[]> {
  return reference(call('valuesOf', [of], arguments));
}

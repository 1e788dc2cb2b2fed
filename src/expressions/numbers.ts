import { kinds, type OptionKind } from '../asl';
import { expressionOf } from './expression-value';
import type { Operator } from './operator';
import { call, type Operand } from './operators';
import { reference } from './reference';
import { requireAtMost } from './require-at-most';
import { isConstant } from './require-constant';
import { requireValue } from './require-value';
import type { Expression, Ref } from './types/expression';
import type { Mistake } from './types/mistake';

const DURATION: OptionKind = {
  expected: 'a Duration of aws-cdk-lib',
  accepts: (value) => typeof (value as { toMilliseconds?: unknown } | null | undefined)?.toMilliseconds === 'function',
};

const TIMESTAMP: OptionKind = {
  expected: 'a timestamp',
  // What aws-cdk-lib fills in later is a text with a mark in it.
  accepts: (value) => typeof value !== 'string' || value.includes('${Token[') || (/^\d{4}/.test(value) && !Number.isNaN(Date.parse(value))),
};

/** An operator on timestamps; throws a BuilderError for a text of the program that is not a timestamp: every execution would fail on it. */
function ofTimestamps<Value>(operator: Operator, timestamps: readonly Operand<string>[], given: IArguments): Expression<Value> {
  const node = call(operator, timestamps, given);
  const hint = "write '2026-01-31T00:00:00Z', or a reference to one.";
  for (const timestamp of timestamps) requireValue(`${operator}()`, timestamp, TIMESTAMP, 'a point in time', hint);
  return expressionOf(node);
}

/** Nothing for an object; else the mistake. Of a list JSONata would gather the keys of its items. */
type NoList<Value> = [Value] extends [readonly unknown[]] ? Mistake<'a list has no keys: write mapItems(list, (item) => ...)'> : unknown;

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
  return ofTimestamps('millisOf', [timestamp], arguments);
}

/** The timestamp of milliseconds since 1970. JSONata only. */
export function timestampOf(millis: Operand<number>): Expression<string> {
  return expressionOf(call('timestampOf', [millis], arguments));
}

/** Whether a timestamp is earlier than another, whatever their offsets. In JSONPath as a condition only. */
export function isBefore(left: Operand<string>, right: Operand<string>): Expression<boolean> {
  return ofTimestamps('isBefore', [left, right], arguments);
}

/** Whether a timestamp is later than another, whatever their offsets. In JSONPath as a condition only. */
export function isAfter(left: Operand<string>, right: Operand<string>): Expression<boolean> {
  return ofTimestamps('isAfter', [left, right], arguments);
}

/** Whether two timestamps are the same point in time, whatever their offsets. In JSONPath as a condition only. */
export function isSameTime(left: Operand<string>, right: Operand<string>): Expression<boolean> {
  return ofTimestamps('isSameTime', [left, right], arguments);
}

/** Whether a timestamp is not later than another, whatever their offsets. In JSONPath as a condition only. */
export function isSameOrBefore(left: Operand<string>, right: Operand<string>): Expression<boolean> {
  return ofTimestamps('isSameOrBefore', [left, right], arguments);
}

/** Whether a timestamp is not earlier than another, whatever their offsets. In JSONPath as a condition only. */
export function isSameOrAfter(left: Operand<string>, right: Operand<string>): Expression<boolean> {
  return ofTimestamps('isSameOrAfter', [left, right], arguments);
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
  for (const key of keys) requireValue('pick()', key, kinds.text, 'the name of a field', "write pick(input, 'orderId', 'total').");
  return reference(call('pick', [of, ...keys], arguments));
}

/** The names of the fields that an object has. JSONata only. */
export function keysOf<Value extends object>(of: Expression<Value> & NoList<Value>): Ref<(keyof Value & string)[]> {
  return reference(call('keysOf', [of], arguments));
}

/** The values of the fields that an object has. JSONata only. */
export function valuesOf<Value extends object>(of: Expression<Value> & NoList<Value>): Ref<Exclude<Value[keyof Value], undefined>[]> {
  return reference(call('valuesOf', [of], arguments));
}

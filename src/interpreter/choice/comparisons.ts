import { isTimestamp, type JsonValue, type OperandType } from '../../asl';

/** Compares two values of one type: below 0, 0 or above 0; undefined when a side has another type, which makes every comparison false. */
export type Compare = (left: JsonValue, right: JsonValue) => number | undefined;

const order = <Value>(left: Value, right: Value): number => (left < right ? -1 : left > right ? 1 : 0);

/** How values of each type are compared. Strings go by UTF-16 unit, as in Java. */
export const COMPARE: Readonly<Record<OperandType, Compare>> = {
  string: (left, right) => (typeof left === 'string' && typeof right === 'string' ? order(left, right) : undefined),
  number: (left, right) => (typeof left === 'number' && typeof right === 'number' ? order(left, right) : undefined),
  boolean: (left, right) => (typeof left === 'boolean' && typeof right === 'boolean' ? order(left, right) : undefined),
  timestamp: (left, right) => {
    if (typeof left !== 'string' || typeof right !== 'string' || !isTimestamp(left) || !isTimestamp(right)) return undefined;
    return order(wholeSeconds(left), wholeSeconds(right)) || order(fraction(left), fraction(right));
  },
};

/** Whether a value is of a type: `IsString` and its like. */
export const IS_TYPE: Readonly<Record<OperandType, (value: JsonValue) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  timestamp: (value) => typeof value === 'string' && isTimestamp(value),
};

function wholeSeconds(timestamp: string): number {
  return Date.parse(timestamp.replace(/\.\d+/, ''));
}

function fraction(timestamp: string): string {
  return (/\.(\d+)/.exec(timestamp)?.[1] ?? '').replace(/0+$/, '');
}

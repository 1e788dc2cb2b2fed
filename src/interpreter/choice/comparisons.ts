import { isTimestamp, type JsonValue, type OperandType, timestampMillis } from '../../asl';

/** Compares two values of one type: below 0, 0 or above 0; undefined when a side has another type, which makes every comparison false. */
export type CompareValues = (left: JsonValue, right: JsonValue) => number | undefined;

const order = <Value>(left: Value, right: Value): number => (left < right ? -1 : left > right ? 1 : 0);

/** How values of each type are compared. Strings go by UTF-16 unit, as in Java. */
export const COMPARE: Readonly<Record<OperandType, CompareValues>> = {
  string: (left, right) => (typeof left === 'string' && typeof right === 'string' ? order(left, right) : undefined),
  number: (left, right) => (typeof left === 'number' && typeof right === 'number' ? order(left, right) : undefined),
  boolean: (left, right) => (typeof left === 'boolean' && typeof right === 'boolean' ? order(left, right) : undefined),
  timestamp: (left, right) => {
    const one = instantOf(left);
    const other = instantOf(right);
    if (one === undefined || other === undefined) return undefined;
    return order(one.wholeSeconds, other.wholeSeconds) || order(one.fraction, other.fraction);
  },
};

/** Whether a value is of a type: `IsString` and its like. */
export const IS_TYPE: Readonly<Record<OperandType, (value: JsonValue) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  timestamp: (value) => instantOf(value) !== undefined,
};

/** The instant that a timestamp names; its fraction of a second may be finer than any number. */
interface Instant {
  readonly wholeSeconds: number;
  readonly fraction: string;
}

const MOST_REMEMBERED = 1000;
const LONGEST_REMEMBERED = 40;

/** Instants by text: the timestamps of rules come up in every visit of their state, those of data in one rule after the other. */
const instants = new Map<string, Instant | undefined>();

function instantOf(value: JsonValue): Instant | undefined {
  if (typeof value !== 'string') return undefined;
  if (value.length > LONGEST_REMEMBERED) return readInstant(value);
  const known = instants.get(value);
  if (known !== undefined || instants.has(value)) return known;
  const instant = readInstant(value);
  if (instants.size >= MOST_REMEMBERED) instants.clear();
  instants.set(value, instant);
  return instant;
}

function readInstant(text: string): Instant | undefined {
  if (!isTimestamp(text)) return undefined;
  const fraction = /\.(\d+)/.exec(text)?.[1] ?? '';
  return { wholeSeconds: timestampMillis(text.replace(/\.\d+/, '')), fraction: fraction.replace(/0+$/, '') };
}

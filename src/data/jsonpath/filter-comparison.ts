import type { JsonValue } from '../../asl';
import type { FilterOperator } from './filter-node';
import { NOT_A_NUMBER } from './path-failure';

/** `expected` stands on the right-hand side of the operator, `found` on its left. Throws {@link NOT_A_NUMBER} where Jayway throws. */
export type FilterComparison = (expected: JsonValue, found: JsonValue) => boolean;

type ValueOperator = Exclude<FilterOperator, '=~'>;

/** What the order of the right-hand side against the left-hand side must be. */
const ACCEPTS: Readonly<Record<ValueOperator, (order: number) => boolean>> = {
  '==': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order > 0,
  '<=': (order) => order >= 0,
  '>': (order) => order < 0,
  '>=': (order) => order <= 0,
};

/** The same for two numbers, the left-hand side first. */
const NUMBERS: Readonly<Record<ValueOperator, (found: number, expected: number) => boolean>> = {
  '==': (found, expected) => found === expected,
  '!=': (found, expected) => found !== expected,
  '<': (found, expected) => found < expected,
  '<=': (found, expected) => found <= expected,
  '>': (found, expected) => found > expected,
  '>=': (found, expected) => found >= expected,
};

/** The comparison of an operator. Values that have no order make it false, `!=` included. */
export function compareValues(operator: ValueOperator): FilterComparison {
  const accepts = ACCEPTS[operator];
  const mayBeNull = operator === '==' || operator === '!=';
  return (expected, found) => {
    if (!mayBeNull && (expected === null) !== (found === null)) return false;
    const order = orderOf(expected, found);
    return order !== undefined && accepts(order);
  };
}

/** The same with a literal on the right-hand side, looked at once. */
export function compareTo(operator: ValueOperator, text: string): (found: JsonValue) => boolean {
  const compare = compareValues(operator);
  if (isNullish(text)) return (found) => compare(text, found);
  const number = numberOf(text);
  const accepts = ACCEPTS[operator];
  const ordered = NUMBERS[operator];
  const plain = text.replaceAll("\\'", "'");
  return (found) => {
    if (typeof found === 'number' && number !== undefined) return ordered(found, number);
    if (typeof found === 'string' && found !== 'null') return accepts(plain === found ? 0 : plain < found ? -1 : 1);
    return compare(text, found);
  };
}

function orderOf(expected: JsonValue, found: JsonValue): number | undefined {
  if (isNullish(expected)) return isNullish(found) ? 0 : -1;
  if (isNullish(found)) return 1;
  if (typeof expected === 'string') return orderOfText(expected, found);
  if (typeof expected === 'number' && typeof found === 'number') return expected - found;
  return typeof expected === 'boolean' && typeof found === 'boolean' ? Number(expected) - Number(found) : undefined;
}

/** A text on the right-hand side is taken for what the left-hand side is: a number or a boolean if need be. */
function orderOfText(expected: string, found: JsonValue): number | undefined {
  if (typeof found === 'string') {
    const text = expected.replaceAll("\\'", "'");
    return text < found ? -1 : Number(text > found);
  }
  if (typeof found === 'boolean') return Number(expected.toLowerCase() === 'true') - Number(found);
  if (typeof found !== 'number') return undefined;
  const number = numberOf(expected);
  if (number === undefined) throw NOT_A_NUMBER;
  return number - found;
}

/** The text `null` is taken for null, with or without quotes. */
function isNullish(value: JsonValue): boolean {
  return value === null || value === 'null';
}

function numberOf(text: string): number | undefined {
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : undefined;
}

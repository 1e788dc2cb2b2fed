import type { JsonValue } from '../../asl';
import type { FilterOperator } from './filter-node';
import { asJson, equalJson, type FilterValue, isRegex, JsonLiteral } from './filter-value';
import { parsePath } from './parse-path';
import { FILTER_REFUSED, PathFailure } from './path-failure';
import { unescapeText } from './unescape-text';

type Comparison = (left: FilterValue, right: FilterValue) => boolean;

const COMPARISONS: Readonly<Record<Exclude<FilterOperator, 'EXISTS'>, Comparison>> = {
  '==': isEqual,
  '!=': (left, right) => !isEqual(left, right),
  '===': isSame,
  '!==': (left, right) => !isSame(left, right),
  '<': (left, right) => areOrdered(left, right) && (left as number) < (right as number),
  '<=': (left, right) => areOrdered(left, right) && (left as number) <= (right as number),
  '>': (left, right) => areOrdered(left, right) && (left as number) > (right as number),
  '>=': (left, right) => areOrdered(left, right) && (left as number) >= (right as number),
  '=~': matchesRegex,
  IN: isIn,
  NIN: (left, right) => !isIn(left, right),
  CONTAINS: contains,
  SIZE: hasSize,
  EMPTY: isEmpty,
  SUBSETOF: (left, right) => withLists(left, right, (l, r) => l.every((item) => includes(r, item))),
  ANYOF: (left, right) => withLists(left, right, (l, r) => l.some((item) => includes(r, item))),
  NONEOF: (left, right) => withLists(left, right, (l, r) => !l.some((item) => includes(r, item))),
  // These take Java objects that no text can spell; Jayway refuses whatever stands there.
  ALL: refuse,
  TYPE: refuse,
  MATCHES: refuse,
};

/** The comparison of an operator. It throws FILTER_REFUSED or PathFailure where Jayway throws. */
export function compareValues(operator: FilterOperator): Comparison {
  if (operator === 'EXISTS') return refuse;
  return COMPARISONS[operator];
}

function refuse(): never {
  throw FILTER_REFUSED;
}

function isEqual(left: FilterValue, right: FilterValue): boolean {
  if (left === undefined || right === undefined) return false;
  if (typeof left === 'number' && typeof right === 'string') return numberOf(right) === left;
  if (typeof left === 'string' && typeof right === 'number') return left === String(right);
  if (typeof left !== 'object' || left === null || typeof right !== 'object' || right === null) return left === right;
  if (left === right) return true;
  if (isRegex(left) || isRegex(right)) return false;
  if (left instanceof JsonLiteral) return false;
  return equalJson(left, right instanceof JsonLiteral ? right.value : right);
}

function numberOf(text: string): number | undefined {
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : undefined;
}

function kindOf(value: FilterValue): string {
  if (value === null) return 'null';
  if (typeof value !== 'object') return typeof value;
  return isRegex(value) ? 'regex' : 'json';
}

function isSame(left: FilterValue, right: FilterValue): boolean {
  return kindOf(left) === kindOf(right) && isEqual(left, right);
}

function areOrdered(left: FilterValue, right: FilterValue): boolean {
  return (typeof left === 'number' && typeof right === 'number') || (typeof left === 'string' && typeof right === 'string');
}

/** The elements of a list operand: refused unless it is JSON, undefined unless it is an array. */
function listOf(value: FilterValue): readonly FilterValue[] | undefined {
  const json = asJson(value);
  if (json === undefined) throw FILTER_REFUSED;
  return Array.isArray(json) ? json.map(toElement) : undefined;
}

/** Jayway reads an element anew: text that looks like a path or like JSON equals nothing, quotes around it fall off. */
function toElement(item: JsonValue): FilterValue {
  if (typeof item === 'object' && item !== null) throw new PathFailure('Could not determine value type');
  if (typeof item !== 'string') return item;
  const text = item.trim();
  if ((text.startsWith('$') || text.startsWith('@')) && isPath(text)) return undefined;
  if (/^(\[.*\]|\{.*\})$/s.test(text)) return new JsonLiteral(text);
  if (item.length < 2) return item;
  const quote = item[0];
  return unescapeText((quote === "'" || quote === '"') && item.endsWith(quote) ? item.slice(1, -1) : item);
}

function isPath(text: string): boolean {
  try {
    parsePath(text);
    return true;
  } catch {
    return false;
  }
}

function includes(list: readonly FilterValue[], item: FilterValue): boolean {
  return list.some((candidate) => isEqual(item, candidate));
}

function isIn(left: FilterValue, right: FilterValue): boolean {
  const list = listOf(right);
  return list !== undefined && includes(list, left);
}

function contains(left: FilterValue, right: FilterValue): boolean {
  if (typeof left === 'string') return typeof right === 'string' && left.includes(right);
  if (asJson(left) === undefined) return false;
  const list = listOf(left);
  return list !== undefined && includes(list, right);
}

function withLists(
  left: FilterValue,
  right: FilterValue,
  test: (left: readonly FilterValue[], right: readonly FilterValue[]) => boolean,
): boolean {
  const rightList = listOf(right);
  if (rightList === undefined) return false;
  const leftList = listOf(left);
  return leftList !== undefined && test(leftList, rightList);
}

function hasSize(left: FilterValue, right: FilterValue): boolean {
  if (typeof right !== 'number') return false;
  const size = Math.trunc(right);
  if (typeof left === 'string') return left.length === size;
  const json = asJson(left);
  // An object has the size -1.
  return json !== undefined && (Array.isArray(json) ? json.length : -1) === size;
}

function isEmpty(left: FilterValue, right: FilterValue): boolean {
  if (typeof left === 'string') return (left.length === 0) === asBoolean(right);
  const json = asJson(left);
  if (json === undefined) return false;
  if (Array.isArray(json)) return (json.length === 0) === asBoolean(right);
  throw new PathFailure('class java.util.LinkedHashMap cannot be cast to class java.util.Collection');
}

function asBoolean(value: FilterValue): boolean {
  if (typeof value !== 'boolean') throw FILTER_REFUSED;
  return value;
}

function matchesRegex(left: FilterValue, right: FilterValue): boolean {
  if (isRegex(left) === isRegex(right)) return false;
  const [regex, value] = isRegex(left) ? [left, right] : [right, left];
  if (!isRegex(regex)) return false;
  const json = asJson(value);
  if (Array.isArray(json)) return json.some((item) => regex.matches(textOf(toElement(item as JsonValue))));
  return regex.matches(textOf(value));
}

function textOf(value: FilterValue): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

import { firstIn } from '../../../asl';
import { jsonataTextOf, parseJsonata, type SyntaxNode } from '../../../data';
import { type DataCondition, UNKNOWN_CONDITION } from './condition';
import { argumentsOf, type Constant, constantIn, constantsIn, placeIn } from './jsonata-syntax';
import type { DataPlace } from './place';
import { comparing, exactly, NO_VALUE, notComparing, ofSorts, otherThan, type PossibleValues, type ValueSort } from './possible-values';
import type { Order } from './value-range';

const ORDERS: Readonly<Record<string, Order>> = { '<': 'lessThan', '<=': 'lessThanEquals', '>': 'greaterThan', '>=': 'greaterThanEquals' };
const TURNED: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };
const SORTS_OF_TYPES: Readonly<Record<string, readonly ValueSort[]>> = {
  string: ['string'],
  number: ['number'],
  boolean: ['true', 'false'],
  null: ['null'],
};
const ALWAYS: DataCondition = { all: [] };
const NEVER: DataCondition = { any: [] };

/** Reads the condition of a JSONata choice rule. It has to come to true or false, else the state fails. */
export function jsonataDataCondition(condition: unknown): DataCondition {
  if (typeof condition === 'boolean') return condition ? ALWAYS : NEVER;
  const text = typeof condition === 'string' ? jsonataTextOf(condition) : undefined;
  if (text === undefined) return UNKNOWN_CONDITION;
  const root = parseJsonata(text);
  const place = placeIn(root);
  if (place !== undefined) return { place, true: ofSorts('true'), false: ofSorts('false'), nothing: NO_VALUE };
  return conditionIn(root);
}

function conditionIn(node: SyntaxNode): DataCondition {
  const { type, value, lhs, rhs, expressions, predicate, group } = node;
  if (type === 'block' && expressions?.length === 1 && predicate === undefined && group === undefined)
    return conditionIn(firstIn(expressions));
  if (type === 'value' && typeof value === 'boolean') return value ? ALWAYS : NEVER;
  const place = placeIn(node);
  if (place !== undefined) return truthOf(place);
  if (type === 'function') return callIn(node);
  if (type !== 'binary' || rhs === undefined) return UNKNOWN_CONDITION;
  const left = lhs as SyntaxNode;
  if (value === 'and') return { all: [conditionIn(left), conditionIn(rhs)] };
  if (value === 'or') return { any: [conditionIn(left), conditionIn(rhs)] };
  return comparisonIn(String(value), left, rhs);
}

function callIn(node: SyntaxNode): DataCondition {
  const [inner, ...more] = argumentsOf(node, 'not') ?? argumentsOf(node, 'boolean') ?? [];
  if (inner !== undefined && more.length === 0) {
    const condition = conditionIn(inner);
    return argumentsOf(node, 'not') === undefined ? condition : { not: condition };
  }
  const [asked, ...others] = argumentsOf(node, 'exists') ?? [];
  const place = asked === undefined || others.length > 0 ? undefined : placeIn(asked);
  if (place === undefined) return UNKNOWN_CONDITION;
  return { place, true: otherThan('absent'), false: ofSorts('absent'), nothing: NO_VALUE };
}

/** What `and`, `or` and `$not` make of a value: of objects and arrays only a look inside tells. */
function truthOf(place: DataPlace): DataCondition {
  const truthy = { ...otherThan('absent', 'null', 'false'), numbers: notZero.numbers, strings: notEmpty.strings };
  const falsy = { ...otherThan('absent', 'true'), numbers: comparing('equals', 0).numbers, strings: comparing('equals', '').strings };
  return { place, true: truthy, false: falsy, nothing: ofSorts('absent') };
}

const notZero = notComparing('equals', 0);
const notEmpty = notComparing('equals', '');

function comparisonIn(operator: string, left: SyntaxNode, right: SyntaxNode): DataCondition {
  const isTurned = placeIn(left) === undefined && argumentsOf(left, 'type') === undefined;
  const [asked, other] = isTurned ? [right, left] : [left, right];
  const constant = constantIn(other);
  if (operator === 'in') return isTurned ? UNKNOWN_CONDITION : oneOf(placeIn(asked), constantsIn(other));
  if (constant === undefined) return UNKNOWN_CONDITION;
  const place = placeIn(asked);
  if (place === undefined) return typeIn(operator, asked, constant);
  if (operator === '=') return equal(place, constant);
  if (operator === '!=') return different(place, exactly(constant), allBut(constant));
  const order = ORDERS[(isTurned ? TURNED[operator] : operator) ?? ''];
  if (order === undefined || (typeof constant !== 'number' && typeof constant !== 'string')) return UNKNOWN_CONDITION;
  // Values of another type fail the state.
  const same = ofSorts(typeof constant === 'number' ? 'number' : 'string').sorts;
  const outside = { ...notComparing(order, constant), sorts: same };
  return { place, true: comparing(order, constant), false: outside, nothing: ofSorts('absent') };
}

/** What is absent is neither equal to anything nor different from it. */
function equal(place: DataPlace, constant: Constant): DataCondition {
  return { place, true: exactly(constant), false: allBut(constant), nothing: NO_VALUE };
}

function different(place: DataPlace, same: PossibleValues, others: PossibleValues): DataCondition {
  const withoutAbsent = { ...others, sorts: others.sorts.filter((sort) => sort !== 'absent') };
  return { place, true: withoutAbsent, false: { ...same, sorts: [...same.sorts, 'absent'] }, nothing: NO_VALUE };
}

function allBut(constant: Constant): PossibleValues {
  if (typeof constant === 'number' || typeof constant === 'string') return notComparing('equals', constant);
  return otherThan(constant === null ? 'null' : constant ? 'true' : 'false');
}

function oneOf(place: DataPlace | undefined, constants: readonly Constant[] | undefined): DataCondition {
  return place === undefined || constants === undefined ? UNKNOWN_CONDITION : { any: constants.map((constant) => equal(place, constant)) };
}

/** `$type($states.input.total) = "number"`. */
function typeIn(operator: string, call: SyntaxNode, type: Constant): DataCondition {
  const [asked, ...more] = argumentsOf(call, 'type') ?? [];
  const place = asked === undefined || more.length > 0 ? undefined : placeIn(asked);
  const sorts = typeof type === 'string' && Object.hasOwn(SORTS_OF_TYPES, type) ? SORTS_OF_TYPES[type] : undefined;
  if (place === undefined || sorts === undefined) return UNKNOWN_CONDITION;
  if (operator === '=') return { place, true: ofSorts(...sorts), false: otherThan(...sorts), nothing: NO_VALUE };
  return operator === '!=' ? different(place, ofSorts(...sorts), otherThan(...sorts)) : UNKNOWN_CONDITION;
}

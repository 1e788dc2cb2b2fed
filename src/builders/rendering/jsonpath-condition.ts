import type { JsonObject, JsonPrimitive } from '../../asl';
import { BuilderError, type ExpressionNode, type Operator } from '../../expressions';
import { cannotSay, pathOf } from './jsonpath-path';
import type { RenderPlace } from './renderer';

type ComparingCall = 'gt' | 'gte' | 'lt' | 'lte' | 'eq';

const suffixes: Record<ComparingCall, string> = {
  gt: 'GreaterThan',
  gte: 'GreaterThanEquals',
  lt: 'LessThan',
  lte: 'LessThanEquals',
  eq: 'Equals',
};
const mirrored: Record<ComparingCall, ComparingCall> = { gt: 'lt', gte: 'lte', lt: 'gt', lte: 'gte', eq: 'eq' };

type ConditionCall = (operands: readonly ExpressionNode[], place: RenderPlace) => JsonObject;

const comparing =
  (comparison: ComparingCall): ConditionCall =>
  ([left, right], place) => {
    if (left?.kind === 'literal' && right?.kind !== 'literal')
      return comparing(mirrored[comparison])([right as ExpressionNode, left], place);
    const variable = variableOf(left!, place);
    if (right?.kind === 'literal') return against(comparison, variable, right.value, place);
    // A comparison of the wrong type is false, so one rule per type covers what the paths can hold.
    const path = variableOf(right as ExpressionNode, place);
    const types = comparison === 'eq' ? ['Numeric', 'String', 'Boolean'] : ['Numeric', 'String'];
    const rules: JsonObject[] = types.map((type) => ({ Variable: variable, [`${type}${suffixes[comparison]}Path`]: path }));
    return { Or: comparison === 'eq' ? [...rules, bothNull(variable, path)] : rules };
  };

/** No operator compares null with null. */
function bothNull(left: string, right: string): JsonObject {
  const rules: JsonObject[] = [left, right].map((path) => ({ Variable: path, IsNull: true }));
  return { And: rules };
}

function against(comparison: ComparingCall, variable: string, value: JsonPrimitive, place: RenderPlace): JsonObject {
  if (value === null) {
    if (comparison !== 'eq') throw cannotSay(`${comparison}(..., null)`, place);
    return { Variable: variable, IsNull: true };
  }
  if (typeof value === 'boolean' && comparison !== 'eq') throw cannotSay(`${comparison}(..., ${value})`, place);
  const type = typeof value === 'number' ? 'Numeric' : typeof value === 'string' ? 'String' : 'Boolean';
  return { Variable: variable, [`${type}${suffixes[comparison]}`]: value };
}

const mirroredTimes = {
  LessThan: 'GreaterThan',
  LessThanEquals: 'GreaterThanEquals',
  Equals: 'Equals',
  GreaterThanEquals: 'LessThanEquals',
  GreaterThan: 'LessThan',
} as const;

/** Timestamps are compared as points in time, whatever their offsets. */
const compareTimes =
  (comparison: keyof typeof mirroredTimes): ConditionCall =>
  ([left, right], place) => {
    if (left?.kind === 'literal' && right?.kind !== 'literal')
      return compareTimes(mirroredTimes[comparison])([right as ExpressionNode, left], place);
    const variable = variableOf(left!, place);
    if (right?.kind === 'literal') return { Variable: variable, [`Timestamp${comparison}`]: right.value };
    return { Variable: variable, [`Timestamp${comparison}Path`]: variableOf(right as ExpressionNode, place) };
  };

function variableOf(node: ExpressionNode, place: RenderPlace): string {
  const path = pathOf(node, place);
  if (path === undefined)
    throw cannotSay(
      'a comparison with something computed',
      place,
      'assign the value to a variable first, or leave queryLanguage at JSONata.',
    );
  return path;
}

/** A test of what a value is; without the value Step Functions would fail. */
const presentAnd =
  (operator: 'IsNull' | 'IsString' | 'IsNumeric' | 'IsBoolean' | 'IsTimestamp'): ConditionCall =>
  ([operand], place) => {
    const variable = variableOf(operand!, place);
    const rules: readonly JsonObject[] = [
      { Variable: variable, IsPresent: true },
      { Variable: variable, [operator]: true },
    ];
    return { And: rules };
  };

/** All of several conditions, or one of them; an operand that says the same of its own conditions is part of the list. */
const combining =
  (by: 'And' | 'Or'): ConditionCall =>
  (operands, place) => {
    const rules = operands.map((operand) => jsonPathCondition(operand, place));
    return { [by]: rules.flatMap((rule) => (Array.isArray(rule[by]) ? rule[by] : [rule])) };
  };

const conditionCalls: Partial<Record<Operator, ConditionCall>> = {
  gt: comparing('gt'),
  gte: comparing('gte'),
  lt: comparing('lt'),
  lte: comparing('lte'),
  eq: comparing('eq'),
  isBefore: compareTimes('LessThan'),
  isAfter: compareTimes('GreaterThan'),
  isSameTime: compareTimes('Equals'),
  isSameOrBefore: compareTimes('LessThanEquals'),
  isSameOrAfter: compareTimes('GreaterThanEquals'),
  matches: ([text, pattern], place) => ({
    Variable: variableOf(text!, place),
    StringMatches: pattern?.kind === 'literal' ? pattern.value : '',
  }),
  isTimestamp: presentAnd('IsTimestamp'),
  neq: (operands, place) => ({ Not: comparing('eq')(operands, place) }),
  and: combining('And'),
  or: combining('Or'),
  not: ([operand], place) => ({ Not: jsonPathCondition(operand!, place) }),
  isPresent: ([operand], place) => ({ Variable: variableOf(operand!, place), IsPresent: true }),
  isNull: presentAnd('IsNull'),
  isString: presentAnd('IsString'),
  isNumeric: presentAnd('IsNumeric'),
  isBoolean: presentAnd('IsBoolean'),
};

/** The fields of a choice rule. */
export function jsonPathCondition(node: ExpressionNode, place: RenderPlace): JsonObject {
  if (node.kind === 'call') {
    const call = conditionCalls[node.operator];
    if (call === undefined) throw cannotSay(`${node.operator}(...)`, place);
    return call(node.operands, place);
  }
  if (node.kind === 'literal' || node.kind === 'object' || node.kind === 'array') {
    throw new BuilderError({
      code: 'CONDITION_IS_CONSTANT',
      step: place.step,
      message: `Its "${place.field}" is a constant, which JSONPath has no rule for.`,
      hint: 'compare something of the input.',
    });
  }
  return { Variable: variableOf(node, place), BooleanEquals: true };
}

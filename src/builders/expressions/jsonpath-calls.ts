import type { ExpressionNode } from './node';
import type { Operator } from './operator';

/** How JSONPath says an operator as an intrinsic function; undefined where the language has none. */
type JsonPathCall = ((operands: readonly string[], nodes: readonly ExpressionNode[]) => string) | undefined;

/** Operators of expressions as intrinsic functions. Comparisons live in choice rules only. */
export const jsonPathCalls: Record<Operator, JsonPathCall> = {
  gt: undefined,
  gte: undefined,
  lt: undefined,
  lte: undefined,
  eq: undefined,
  neq: undefined,
  and: undefined,
  or: undefined,
  not: undefined,
  isPresent: undefined,
  isNull: undefined,
  orElse: undefined,
  when: undefined,
  subtract: undefined,
  format: (operands) => `States.Format(${operands.join(', ')})`,
  add: (operands) => `States.MathAdd(${operands.join(', ')})`,
  count: ([items]) => `States.ArrayLength(${items})`,
  toJson: ([value]) => `States.JsonToString(${value})`,
  fromJson: ([text]) => `States.StringToJson(${text})`,
  uuid: () => 'States.UUID()',
  merge: ([left, right]) => `States.JsonMerge(${left}, ${right}, false)`,
};

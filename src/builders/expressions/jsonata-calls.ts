import type { ExpressionNode } from './node';
import type { Operator } from './operator';

/** How JSONata says an operator: rendered operands (computed ones in parentheses) and the operands as trees. */
type JsonataCall = (operands: readonly string[], nodes: readonly ExpressionNode[]) => string;

const infix =
  (symbol: string): JsonataCall =>
  (operands) =>
    operands.join(` ${symbol} `);

/** Operators of expressions in JSONata 2.0.6 with the functions that Step Functions adds. */
export const jsonataCalls: Record<Operator, JsonataCall> = {
  gt: infix('>'),
  gte: infix('>='),
  lt: infix('<'),
  lte: infix('<='),
  eq: infix('='),
  neq: infix('!='),
  and: infix('and'),
  or: infix('or'),
  not: ([value]) => `$not(${value})`,
  isPresent: ([value]) => `$exists(${value})`,
  isNull: ([value]) => `${value} = null`,
  // An inequality with an absent side is false, so one comparison covers absent and null.
  orElse: ([value, fallback]) => `${value} != null ? ${value} : ${fallback}`,
  when: ([condition, then, otherwise]) => `${condition} ? ${then} : ${otherwise}`,
  format: (operands, nodes) => formatText(nodes[0], operands.slice(1)),
  add: infix('+'),
  subtract: infix('-'),
  count: ([items]) => `$count(${items})`,
  // $string leaves a text as it is; as a field it gets its quotes and escapes.
  toJson: ([value]) => `($json := $string({"v": ${value}}); $substring($json, 5, $length($json) - 6))`,
  fromJson: ([text]) => `$parse(${text})`,
  uuid: () => '$uuid()',
  merge: ([left, right]) => `$merge([${left}, ${right}])`,
};

function formatText(template: ExpressionNode | undefined, values: readonly string[]): string {
  const pieces = (template?.kind === 'literal' ? String(template.value) : '').split('{}');
  const parts = pieces.flatMap((piece, index) => [...(piece === '' ? [] : [JSON.stringify(piece)]), ...(index < values.length ? [values[index] as string] : [])]);
  return parts.length === 1 && pieces.length > 1 ? `$string(${parts[0]})` : parts.join(' & ') || '""';
}

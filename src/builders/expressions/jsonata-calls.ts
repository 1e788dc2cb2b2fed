import type { ExpressionNode } from './node';
import type { Operator } from './operator';

/** How JSONata says an operator, given the operands in parentheses where they are computed, as trees, and without parentheses. */
type JsonataCall = (operands: readonly string[], nodes: readonly ExpressionNode[], plain: readonly string[]) => string;

const infix =
  (symbol: string): JsonataCall =>
  (operands) =>
    operands.join(` ${symbol} `);

const called =
  (name: string): JsonataCall =>
  (_operands, _nodes, plain) =>
    `$${name}(${plain.join(', ')})`;

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
  not: called('not'),
  isPresent: called('exists'),
  isNull: ([value]) => `${value} = null`,
  // An inequality with an absent side is false, so one comparison covers absent and null.
  orElse: ([value, fallback]) => `${value} != null ? ${value} : ${fallback}`,
  when: ([condition, then, otherwise]) => `${condition} ? ${then} : ${otherwise}`,
  format: (operands, nodes) => formatText(nodes[0], operands.slice(1)),
  add: infix('+'),
  subtract: infix('-'),
  count: called('count'),
  // $string leaves a text as it is; as a field it gets its quotes and escapes.
  toJson: ([value]) => `($json := $string({"v": ${value}}); $substring($json, 5, $length($json) - 6))`,
  fromJson: called('parse'),
  uuid: called('uuid'),
  merge: (_operands, _nodes, plain) => `$merge([${plain.join(', ')}])`,
};

function formatText(template: ExpressionNode | undefined, values: readonly string[]): string {
  const pieces = (template?.kind === 'literal' ? String(template.value) : '').split('{}');
  const parts = pieces.flatMap((piece, index) => [
    ...(piece === '' ? [] : [JSON.stringify(piece)]),
    ...(index < values.length ? [values[index] as string] : []),
  ]);
  return parts.length === 1 && pieces.length > 1 ? `$string(${parts[0]})` : parts.join(' & ') || '""';
}

import type { ExpressionNode, Operator } from '../../expressions';

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
  isBefore: (_operands, _nodes, [left, right]) => `$toMillis(${left}) < $toMillis(${right})`,
  isAfter: (_operands, _nodes, [left, right]) => `$toMillis(${left}) > $toMillis(${right})`,
  and: infix('and'),
  or: infix('or'),
  not: called('not'),
  isPresent: called('exists'),
  isString: ([value]) => `$type(${value}) = "string"`,
  isNumeric: ([value]) => `$type(${value}) = "number"`,
  isBoolean: ([value]) => `$type(${value}) = "boolean"`,
  isNull: ([value]) => `${value} = null`,
  // An inequality with an absent side is false, so one comparison covers absent and null.
  orElse: ([value, fallback]) => `${value} != null ? ${value} : ${fallback}`,
  ifElse: ([condition, then, otherwise]) => `${condition} ? ${then} : ${otherwise}`,
  format: (operands, nodes) => formatText(nodes[0], operands.slice(1)),
  add: infix('+'),
  subtract: infix('-'),
  count: called('count'),
  // $string leaves a text as it is; as a field it gets its quotes and escapes.
  toJson: ([value]) => `($json := $string({"v": ${value}}); $substring($json, 5, $length($json) - 6))`,
  fromJson: called('parse'),
  uuid: called('uuid'),
  merge: (_operands, _nodes, plain) => `$merge([${plain.join(', ')}])`,
  // A function that gives one item gives it bare, and none as absent: the constructor and the empty brackets keep the array.
  mapItems: (_operands, _nodes, [items, by]) => `[$map(${items}, ${by})[]]`,
  filter: (_operands, _nodes, [items, by]) => `[$filter(${items}, ${by})[]]`,
  find: (_operands, _nodes, [items, by]) => `[$filter(${items}, ${by})[]][0]`,
  flatten: (_operands, _nodes, [items]) => `$reduce(${items}, $append, [])`,
  chunk: (_operands, _nodes, [items, size]) => `[$partition(${items}, ${size})[]]`,
  range: (_operands, _nodes, [from, to, step]) => `[$range(${from}, ${to}, ${step})[]]`,
  unique: (_operands, _nodes, [items]) => `[$distinct(${items})[]]`,
  contains: ([items, item]) => `${item} in ${items}`,
  itemAt: ([items], _nodes, [, index]) => `${items}[${index}]`,
  sum: called('sum'),
  maxOf: called('max'),
  minOf: called('min'),
  pick: ([of], nodes) =>
    `{${nodes
      .slice(1)
      .map((key) => `${literal(key)}: $lookup(${of}, ${literal(key)})`)
      .join(', ')}}`,
  upper: called('uppercase'),
  lower: called('lowercase'),
  trim: (_operands, _nodes, [text]) => `$replace(${text}, /^\\s+|\\s+$/, "")`,
  textLength: called('length'),
  substring: called('substring'),
  replaceText: called('replace'),
  includesText: called('contains'),
  startsWith: (_operands, _nodes, [text, start]) => `$substring(${text}, 0, $length(${start})) = ${start}`,
  endsWith: (_operands, _nodes, [text, end]) =>
    `$length(${text}) >= $length(${end}) and $substring(${text}, $length(${text}) - $length(${end})) = ${end}`,
  split: (_operands, _nodes, [text, by]) => `[$split(${text}, ${by})[]]`,
  splitAny: (_operands, nodes, [text]) => `[$filter($split(${text}, ${anyOf(nodes[1])}), function($piece) { $piece != "" })[]]`,
  join: called('join'),
  multiply: infix('*'),
  divide: infix('/'),
  remainder: infix('%'),
  floor: called('floor'),
  ceil: called('ceil'),
  abs: called('abs'),
  toNumber: called('number'),
  toText: called('string'),
  hash: called('hash'),
  base64Encode: called('base64encode'),
  base64Decode: called('base64decode'),
  randomInteger: ([from, to]) => `${from} + $floor($random() * (${to} - ${from}))`,
  now: called('now'),
  millisOf: called('toMillis'),
  timestampOf: called('fromMillis'),
};

function literal(node: ExpressionNode): string {
  return JSON.stringify(node.kind === 'literal' ? node.value : '');
}

/** A pattern for any one of the characters. */
function anyOf(node: ExpressionNode | undefined): string {
  const characters = node?.kind === 'literal' ? String(node.value) : '';
  return `/[${characters.replace(/[\\\]^/-]/g, '\\$&')}]/`;
}

function formatText(template: ExpressionNode | undefined, values: readonly string[]): string {
  const pieces = (template?.kind === 'literal' ? String(template.value) : '').split('{}');
  const parts = pieces.flatMap((piece, index) => [
    ...(piece === '' ? [] : [JSON.stringify(piece)]),
    ...(index < values.length ? [values[index] as string] : []),
  ]);
  return parts.length === 1 && pieces.length > 1 ? `$string(${parts[0]})` : parts.join(' & ') || '""';
}

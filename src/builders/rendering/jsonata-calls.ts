import type { ExpressionNode, Operator } from '../../expressions';
import { freeName } from './free-name';
import { anyCharacterRegex, jsonataRegex, timestampRegex, wildcardRegex } from './jsonata-patterns';
import { neverText } from './kinds-of-values';
import { knownText } from './late-values';

/**
 * How tightly an expression holds together, from the loosest: what decides about parentheses around it. An item taken out at a computed place
 * stands in them before another place only: without them that place would be looked up in a list of that one item.
 */
export const strengths = {
  choice: 20,
  or: 25,
  and: 30,
  comparison: 40,
  sum: 50,
  concatenation: 51,
  product: 60,
  taken: 70,
  whole: 100,
} as const;

/** The text of an expression with its strength. */
export interface JsonataText {
  readonly text: string;
  readonly strength: number;
}

/** An operand, in parentheses unless its strength is among those that fit. */
type PutOperand = (index: number, fits: (strength: number) => boolean) => string;

/**
 * How JSONata says an operator, given the operands in parentheses where they are computed, as trees, and without parentheses. What has no
 * strength of its own gets parentheses inside of other expressions.
 */
interface JsonataCall {
  (operands: readonly string[], nodes: readonly ExpressionNode[], plain: readonly string[], put: PutOperand): string | JsonataText;
  readonly strength?: number;
}

const of = (strength: keyof typeof strengths, call: JsonataCall): JsonataCall =>
  Object.assign((...given: Parameters<JsonataCall>) => call(...given), { strength: strengths[strength] });

/** Operators of one kind stand beside each other, as they are read from the left; what binds tighter needs no parentheses. */
const infix = (symbol: string, kind: keyof typeof strengths, tighter: number): JsonataCall => {
  const own = strengths[kind];
  const chains = kind === 'and' || kind === 'or';
  return of(kind, (operands, _nodes, _plain, put) =>
    operands
      .map((_operand, index) =>
        put(index, (strength) => strength >= tighter || (strength === own && kind !== 'comparison' && (chains || index === 0))),
      )
      .join(` ${symbol} `),
  );
};

const compared = (symbol: string): JsonataCall => infix(symbol, 'comparison', strengths.sum);

const equal = compared('=');

const called = (name: string): JsonataCall => of('whole', (_operands, _nodes, plain) => `$${name}(${plain.join(', ')})`);

const computed = (strength: number): boolean => strength >= strengths.sum;

/** One of two values; a choice inside the second is read without parentheses. */
const chosen = (condition: string, then: string, otherwise: string): string => `${condition} ? ${then} : ${otherwise}`;
const decided = (strength: number): boolean => strength > strengths.choice;

/** Operators of expressions in JSONata 2.0.6 with the functions that Step Functions adds. */
export const jsonataCalls: Record<Operator, JsonataCall> = {
  gt: compared('>'),
  gte: compared('>='),
  lt: compared('<'),
  lte: compared('<='),
  eq: equal,
  // An inequality with an absent side is false in JSONata, and true in JavaScript.
  neq: of('whole', (...given) => `$not(${equal(...given) as string})`),
  isBefore: of('comparison', (_operands, _nodes, [left, right]) => `$toMillis(${left}) < $toMillis(${right})`),
  isAfter: of('comparison', (_operands, _nodes, [left, right]) => `$toMillis(${left}) > $toMillis(${right})`),
  isSameTime: of('comparison', (_operands, _nodes, [left, right]) => `$toMillis(${left}) = $toMillis(${right})`),
  isSameOrBefore: of('comparison', (_operands, _nodes, [left, right]) => `$toMillis(${left}) <= $toMillis(${right})`),
  isSameOrAfter: of('comparison', (_operands, _nodes, [left, right]) => `$toMillis(${left}) >= $toMillis(${right})`),
  isTimestamp: of('and', (_operands, _nodes, [value]) => `$type(${value}) = "string" and $contains(${value}, ${timestampRegex})`),
  matches: of(
    'and',
    ([inside], nodes, [value]) =>
      `$type(${value}) = "string" and $contains("=" & ${inside}, ${wildcardRegex(knownText(said(nodes[1]), 'matches(...)'))})`,
  ),
  and: infix('and', 'and', strengths.comparison),
  or: infix('or', 'or', strengths.comparison),
  not: called('not'),
  isPresent: called('exists'),
  isString: isOfType('string'),
  isNumeric: isOfType('number'),
  isBoolean: isOfType('boolean'),
  isNull: of('comparison', (_operands, _nodes, _plain, put) => `${put(0, computed)} = null`),
  // An inequality with an absent side is false, so one comparison covers absent and null.
  orElse: of('choice', (_operands, _nodes, [, fallback], put) => chosen(`${put(0, computed)} != null`, put(0, decided), fallback!)),
  ifElse: of('choice', (_operands, _nodes, [, , otherwise], put) => chosen(put(0, decided), put(1, decided), otherwise!)),
  format: formatText,
  add: infix('+', 'sum', strengths.product),
  subtract: infix('-', 'sum', strengths.product),
  count: called('count'),
  toJson: jsonText,
  fromJson: called('parse'),
  uuid: called('uuid'),
  merge: of('whole', (_operands, _nodes, plain) => `$merge([${plain.join(', ')}])`),
  // A function that gives one item gives it bare, and none as absent: the constructor and the empty brackets keep the array.
  mapItems: of('whole', (_operands, _nodes, [items, by]) => `[$map(${items}, ${by})[]]`),
  filter: of('whole', (_operands, _nodes, [items, by]) => `[$filter(${items}, ${by})[]]`),
  find: of('whole', (_operands, _nodes, [items, by]) => `[$filter(${items}, ${by})[]][0]`),
  flatten: of('whole', (_operands, _nodes, [items]) => `$reduce(${items}, $append, [])`),
  chunk: of('whole', (_operands, _nodes, [items, size]) => `[$partition(${items}, ${size})[]]`),
  range: of('whole', (_operands, _nodes, [from, to, step]) => `[$range(${from}, ${to}, ${step})[]]`),
  unique: of('whole', (_operands, _nodes, [items]) => `[$distinct(${items})[]]`),
  // A constructor alone would not be flattened in the one around it.
  concat: of(
    'whole',
    (_operands, _nodes, [first = '[]', ...more]) =>
      `[${(more.length === 0 ? ['[]'] : more).reduce((left, right) => `$append(${left}, ${right})`, first)}]`,
  ),
  reverse: of('whole', (_operands, _nodes, [items]) => `[$reverse(${items})[]]`),
  sort: of('whole', (_operands, _nodes, [items]) => `[$sort(${items})[]]`),
  sortBy: of('whole', (_operands, nodes, [items, by]) => {
    const name = freeName('by', nodes);
    const later = `$${name}($left) ${said(nodes[2]) === 'descending' ? '<' : '>'} $${name}($right)`;
    return `($${name} := ${by}; [$sort(${items}, function($left, $right) { ${later} })[]])`;
  }),
  keysOf: of('whole', (_operands, _nodes, [from]) => `[$keys(${from})[]]`),
  valuesOf: of('whole', (_operands, _nodes, [from]) => `[$each(${from}, function($value) { $value })[]]`),
  regexTest: of('whole', (_operands, nodes, [text]) => `$contains(${text}, ${regexOf(nodes)})`),
  regexMatch: of('whole', (_operands, nodes, [text]) => `[$match(${text}, ${regexOf(nodes)})[]]`),
  regexReplace: of(
    'whole',
    (_operands, nodes, [text, , , replacement]) =>
      `$replace(${text}, ${regexOf(nodes)}, ${replacement}${said(nodes[2]).includes('g') ? '' : ', 1'})`,
  ),
  contains: of('comparison', (_operands, _nodes, _plain, put) => `${put(1, computed)} in ${put(0, computed)}`),
  itemAt: of('taken', ([items], [, place], [, index]) => {
    const text = `${items}[${index}]`;
    return place?.kind === 'literal' ? { text, strength: strengths.whole } : text;
  }),
  sum: called('sum'),
  maxOf: called('max'),
  minOf: called('min'),
  pick: of(
    'whole',
    ([from], nodes) =>
      `{${nodes
        .slice(1)
        .map((key) => `${literal(key)}: $lookup(${from}, ${literal(key)})`)
        .join(', ')}}`,
  ),
  upper: called('uppercase'),
  lower: called('lowercase'),
  trim: of('whole', (_operands, _nodes, [text]) => `$replace(${text}, /^\\s+|\\s+$/, "")`),
  textLength: called('length'),
  substring: called('substring'),
  replaceText: called('replace'),
  includesText: called('contains'),
  startsWith: of(
    'comparison',
    (_operands, _nodes, [text, start], put) => `$substring(${text}, 0, $length(${start})) = ${put(1, computed)}`,
  ),
  endsWith: of(
    'and',
    (_operands, _nodes, [text, end], put) =>
      `$length(${text}) >= $length(${end}) and $substring(${text}, $length(${text}) - $length(${end})) = ${put(1, computed)}`,
  ),
  split: of('whole', (_operands, _nodes, [text, by]) => `[$split(${text}, ${by})[]]`),
  splitAny: of(
    'whole',
    (_operands, nodes, [text]) =>
      `[$filter($split(${text}, ${anyCharacterRegex(knownText(said(nodes[1]), 'splitAny(...)'))}), function($piece) { $piece != "" })[]]`,
  ),
  join: called('join'),
  multiply: infix('*', 'product', strengths.taken),
  divide: infix('/', 'product', strengths.taken),
  remainder: infix('%', 'product', strengths.taken),
  floor: called('floor'),
  ceil: called('ceil'),
  abs: called('abs'),
  toNumber: called('number'),
  toText: called('string'),
  hash: called('hash'),
  base64Encode: called('base64encode'),
  base64Decode: called('base64decode'),
  randomInteger: of('sum', ([from, to]) => `${from} + $floor($random() * (${to} - ${from}))`),
  now: called('now'),
  millisOf: called('toMillis'),
  timestampOf: called('fromMillis'),
};

/** What a constant operand says. */
function said(node: ExpressionNode | undefined): string {
  return node?.kind === 'literal' ? String(node.value) : '';
}

function regexOf([, source, flags]: readonly ExpressionNode[]): string {
  return jsonataRegex(knownText(said(source), 'A regular expression'), said(flags));
}

function literal(node: ExpressionNode): string {
  return JSON.stringify(node.kind === 'literal' ? node.value : '');
}

function isOfType(type: string): JsonataCall {
  return of('comparison', (_operands, _nodes, [value]) => `$type(${value}) = ${JSON.stringify(type)}`);
}

/** Text with values in it; constants are part of the text around them. */
function formatText(
  _operands: readonly string[],
  nodes: readonly ExpressionNode[],
  _plain: readonly string[],
  put: PutOperand,
): JsonataText {
  const [template, ...values] = nodes;
  const pieces = (template?.kind === 'literal' ? String(template.value) : '').split('{}');
  const parts: string[] = [];
  let text = '';
  const flush = (): void => {
    if (text !== '') parts.push(JSON.stringify(text));
    text = '';
  };
  for (const [index, piece] of pieces.entries()) {
    text += piece;
    const value = values[index];
    if (value?.kind === 'literal' && typeof value.value === 'string') text += value.value;
    else if (value !== undefined) {
      flush();
      parts.push(put(index + 1, (strength) => strength === strengths.concatenation || strength >= strengths.taken));
    }
  }
  flush();
  if (parts.length > 1) return { text: parts.join(' & '), strength: strengths.concatenation };
  const [only = '""'] = parts;
  return { text: only.startsWith('"') ? only : `$string(${only})`, strength: strengths.whole };
}

/** JSON of a value. $string leaves a text as it is, so that one gets its quotes and escapes as an item of an array. */
function jsonText(_operands: readonly string[], [value]: readonly ExpressionNode[], [plain = '']: readonly string[]): JsonataText {
  if (value?.kind === 'literal' && typeof value.value === 'string')
    return { text: JSON.stringify(JSON.stringify(value.value)), strength: strengths.whole };
  const text = `$string(${plain})`;
  if (value !== undefined && neverText(value)) return { text, strength: strengths.whole };
  return {
    text: chosen(`$type(${plain}) = "string"`, `$replace($string([${plain}]), /^\\[|\\]$/, "")`, text),
    strength: strengths.choice,
  };
}

import { ExpressionSyntaxError } from '../evaluation-error';
import type { FilterNode, FilterOperand, FilterOperator } from './filter-node';
import { compileJavaRegex } from './java-regex';
import { parseLenientJson } from './lenient-json';
import { parsePath } from './parse-path';
import { TextCursor } from './text-cursor';
import { unescapeText } from './unescape-text';

const OPERATORS: ReadonlySet<string> = new Set<FilterOperator>([
  '>=',
  '<=',
  '==',
  '===',
  '!=',
  '!==',
  '<',
  '>',
  '=~',
  'NIN',
  'IN',
  'CONTAINS',
  'ALL',
  'SIZE',
  'EXISTS',
  'TYPE',
  'MATCHES',
  'EMPTY',
  'SUBSETOF',
  'ANYOF',
  'NONEOF',
]);

/** Reads `[?(…)]`. Throws {@link ExpressionSyntaxError} with Jayway's text. */
export function parseFilter(text: string): FilterNode {
  const cursor = new TextCursor(text).trim();
  cursor.position++;
  cursor.dropLast();
  cursor.trim();
  cursor.position++;
  cursor.trim();
  if (cursor.current !== '(' || cursor.last !== ')') cursor.fail(`Filter must start with '[?(' and end with ')]'. ${text}`);
  const node = readOr(cursor);
  cursor.skipBlanks();
  if (cursor.inBounds()) cursor.fail(`Expected end of filter expression instead of: ${cursor.slice(cursor.position, cursor.length)}`);
  return node;
}

function readOr(cursor: TextCursor): FilterNode {
  return readChain(cursor, 'or', '||', readAnd);
}

function readAnd(cursor: TextCursor): FilterNode {
  return readChain(cursor, 'and', '&&', readOperand);
}

function readChain(cursor: TextCursor, kind: 'or' | 'and', operator: string, read: (cursor: TextCursor) => FilterNode): FilterNode {
  const operands = [read(cursor)];
  for (;;) {
    const before = cursor.position;
    if (!cursor.takeSignificant(operator)) {
      cursor.position = before;
      return operands.length === 1 ? operands[0] : { kind, operands };
    }
    operands.push(read(cursor));
  }
}

function readOperand(cursor: TextCursor): FilterNode {
  const before = cursor.skipBlanks().position;
  if (cursor.current === '!') {
    cursor.expectSignificant('!');
    const next = cursor.skipBlanks().current;
    if (next !== '$' && next !== '@') return { kind: 'not', operand: readOperand(cursor) };
    cursor.position = before;
  }
  if (cursor.skipBlanks().current === '(') {
    cursor.expectSignificant('(');
    const node = readOr(cursor);
    cursor.expectSignificant(')');
    return node;
  }
  return readRelation(cursor);
}

function readRelation(cursor: TextCursor): FilterNode {
  const left = readValue(cursor);
  const before = cursor.position;
  try {
    const operator = readOperator(cursor);
    return { kind: 'compare', operator, left, right: readValue(cursor) };
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError) || error instanceof LiteralSyntaxError) throw error;
    // What is no comparison may still be a check that the path exists.
    cursor.position = before;
  }
  if (left.kind !== 'path') return cursor.fail('Expected path node');
  return { kind: 'exists', path: left.path, shouldExist: left.shouldExist };
}

/** A literal that no reading can save: Jayway fails on it outright, instead of trying the check for existence. */
class LiteralSyntaxError extends ExpressionSyntaxError {}

function isOperatorCharacter(character: string): boolean {
  return '<>=~!'.includes(character);
}

function readOperator(cursor: TextCursor): FilterOperator {
  const start = cursor.skipBlanks().position;
  if (isOperatorCharacter(cursor.current)) {
    while (cursor.inBounds() && isOperatorCharacter(cursor.current)) cursor.position++;
  } else {
    while (cursor.inBounds() && cursor.current !== ' ') cursor.position++;
  }
  const written = cursor.slice(start, cursor.position);
  const operator = written.toUpperCase();
  if (!OPERATORS.has(operator)) cursor.fail(`Filter operator ${written} is not supported!`);
  return operator as FilterOperator;
}

function readValue(cursor: TextCursor): FilterOperand {
  const character = cursor.skipBlanks().current;
  if (character === '$' || character === '@') return readPathOperand(cursor);
  if (character === '!') {
    cursor.position++;
    const next = cursor.skipBlanks().current;
    return next === '$' || next === '@' ? readPathOperand(cursor) : cursor.fail('Unexpected character: !');
  }
  return readLiteral(cursor, character);
}

function readLiteral(cursor: TextCursor, character: string): FilterOperand {
  switch (character) {
    case "'":
    case '"':
      return readString(cursor, character);
    case 't':
    case 'f':
      return readWord(cursor, character === 't' ? 'true' : 'false', character === 't', 'Expected boolean literal');
    case 'n':
      return readWord(cursor, 'null', null, 'Expected <null> value');
    case '{':
    case '[':
      return readJson(cursor, character);
    case '/':
      return readRegex(cursor);
    default:
      return readNumber(cursor);
  }
}

function readWord(cursor: TextCursor, word: string, value: boolean | null, message: string): FilterOperand {
  if (!cursor.inBounds(cursor.position + word.length - 1) || !cursor.text.startsWith(word, cursor.position)) {
    return readBareWord(cursor, cursor.position) ?? cursor.fail(message);
  }
  cursor.position += word.length;
  return { kind: 'value', value };
}

function readString(cursor: TextCursor, quote: string): FilterOperand {
  const start = cursor.position;
  const end = cursor.indexOfUnescaped(quote);
  if (end === -1) cursor.fail(`String literal does not have matching quotes. Expected ${quote} in ${cursor.text}`);
  cursor.position = end + 1;
  return { kind: 'value', value: unescapeText(cursor.slice(start + 1, end)) };
}

function readNumber(cursor: TextCursor): FilterOperand {
  const start = cursor.position;
  while (cursor.inBounds() && /[\d\-.eE]/.test(cursor.current)) cursor.position++;
  const text = cursor.slice(start, cursor.position);
  const word = readBareWord(cursor, start);
  if (word !== undefined) return word;
  if (!/^-?(\d+\.?\d*|\.\d+)([eE]-?\d+)?$/.test(text)) {
    throw new LiteralSyntaxError(cursor.text, start, `Failed to parse filter: ${cursor.text}, error on position: ${cursor.position}`);
  }
  return { kind: 'value', value: Number(text) };
}

/** `@.kind == Receipt`: AWS takes a word without quotes for a text, as published workflows write it; Jayway 2.9 refuses it. */
function readBareWord(cursor: TextCursor, start: number): FilterOperand | undefined {
  const match = /[\p{L}_][\p{L}\d_-]*(?=\s*(?:\)|&&|\|\|))/uy;
  match.lastIndex = start;
  const word = match.exec(cursor.text)?.[0];
  if (word === undefined) return undefined;
  cursor.position = start + word.length;
  return { kind: 'value', value: word };
}

function readJson(cursor: TextCursor, open: string): FilterOperand {
  const start = cursor.position;
  const end = cursor.indexOfMatchingClose(start, open, open === '[' ? ']' : '}', false);
  if (end === -1) cursor.fail(`String not closed. Expected ' in ${cursor.text}`);
  cursor.position = end + 1;
  return { kind: 'json', value: parseLenientJson(cursor.slice(start, cursor.position)) };
}

function readRegex(cursor: TextCursor): FilterOperand {
  const start = cursor.position;
  const end = cursor.indexOfUnescaped('/');
  if (end === -1) cursor.fail(`Pattern not closed. Expected / in ${cursor.text}`);
  let after = end + 1;
  while (cursor.inBounds(after) && 'dixmsuU'.includes(cursor.charAt(after))) after++;
  cursor.position = after;
  return { kind: 'regex', regex: compileJavaRegex(cursor.slice(start + 1, end), cursor.slice(end + 1, after)) };
}

function readPathOperand(cursor: TextCursor): FilterOperand {
  const before = cursor.indexOfPreviousSignificant();
  const shouldExist = before === -1 || cursor.charAt(before) !== '!';
  const start = cursor.position;
  cursor.position++;
  while (cursor.inBounds()) {
    if (cursor.current === '[') {
      const close = cursor.indexOfMatchingClose(cursor.position, '[', ']', false);
      if (close === -1) cursor.fail(`Square brackets does not match in filter ${cursor.text}`);
      cursor.position = close + 1;
    }
    if (!cursor.inBounds()) break;
    const character = cursor.current;
    const closesFilter = character === ')' && !closesCall(cursor, start);
    if (isOperatorCharacter(character) || character === ' ' || closesFilter) break;
    cursor.position++;
  }
  return { kind: 'path', path: parsePath(cursor.slice(start, cursor.position)), shouldExist };
}

/** Tells the `)` of `@.length()` from the one that ends the filter. */
function closesCall(cursor: TextCursor, start: number): boolean {
  const open = cursor.indexOfPreviousSignificant();
  if (open === -1 || cursor.charAt(open) !== '(') return false;
  for (let at = open - 1; at > start; at--) {
    if (cursor.charAt(at) === '.') return true;
  }
  return false;
}

import { ExpressionSyntaxError } from '../evaluation-error';
import { parseFilter } from './parse-filter';
import type { FunctionArgument, PathSyntax, PathToken } from './path-token';
import { TextCursor } from './text-cursor';
import { unescapeText } from './unescape-text';

/**
 * Reads a path that begins with `$` or `@` by the grammar of Jayway JsonPath 2.9, its leniences included
 * (blanks inside brackets, `$.a.[0]`, a comma before `]`).
 * Throws {@link ExpressionSyntaxError} with Jayway's text.
 */
export function parsePath(text: string): PathSyntax {
  const cursor = new TextCursor(text);
  if (text[0] !== '$' && text[0] !== '@') cursor.fail("Path must start with '$' or '@'");
  cursor.trim();
  if (cursor.last === '.') cursor.fail("Path must not end with a '.' or '..'", cursor.length - 1);
  return readContext(cursor);
}

function readContext(cursor: TextCursor): PathSyntax {
  while (cursor.inBounds() && /[ \t\r\n]/.test(cursor.current)) cursor.position++;
  const root = cursor.current;
  if (root !== '$' && root !== '@') return cursor.fail("Path must start with '$' or '@'");
  const tokens: PathToken[] = [];
  if (!cursor.isTail) {
    cursor.position++;
    if (cursor.current !== '.' && cursor.current !== '[')
      cursor.fail(`Illegal character at position ${cursor.position} expected '.' or '['`);
    readTokens(cursor, tokens);
  }
  return { root, tokens: scanIntoFunction(tokens) };
}

/** `$..price.sum()` means `$.sum($..price)`: the function takes everything the scan finds, not one finding after the other. */
function scanIntoFunction(tokens: readonly PathToken[]): readonly PathToken[] {
  if (tokens[0]?.kind !== 'scan' || tokens[tokens.length - 1].kind !== 'function') return tokens;
  const at = tokens.findIndex((token) => token.kind === 'function');
  const called = tokens[at] as Extract<PathToken, { kind: 'function' }>;
  return [{ ...called, args: [{ kind: 'path', path: { root: '$', tokens: tokens.slice(0, at) } }] }, ...tokens.slice(at + 1)];
}

function readTokens(cursor: TextCursor, tokens: PathToken[]): void {
  for (;;) {
    const start = cursor.position;
    const character = cursor.current;
    if (character === '[') {
      const token =
        readQuoted(cursor) ?? readIndexes(cursor) ?? readBracketWildcard(cursor) ?? readFilter(cursor) ?? refusePlaceholder(cursor);
      if (token === undefined) cursor.fail(`Could not parse token starting at position ${start}. Expected ?, ', 0-9, * `);
      else tokens.push(token);
    } else if (character === '.') {
      readDots(cursor, tokens);
      continue;
    } else if (character === '*') {
      if (!cursor.inBounds(cursor.position)) cursor.fail(`Could not parse token starting at position ${start}`);
      cursor.position++;
      tokens.push({ kind: 'wildcard' });
    } else {
      tokens.push(readName(cursor));
    }
    if (cursor.isTail) return;
  }
}

function readDots(cursor: TextCursor, tokens: PathToken[]): void {
  if (cursor.inBounds(cursor.position + 1) && cursor.charAt(cursor.position + 1) === '.') {
    tokens.push({ kind: 'scan' });
    cursor.position += 2;
  } else if (!cursor.inBounds(cursor.position + 1)) {
    cursor.fail("Path must not end with a '.");
  } else {
    cursor.position++;
  }
  if (cursor.current === '.') cursor.fail(`Character '.' on position ${cursor.position} is not valid.`);
}

/** `name` or `name(…)`. */
function readName(cursor: TextCursor): PathToken {
  const start = cursor.position;
  if (cursor.current === ' ') cursor.fail(`Could not parse token starting at position ${start}`);
  let at = start;
  let end = 0;
  let isFunction = false;
  for (; cursor.inBounds(at); at++) {
    const character = cursor.charAt(at);
    if (character === ' ') cursor.fail(`Use bracket notion ['my prop'] if your property contains blank characters. position: ${start}`);
    if (character === '.' || character === '[' || character === '(') {
      end = at;
      isFunction = character === '(';
      break;
    }
  }
  if (end === 0) end = cursor.length;
  const name = cursor.slice(start, end);
  if (!isFunction) {
    cursor.position = end;
    return { kind: 'property', names: [name], quote: "'" };
  }
  requireClosed(cursor, at, name);
  let args: readonly FunctionArgument[] = [];
  if (cursor.inBounds(at + 1) && cursor.charAt(at + 1) !== ')') {
    cursor.position = end + 1;
    args = readArguments(cursor, name);
  } else {
    cursor.position = cursor.inBounds(at + 1) ? at + 1 : at;
  }
  // After a call without arguments Jayway stands on its `)`: a further step is read from there, `)` and all, and finds nothing.
  return { kind: 'function', name, args };
}

function requireClosed(cursor: TextCursor, open: number, name: string): void {
  let depth = 1;
  for (let at = open + 1; at < cursor.length && depth > 0; at++) {
    if (cursor.charAt(at) === ')') depth--;
    else if (cursor.charAt(at) === '(') depth++;
  }
  if (depth !== 0) cursor.fail(`Arguments to function: '${name}' are not closed properly.`);
}

function readArguments(cursor: TextCursor, name: string): readonly FunctionArgument[] {
  const args: FunctionArgument[] = [];
  let kind: 'json' | 'path' | undefined;
  let parens = 1;
  let brackets = 0;
  let braces = 0;
  let quotes = 0;
  let prior = '';
  let text = '';
  let done = false;
  while (cursor.inBounds() && !done) {
    const character = cursor.current;
    cursor.position++;
    if (kind === undefined) {
      if (/[ \t\r\n]/.test(character)) continue;
      if (/[{"\-\d]/.test(character)) kind = 'json';
      else if (character === '$' || character === '@') kind = 'path';
    }
    if (character === '"') quotes += prior !== '\\' && quotes > 0 ? -1 : 1;
    else if (character === '(') parens++;
    else if (character === '{') braces++;
    else if (character === '[') brackets++;
    else if (character === '}' && braces-- === 0) cursor.fail(`Unexpected close brace '}' at character position: ${cursor.position}`);
    else if (character === ']' && brackets-- === 0) cursor.fail(`Unexpected close bracket ']' at character position: ${cursor.position}`);
    else if (character === ')' || character === ',') {
      if (character === ')') {
        parens--;
        if (parens < 0 || prior === '(') text += character;
      }
      if (quotes === 0 && braces === 0 && brackets === 0 && ((parens === 0 && character === ')') || parens === 1)) {
        done = parens === 0;
        if (kind === 'json') args.push({ kind, text });
        else if (kind === 'path') args.push({ kind, path: readContext(new TextCursor(text)) });
        text = '';
        kind = undefined;
      }
    }
    if (kind !== undefined && !(character === ',' && braces === 0 && brackets === 0 && parens === 1)) text += character;
    prior = character;
  }
  if (braces !== 0 || parens !== 0 || brackets !== 0) cursor.fail(`Arguments to function: '${name}' are not closed properly.`);
  return args;
}

/** `['a']`, `["a", "b"]`. */
function readQuoted(cursor: TextCursor): PathToken | undefined {
  const quote = cursor.peekSignificant();
  if (quote !== "'" && quote !== '"') return undefined;
  const names: string[] = [];
  let start = cursor.position + 1;
  let end = 0;
  let inName = false;
  let afterComma = false;
  for (let at = start; cursor.inBounds(at); at++) {
    const character = cursor.charAt(at);
    if (character === '\\') {
      at++;
    } else if (character === ']' && !inName) {
      if (afterComma) cursor.fail(`Found empty property at index ${at}`);
      break;
    } else if (character === quote) {
      if (inName) {
        const next = cursor.peekSignificant(at);
        if (next !== ']' && next !== ',') {
          cursor.fail(`Property must be separated by comma or Property must be terminated close square bracket at index ${at}`);
        }
        end = at;
        names.push(unescapeText(cursor.slice(start, end)));
      } else {
        start = at + 1;
        afterComma = false;
      }
      inName = !inName;
    } else if (character === ',' && !inName) {
      if (afterComma) cursor.fail(`Found empty property at index ${at}`);
      afterComma = true;
    }
  }
  if (inName) cursor.fail(`Property has not been closed - missing closing ${quote}`);
  const close = cursor.indexOfSignificant(']', end);
  if (close === -1) cursor.fail('Property has not been closed - missing closing ]');
  if (names.length === 0) cursor.fail('Empty properties');
  cursor.position = close + 1;
  const written = cursor.slice(start, end);
  return names.length === 1 && written.includes('\\') ? { kind: 'property', names, quote, written } : { kind: 'property', names, quote };
}

/** `[0]`, `[-1]`, `[0, 2]`, `[1:]`, `[:2]`, `[1:2]`. */
function readIndexes(cursor: TextCursor): PathToken | undefined {
  if (!/[\d:-]/.test(cursor.peekSignificant())) return undefined;
  const start = cursor.position + 1;
  const end = cursor.indexOf(']', start);
  if (end === -1) return undefined;
  const text = cursor.slice(start, end).trim();
  if (/[^\d,\-: ]/.test(text)) return undefined;
  const token = text.includes(':') ? readSlice(cursor, text) : readIndexList(cursor, text);
  cursor.position = end + 1;
  return token;
}

function readSlice(cursor: TextCursor, text: string): PathToken {
  if (/[^\d\-:]/.test(text)) cursor.fail(`Failed to parse SliceOperation: ${text}`);
  const [from, to] = text
    .split(':')
    .slice(0, 2)
    .map((part) => (part === '' ? undefined : readInteger(cursor, part, `For input string: "${part}"`)));
  if (from === undefined && to === undefined) cursor.fail(`Failed to parse SliceOperation: ${text}`);
  return { kind: 'slice', from, to };
}

function readIndexList(cursor: TextCursor, text: string): PathToken {
  const indexes = text.split(/ *, */).map((part) => readInteger(cursor, part, `Failed to parse token in ArrayIndexOperation: ${part}`));
  return { kind: 'index', indexes };
}

function readInteger(cursor: TextCursor, text: string, message: string): number {
  const value = Number(text);
  if (!/^-?\d+$/.test(text) || value > 2147483647 || value < -2147483648) cursor.fail(message);
  return value + 0;
}

function readBracketWildcard(cursor: TextCursor): PathToken | undefined {
  if (cursor.peekSignificant() !== '*') return undefined;
  const star = cursor.indexOfSignificant('*');
  if (cursor.peekSignificant(star) !== ']') cursor.fail(`Expected wildcard token to end with ']' on position ${star + 1}`);
  cursor.position = cursor.indexOfSignificant(']', star) + 1;
  return { kind: 'wildcard' };
}

function readFilter(cursor: TextCursor): PathToken | undefined {
  const question = cursor.indexOfSignificant('?');
  if (question === -1) return undefined;
  const open = cursor.indexOfSignificant('(', question);
  if (open === -1) return undefined;
  const close = cursor.indexOfMatchingClose(open, '(', ')', true);
  if (close === -1 || cursor.peekSignificant(close) !== ']') return undefined;
  const end = cursor.indexOfSignificant(']', close);
  const filter = parseFilter(cursor.slice(cursor.position, end + 1));
  cursor.position = end + 1;
  return { kind: 'filter', filter };
}

/** `[?]` stands for a predicate given from Java, which no workflow can give. */
function refusePlaceholder(cursor: TextCursor): undefined {
  const question = cursor.indexOfSignificant('?');
  if (question === -1) return undefined;
  const next = cursor.peekSignificant(question);
  const end = cursor.indexOf(']', cursor.position + 1);
  if ((next !== ']' && next !== ',') || end === -1) return undefined;
  const inner = cursor.slice(cursor.position + 1, end);
  throw new ExpressionSyntaxError(
    cursor.text,
    cursor.position,
    `Not enough predicates supplied for filter [${inner}] at position ${cursor.position}`,
  );
}

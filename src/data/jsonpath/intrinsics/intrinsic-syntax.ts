import { ExpressionSyntaxError } from '../../evaluation-error';
import { parseStatesPath, type StatesPath } from '../path-text';

/** An argument of an intrinsic call, as written. */
export type IntrinsicArgument =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'path'; readonly path: StatesPath }
  | { readonly kind: 'call'; readonly call: IntrinsicCall };

/** A call such as `States.Format('{}', $.a)`. */
export interface IntrinsicCall {
  readonly name: string;
  /** Where the name stands in the text. */
  readonly offset: number;
  /** Where the text goes on behind the call. */
  readonly end: number;
  readonly args: readonly IntrinsicArgument[];
}

/** Deepest nesting of calls that AWS takes. */
const MAXIMUM_DEPTH = 10;

/** Reads an intrinsic call. Throws {@link ExpressionSyntaxError} with the place of the first thing that cannot be. */
export function parseIntrinsic(text: string): IntrinsicCall {
  const reader: IntrinsicReader = { text, at: 0 };
  skipBlanks(reader);
  const call = readCall(reader, 1);
  skipBlanks(reader);
  if (reader.at < text.length) fail(reader, `unexpected text after the call: "${text.slice(reader.at)}"`);
  return call;
}

interface IntrinsicReader {
  readonly text: string;
  at: number;
}

function fail(reader: IntrinsicReader, problem: string): never {
  throw new ExpressionSyntaxError(reader.text, reader.at, `Invalid intrinsic function "${reader.text}": ${problem}.`);
}

function skipBlanks(reader: IntrinsicReader): void {
  while (/\s/.test(reader.text[reader.at] ?? '')) reader.at++;
}

function take(reader: IntrinsicReader, pattern: RegExp): string | undefined {
  pattern.lastIndex = reader.at;
  const match = pattern.exec(reader.text);
  if (match === null) return undefined;
  reader.at += match[0].length;
  return match[0];
}

function readCall(reader: IntrinsicReader, depth: number): IntrinsicCall {
  if (depth > MAXIMUM_DEPTH) fail(reader, `calls are nested more than ${MAXIMUM_DEPTH} deep`);
  const offset = reader.at;
  const name = take(reader, /[A-Za-z_][\w.]*/y);
  if (name === undefined) fail(reader, 'expected a function such as States.Format(…)');
  skipBlanks(reader);
  if (take(reader, /\(/y) === undefined) fail(reader, `expected "(" after "${name}"`);
  const args: IntrinsicArgument[] = [];
  skipBlanks(reader);
  if (take(reader, /\)/y) !== undefined) return { name, offset, end: reader.at, args };
  for (;;) {
    skipBlanks(reader);
    args.push(readArgument(reader, depth));
    skipBlanks(reader);
    if (take(reader, /,/y) !== undefined) continue;
    if (take(reader, /\)/y) !== undefined) return { name, offset, end: reader.at, args };
    fail(reader, 'expected "," or ")"');
  }
}

function readArgument(reader: IntrinsicReader, depth: number): IntrinsicArgument {
  const character = reader.text[reader.at];
  if (character === "'") return { kind: 'literal', value: readText(reader) };
  if (character === '$') return { kind: 'path', path: readPath(reader) };
  const number = take(reader, /[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?(?![\w.])/y);
  if (number !== undefined) return { kind: 'literal', value: Number(number) };
  const word = take(reader, /(?:true|false|null)(?![\w.(])/y);
  if (word !== undefined) return { kind: 'literal', value: JSON.parse(word) as boolean | null };
  return { kind: 'call', call: readCall(reader, depth + 1) };
}

/**
 * Reads a text in single quotes. A backslash before `'` or `\` is dropped here; before `{` and `}` it stays for
 * States.Format, the one function to which braces mean anything, and falls off elsewhere.
 */
function readText(reader: IntrinsicReader): string {
  const start = reader.at;
  let out = '';
  for (reader.at++; reader.at < reader.text.length; reader.at++) {
    const character = reader.text[reader.at];
    if (character === "'") {
      reader.at++;
      return out;
    }
    if (character !== '\\') {
      out += character;
      continue;
    }
    const escaped = reader.text[reader.at + 1];
    if (escaped === undefined || !"'{}\\".includes(escaped)) fail(reader, "a backslash may stand only before ' { } and \\");
    out += escaped === '{' || escaped === '}' ? PROTECTED[escaped] : escaped;
    reader.at++;
  }
  reader.at = start;
  return fail(reader, 'the text has no closing quote');
}

/** Stand-ins for braces that were escaped, from the private use area, until States.Format or the call that takes the text turns them back. */
const PROTECTED: Readonly<Record<string, string>> = { '{': '\uE07B', '}': '\uE07D' };

/** A text with its escaped braces as plain ones. */
export function unprotectBraces(text: string): string {
  return text.includes('\uE07B') || text.includes('\uE07D') ? text.replace(/\uE07B/g, '{').replace(/\uE07D/g, '}') : text;
}

/** Reads a path up to the comma or parenthesis that ends the argument; brackets and quotes in it are skipped as a whole. */
function readPath(reader: IntrinsicReader): StatesPath {
  const start = reader.at;
  let depth = 0;
  for (; reader.at < reader.text.length; reader.at++) {
    const character = reader.text[reader.at];
    if ((character === "'" || character === '"') && depth > 0) {
      reader.at = closingQuote(reader, character);
    } else if (character === '[' || character === '(') {
      depth++;
    } else if (character === ']' || character === ')') {
      if (depth === 0) break;
      depth--;
    } else if (character === ',' && depth === 0) {
      break;
    }
  }
  const text = reader.text.slice(start, reader.at).trimEnd();
  try {
    return parseStatesPath(text);
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError)) throw error;
    throw new ExpressionSyntaxError(reader.text, start + (error.offset ?? 0), error.message);
  }
}

function closingQuote(reader: IntrinsicReader, quote: string): number {
  for (let at = reader.at + 1; at < reader.text.length; at++) {
    if (reader.text[at] === '\\') at++;
    else if (reader.text[at] === quote) return at;
  }
  return fail(reader, 'a quote in a path is not closed');
}

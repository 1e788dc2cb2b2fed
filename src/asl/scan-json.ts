import type { SourcePosition } from './problem';

/** What a scan of JSON text reports; offsets count from 0. */
export interface JsonVisitor {
  /** A key of the object entered last, decoded. */
  key?(key: string, offset: number): void;
  /** A value begins: a scalar, or the `{` or `[` of a structure. */
  value?(offset: number): void;
  enter?(kind: 'object' | 'array'): void;
  leave?(): void;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const LITERAL = /true|false|null/y;
const BLANK = /[ \t\r\n]*/y;

/**
 * Walks JSON text without building values. Gives the offset of the first character that is not JSON, or undefined for valid text.
 * Iterative, so that deep nesting costs no stack.
 */
export function scanJson(text: string, visitor: JsonVisitor): number | undefined {
  const open: ('object' | 'array')[] = [];
  let at = skipBlank(text, 0);
  let expects: 'value' | 'key' | 'next' = 'value';
  // True right after an opening bracket, where a closing one may follow.
  let fresh = false;
  for (;;) {
    const character = text[at];
    const inside = open.at(-1);
    if (expects === 'next' && inside === undefined) return at < text.length ? at : undefined;
    const closes = (character === '}' && inside === 'object') || (character === ']' && inside === 'array');
    if (closes && (expects === 'next' || fresh)) {
      open.pop();
      visitor.leave?.();
      expects = 'next';
      fresh = false;
      at = skipBlank(text, at + 1);
    } else if (expects === 'next') {
      if (character !== ',') return at;
      expects = inside === 'object' ? 'key' : 'value';
      at = skipBlank(text, at + 1);
    } else if (expects === 'key') {
      const end = stringEnd(text, at);
      if (end === undefined) return at;
      visitor.key?.(decode(text.slice(at, end)), at);
      const colon = skipBlank(text, end);
      if (text[colon] !== ':') return colon;
      at = skipBlank(text, colon + 1);
      expects = 'value';
      fresh = false;
    } else if (character === '{' || character === '[') {
      const kind = character === '{' ? 'object' : 'array';
      visitor.value?.(at);
      visitor.enter?.(kind);
      open.push(kind);
      expects = kind === 'object' ? 'key' : 'value';
      fresh = true;
      at = skipBlank(text, at + 1);
    } else {
      const end = stringEnd(text, at) ?? matchEnd(NUMBER, text, at) ?? matchEnd(LITERAL, text, at);
      if (end === undefined) return at;
      visitor.value?.(at);
      expects = 'next';
      fresh = false;
      at = skipBlank(text, end);
    }
  }
}

/** Where a text stops being JSON, and what is there; undefined for JSON. */
export function notJsonAt(text: string): { readonly position: SourcePosition; readonly found: string } | undefined {
  const offset = scanJson(text, {});
  return offset === undefined ? undefined : { position: positionOf(text, offset), found: text.slice(offset) };
}

/** Line and column, both from 1, of an offset. */
export function positionOf(text: string, offset: number): SourcePosition {
  let line = 1;
  let lineStart = 0;
  for (let next = text.indexOf('\n'); next !== -1 && next < offset; next = text.indexOf('\n', lineStart)) {
    line++;
    lineStart = next + 1;
  }
  return { line, column: offset - lineStart + 1 };
}

function decode(quoted: string): string {
  return quoted.includes('\\') ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
}

function skipBlank(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code <= 32 ? (matchEnd(BLANK, text, at) ?? at) : at;
}

/** By hand, not by one regular expression: that would keep a backtracking entry per escape. */
function stringEnd(text: string, start: number): number | undefined {
  if (text[start] !== '"') return undefined;
  for (let at = start + 1; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === 34) return at + 1;
    if (code < 32) return undefined;
    const next = code === 92 ? matchEnd(ESCAPE, text, at) : at + 1;
    if (next === undefined) return undefined;
    at = next;
  }
  return undefined;
}

function matchEnd(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

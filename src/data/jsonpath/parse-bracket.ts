import { parseFilter } from './parse-filter';
import type { PathToken } from './path-token';
import { quotedNames } from './quoted-names';

type FailBracket = (message: string, at?: number) => never;

const PLACEHOLDER = /^\[\s*\?[,\s?*]*\]$/;

/**
 * Reads a fragment in brackets. The first character that can begin anything tells what it is; those before it mean nothing.
 * @param whyNoFilter what is wrong with a filter here. It is said before the filter is read, so that none is read inside another
 */
export function parseBracket(fragment: string, whyNoFilter: string | undefined, fail: FailBracket): PathToken {
  if (fragment === '[*]') return { kind: 'wildcard' };
  if (PLACEHOLDER.test(fragment)) return { kind: 'filter', filter: { alternatives: [[{ kind: 'placeholder' }]] } };
  const start = fragment.search(/[?'\d:@-]/);
  if (start === -1) fail(`Could not analyze path component: ${fragment}`);
  switch (fragment[start]) {
    case '?':
      if (whyNoFilter !== undefined) fail(whyNoFilter);
      return { kind: 'filter', filter: readFilter(fragment, start, fail) };
    case "'":
      if (!fragment.includes(']', start)) fail('Property has not been closed - missing closing ]');
      return { kind: 'property', names: quotedNames(fragment.slice(start)) };
    case '@':
      return readFromEnd(fragment, start, fail);
    default:
      return readNumbers(fragment, start, fail);
  }
}

function readFilter(fragment: string, question: number, fail: FailBracket): ReturnType<typeof parseFilter> {
  const start = fragment.lastIndexOf('[', question);
  let brackets = 0;
  let parentheses = 0;
  let quoted = false;
  for (let at = start; at < fragment.length; at++) {
    const character = fragment[at];
    if (character === "'") {
      if (fragment[at - 1] !== '\\') quoted = !quoted;
    } else if (quoted) {
    } else if (character === '(') parentheses++;
    else if (character === ')') parentheses--;
    else if (character === '[') brackets++;
    else if (character === ']') {
      brackets--;
      if (parentheses !== 0) continue;
      if (brackets !== 0) fail('Filter brackets are not balanced', at);
      return parseFilter(fragment.slice(start, at + 1), (message) => fail(message, start));
    }
  }
  return fail('Filter brackets are not balanced', start);
}

/** `[(@.length-1)]`, with or without parentheses after `length`. */
function readFromEnd(fragment: string, start: number, fail: FailBracket): PathToken {
  const minus = fragment.indexOf('-', start + 2);
  if (minus === -1) fail('Expected a number to subtract from the length', fragment.length);
  const name = fragment.slice(start + 2, minus).replace(/[ ()]/g, '');
  if (name !== 'size' && name !== 'length')
    fail(`Invalid function: @.${name}. Supported functions are: [(@.length - n)] and [(@.size() - n)]`, start);
  const close = fragment.indexOf(')', minus);
  if (close === -1) fail("Expected ')' after the number", fragment.length);
  return { kind: 'fromEnd', offset: toInteger(fragment.slice(minus, close).replace(/ /g, ''), start, fail) };
}

/** `[0]`, `[0, 2]`, `[1:]`, `[:2]`, `[1:2]`. Spaces mean nothing anywhere, and what follows the numbers is not looked at. */
function readNumbers(fragment: string, start: number, fail: FailBracket): PathToken {
  const numbers: number[] = [];
  const add = (digits: string): unknown => numbers.push(toInteger(digits, start, fail));
  let at = start;
  const readDigits = (): string => {
    const from = at;
    while (/[\d -]/.test(charAt(fragment, at, fail))) at++;
    return fragment.slice(from, at).replace(/ /g, '');
  };
  let digits = '';
  let isList = false;
  let isFrom = false;
  let isTo = false;
  while (/[\d,: -]/.test(charAt(fragment, at, fail))) {
    if (fragment[at] === ':') {
      at++;
      if (digits === '') {
        isTo = true;
        add(readDigits());
      } else {
        add(digits);
        digits = '';
        const to = readDigits();
        if (to === '') isFrom = true;
        else add(to);
      }
      if (fragment[at] === ']') break;
      // Jayway steps over whatever ended a slice: `[0:2:1]` has a number too many, which nobody reads.
      at++;
    } else if (fragment[at] === ',') {
      add(digits);
      digits = '';
      isList = true;
      at++;
    } else {
      digits += readDigits();
    }
  }
  if (digits !== '') add(digits);
  const [first, second] = numbers;
  if (isList || (numbers.length === 1 && !isFrom && !isTo)) return { kind: 'index', indexes: numbers };
  if (isFrom) return { kind: 'slice', from: first, to: undefined };
  return isTo ? { kind: 'slice', from: undefined, to: first } : { kind: 'slice', from: first, to: second };
}

function charAt(text: string, at: number, fail: FailBracket): string {
  return text[at] ?? fail(`Could not analyze path component: ${text}`, at);
}

function toInteger(text: string, at: number, fail: FailBracket): number {
  const value = Number(text);
  if (!/^-?\d+$/.test(text) || value > 2147483647 || value < -2147483648) fail(`For input string: "${text}"`, at);
  return value + 0;
}

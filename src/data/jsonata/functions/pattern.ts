import { callBack } from '../apply';
import type { Evaluation } from '../evaluation';
import { JsonataError } from '../jsonata-error';
import { RegexFunction } from '../regex/regex-function';
import type { SafeRegexMatch } from '../regex/safe-regex';
import { textFinder } from '../text-search';
import { isArray, isFunction, isObject, newSequence, ownValue, type Value } from '../values';
import { defineStrict, groupOf } from './definition';

/** `$contains`, `$match`, `$replace` and `$split`: a pattern is a string, a regular expression or a matcher function. */
export const patternFunctions = groupOf(
  defineStrict('contains', 2, '<s-(sf):b>', ([text, pattern], run) => {
    if (typeof pattern === 'string') return textFinder(pattern, run)(text, 0) !== -1;
    return !matchesOf(text, pattern, run).next().done;
  }),
  defineStrict('match', 3, '<s-f<s:o>n?:a<o>>', ([text, pattern, limit], run) => {
    checkLimit(limit, 'D3040', 3);
    const result = newSequence();
    for (const found of matchesOf(text, pattern, run, limit)) {
      result.push({ match: found.match, index: found.start, groups: found.groups });
      run.holdItems(result.length);
    }
    return result;
  }),
  defineStrict('replace', 4, '<s-(sf)(sf)n?:s>', ([text, pattern, replacement, limit], run) => {
    if (pattern === '') throw new JsonataError('D3010', { value: pattern, index: 2 });
    checkLimit(limit, 'D3011', 4);
    if (typeof pattern === 'string') return replaceText(text, pattern, replacement, limit, run);
    return replaceMatches(text, pattern, replacement, limit, run);
  }),
  defineStrict('split', 3, '<s-(sf)n?:a<s>>', ([text, separator, limit], run) => {
    checkLimit(limit, 'D3020', 3);
    return split(text, separator, limit, run);
  }),
);

function checkLimit(limit: Value, code: string, index: number): void {
  if (typeof limit === 'number' && limit < 0) throw new JsonataError(code, { value: limit, index });
}

/** The matches of a pattern one by one, up to a limit. A match is only looked for when it is asked for. */
function* matchesOf(
  text: string,
  pattern: Value,
  run: Evaluation,
  limit = Number.POSITIVE_INFINITY,
): Generator<SafeRegexMatch, void, void> {
  if (!(limit > 0)) return;
  if (pattern instanceof RegexFunction) {
    let match = pattern.find(text, 0, run);
    for (let count = 0; match !== undefined && count < limit; count++) {
      yield match;
      match = pattern.findNext(text, match, run);
    }
    return;
  }
  let found = readMatch(callBack(pattern, [text], run));
  for (let count = 0; found !== undefined && count < limit; count++) {
    yield found.match;
    found = readMatch(found.next === undefined ? undefined : callBack(found.next, [], run));
  }
}

/** What a user's own matcher function gave. */
function readMatch(value: Value): { match: SafeRegexMatch; next: Value } | undefined {
  if (value === undefined) return undefined;
  const part = (key: string): Value => (isObject(value) ? ownValue(value, key) : undefined);
  const [match, start, end, groups, next] = ['match', 'start', 'end', 'groups', 'next'].map(part);
  if (!(typeof start === 'number' || isArray(groups) || isFunction(next))) throw new JsonataError('T1010');
  return {
    match: { match: match as string, start: start as number, end: end as number, groups: (isArray(groups) ? groups : []) as string[] },
    next,
  };
}

function split(text: string, separator: Value, limit: number | undefined, run: Evaluation): Value {
  if (limit !== undefined && !(limit > 0)) return [];
  if (typeof separator === 'string') {
    return splitText(text, separator, limit, run);
  }
  const parts: string[] = [];
  let start = 0;
  for (const found of matchesOf(text, separator, run, limit)) {
    parts.push(text.substring(start, found.start));
    start = found.end;
    run.holdItems(parts.length);
  }
  if (parts.length === 0) return [text];
  if (limit === undefined || parts.length < limit) parts.push(text.substring(start));
  return parts;
}

function splitText(text: string, separator: string, limit: number | undefined, run: Evaluation): Value {
  if (separator.length <= 1) {
    run.readCharacters(text.length);
    if (separator === '') run.spend(text.length);
    const parts = text.split(separator, limit);
    run.spend(parts.length);
    run.holdItems(parts.length);
    return parts;
  }
  const find = textFinder(separator, run);
  // As many parts as JavaScript's own split gives for a limit that is not whole.
  const most = limit === undefined ? Number.POSITIVE_INFINITY : limit >>> 0;
  const parts: string[] = [];
  let start = 0;
  for (let at = find(text, 0); parts.length < most; at = find(text, start)) {
    run.spend(1);
    parts.push(text.slice(start, at === -1 ? undefined : at));
    run.holdItems(parts.length);
    if (at === -1) break;
    start = at + separator.length;
  }
  return parts;
}

function replaceText(text: string, pattern: string, replacement: Value, limit: number | undefined, run: Evaluation): Value {
  const most = limit ?? Number.POSITIVE_INFINITY;
  if (!(most > 0)) return text;
  // A function makes no sense for a plain pattern; the library writes it out as JavaScript would.
  const substitute = typeof replacement === 'string' ? replacement : '[object Object]';
  let result = '';
  let start = 0;
  const find = textFinder(pattern, run);
  let at = find(text, 0);
  for (let count = 0; at !== -1 && count < most; count++) {
    run.spend(1);
    result = run.holdText(result + text.slice(start, at) + substitute);
    start = at + pattern.length;
    at = find(text, start);
  }
  return run.holdText(result + text.slice(start));
}

function replaceMatches(text: string, pattern: Value, replacement: Value, limit: number | undefined, run: Evaluation): Value {
  let result = '';
  let start = 0;
  const substituteFor =
    typeof replacement === 'string'
      ? filler(replacement, run)
      : (found: SafeRegexMatch): Value => callBack(replacement, [matchValue(found)], run);
  for (const found of matchesOf(text, pattern, run, limit)) {
    const substitute = substituteFor(found);
    if (typeof substitute !== 'string') throw new JsonataError('D3012', { value: substitute });
    result = run.holdText(result + text.substring(start, found.start) + substitute);
    start = found.start + found.match.length;
  }
  return run.holdText(result + text.slice(start));
}

function matchValue(found: SafeRegexMatch): Value {
  return { match: found.match, start: found.start, end: found.end, groups: found.groups };
}

/** A piece of a replacement: text, or the number of the group whose text goes there; the whole match has 0. */
type PatternPiece = string | number;

/** Fills `$0`, `$1` and so on into a replacement for each match; `$$` is a dollar sign. It is read once, as all matches of a pattern have as many groups. */
function filler(replacement: string, run: Evaluation): (found: SafeRegexMatch) => string {
  let read: { readonly groups: number; readonly pieces: readonly PatternPiece[] } | undefined;
  return ({ match, groups }) => {
    run.readCharacters(replacement.length);
    if (read?.groups !== groups.length) read = { groups: groups.length, pieces: piecesOf(replacement, groups.length) };
    let result = '';
    for (const piece of read.pieces) {
      if (typeof piece === 'string') result += piece;
      else result += piece === 0 ? match : (groups[piece - 1] ?? '');
    }
    return result;
  };
}

function piecesOf(replacement: string, groups: number): readonly PatternPiece[] {
  // As many digits belong to a group number as the highest one has.
  const digits = groups === 0 ? 1 : Math.floor(Math.log10(groups)) + 1;
  const pieces: PatternPiece[] = [];
  let at = 0;
  for (;;) {
    const dollar = replacement.indexOf('$', at);
    if (dollar !== at) pieces.push(replacement.slice(at, dollar === -1 ? undefined : dollar));
    if (dollar === -1) return pieces;
    at = dollar + 1;
    if (replacement[at] === '$' || replacement[at] === '0') {
      pieces.push(replacement[at] === '$' ? '$' : 0);
      at += 1;
      continue;
    }
    let group = Number.parseInt(replacement.slice(at, at + digits), 10);
    if (digits > 1 && group > groups) group = Number.parseInt(replacement.slice(at, at + digits - 1), 10);
    if (Number.isNaN(group)) pieces.push('$');
    else {
      // A group that the pattern does not have leaves nothing.
      if (group <= groups) pieces.push(group);
      at += String(group).length;
    }
  }
}

import type { Evaluation } from '../evaluation';
import { stringify } from '../stringify';
import { textFinder } from '../text-search';
import { defineStrict, groupOf } from './definition';

/** Strings by themselves; what needs a pattern is in `pattern.ts`. */
export const stringFunctions = groupOf(
  defineStrict('string', 1, '<x-b?:s>', ([value, pretty], run) => stringify(value, pretty === true, run)),
  defineStrict('substring', 3, '<s-nn?:s>', ([text, start, length]) => substring(text, start!, length)),
  defineStrict('substringBefore', 2, '<s-s:s>', ([text, mark], run) => {
    const position = textFinder(String(mark), run)(text, 0);
    return position === -1 ? text : text.slice(0, position);
  }),
  defineStrict('substringAfter', 2, '<s-s:s>', ([text, mark], run) => {
    const position = textFinder(String(mark), run)(text, 0);
    return position === -1 ? text : text.slice(position + mark!.length);
  }),
  defineStrict('lowercase', 1, '<s-:s>', ([text]) => text.toLowerCase()),
  defineStrict('uppercase', 1, '<s-:s>', ([text]) => text.toUpperCase()),
  defineStrict('length', 1, '<s-:n>', ([text]) => lengthOf(text)),
  defineStrict('trim', 1, '<s-:s>', ([text]) => text.replace(/[ \t\n\r]+/g, ' ').replace(/^ | $/g, '')),
  defineStrict('pad', 3, '<s-ns?:s>', ([text, width, filler], run) => pad(text, width!, filler, run)),
  defineStrict('join', 2, '<a<s>s?:s>', ([texts, separator], run) => join(texts, separator, run)),
);

/** Characters as people count them: a surrogate pair is one. */
function lengthOf(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const isHead = (text.charCodeAt(i) & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00;
    if (isHead) i += 1;
    count += 1;
  }
  return count;
}

const SURROGATE = /[\ud800-\udfff]/;

function substring(text: string, start: number, length: number | undefined): string {
  // Only a text with surrogates has characters that are not units.
  const characters = SURROGATE.test(text) ? Array.from(text) : text;
  const from = characters.length + start < 0 ? 0 : start;
  const end = length === undefined ? undefined : from >= 0 ? from + length : characters.length + from + length;
  if (length !== undefined && length <= 0) return '';
  const part = characters.slice(from, end);
  return typeof part === 'string' ? part : part.join('');
}

function pad(text: string, width: number, filler: string | undefined, run: Evaluation): string {
  const missing = Math.abs(width) - lengthOf(text);
  if (!(missing > 0)) return text;
  run.holdLength(missing);
  run.readCharacters(missing);
  const unit = filler === undefined || filler === '' ? ' ' : filler;
  const count = Math.floor(missing);
  // A longer filler is cut to size by characters, a single one repeated as it is.
  const padding = unit.length > 1 ? substring(unit.repeat(Math.ceil(count / lengthOf(unit))), 0, count) : unit.repeat(count);
  return width > 0 ? text + padding : padding + text;
}

function join(texts: readonly string[], separator: string | undefined, run: Evaluation): string {
  const between = separator ?? '';
  run.spend(texts.length);
  const length = texts.reduce((total, text) => total + text.length + between.length, 0);
  run.holdLength(length);
  run.readCharacters(length);
  return texts.join(between);
}

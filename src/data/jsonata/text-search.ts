import type { Evaluation } from './evaluation';

/** Finds a text at or after a position; -1 when it is not there. */
export type TextFinder = (text: string, from: number) => number;

/** The engine's own search compares up to all characters of a long pattern at each of few places: it may take so many comparisons unseen. */
const COMPARISONS_UNSEEN = 65_536;

/** Prepares the search for a text: for each place that it looks at it takes the same time, whatever both texts are. */
export function textFinder(wanted: string, run: Evaluation): TextFinder {
  let borders: Int32Array | undefined;
  return (text, from) => {
    // What is found near costs little, however long the text is.
    if (wanted.length <= 1 || (text.length - from) * wanted.length <= COMPARISONS_UNSEEN) {
      const found = text.indexOf(wanted, from);
      run.readCharacters((found === -1 ? text.length : found) - from);
      return found;
    }
    if (wanted.length > text.length - from) return -1;
    borders ??= bordersOf(wanted, run);
    return find(text, wanted, borders, from, run);
  };
}

/** Knuth, Morris and Pratt: no character of the text is looked at again. */
function find(text: string, wanted: string, borders: Int32Array, from: number, run: Evaluation): number {
  let matched = 0;
  let at = from;
  for (; at < text.length && matched < wanted.length; at++) {
    const character = text.charCodeAt(at);
    while (matched > 0 && character !== wanted.charCodeAt(matched)) matched = borders[matched - 1]!;
    if (character === wanted.charCodeAt(matched)) matched += 1;
  }
  run.readCharacters(at - from);
  return matched === wanted.length ? at - matched : -1;
}

/** For each beginning of a text, how long the longest one is that also ends it. */
function bordersOf(wanted: string, run: Evaluation): Int32Array {
  run.readText(wanted);
  const borders = new Int32Array(wanted.length);
  let length = 0;
  for (let at = 1; at < wanted.length; at++) {
    while (length > 0 && wanted.charCodeAt(at) !== wanted.charCodeAt(length)) length = borders[length - 1]!;
    if (wanted.charCodeAt(at) === wanted.charCodeAt(length)) length += 1;
    borders[at] = length;
  }
  return borders;
}

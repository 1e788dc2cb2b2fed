import { OUT_OF_STACK } from '../evaluation';
import { JsonataError } from '../jsonata-error';

const SMALL =
  'Zero One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen Fifteen Sixteen Seventeen Eighteen Nineteen'.split(
    ' ',
  );
const SMALL_ORDINALS =
  'Zeroth First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh Twelfth Thirteenth Fourteenth Fifteenth Sixteenth Seventeenth Eighteenth Nineteenth'.split(
    ' ',
  );
const TENS = 'Twenty Thirty Forty Fifty Sixty Seventy Eighty Ninety'.split(' ');
const MAGNITUDES = ['Thousand', 'Million', 'Billion', 'Trillion'];

/** A number in English words, each capitalised: `Twelve Thousand, Four Hundred and Six`. */
export function wordsOf(value: number, ordinal: boolean): string {
  // There the library calls itself for ever.
  if (!Number.isFinite(value)) throw new JsonataError('U1001', { text: OUT_OF_STACK });
  return spell(value, false, ordinal);
}

function spell(value: number, follows: boolean, ordinal: boolean): string {
  if (value <= 19) return (follows ? ' and ' : '') + (ordinal ? SMALL_ORDINALS : SMALL)[value];
  if (value < 100) return (follows ? ' and ' : '') + spellTens(value, ordinal);
  const comma = follows ? ', ' : '';
  if (value < 1000) return `${comma}${SMALL[Math.floor(value / 100)]} Hundred${spellRest(value % 100, ordinal)}`;
  const magnitude = Math.min(Math.floor(Math.log10(value) / 3), MAGNITUDES.length);
  const factor = 10 ** (magnitude * 3);
  const count = Math.floor(value / factor);
  return `${comma}${spell(count, false, false)} ${MAGNITUDES[magnitude - 1]}${spellRest(value - count * factor, ordinal)}`;
}

function spellTens(value: number, ordinal: boolean): string {
  const word = TENS[Math.floor(value / 10) - 2]!;
  const rest = value % 10;
  if (rest > 0) return `${word}-${spell(rest, false, ordinal)}`;
  return ordinal ? `${word.slice(0, -1)}ieth` : word;
}

function spellRest(rest: number, ordinal: boolean): string {
  if (rest > 0) return spell(rest, true, ordinal);
  return ordinal ? 'th' : '';
}

const WORTH: ReadonlyMap<string, number> = new Map([
  ...SMALL.map((word, index) => [word.toLowerCase(), index] as const),
  ...SMALL_ORDINALS.map((word, index) => [word.toLowerCase(), index] as const),
  ...TENS.flatMap((word, index) => [
    [word.toLowerCase(), (index + 2) * 10] as const,
    [`${word.slice(0, -1).toLowerCase()}ieth`, (index + 2) * 10] as const,
  ]),
  ['hundred', 100],
  ['hundredth', 100],
  ...MAGNITUDES.flatMap((word, index) => [
    [word.toLowerCase(), 1000 ** (index + 1)] as const,
    [`${word.toLowerCase()}th`, 1000 ** (index + 1)] as const,
  ]),
]);

/** Every word a number may be made of, in lower case. */
export function numberWords(): string[] {
  return [...WORTH.keys()];
}

/** The number that English words in lower case stand for; not a number when a word is unknown. */
export function numberOfWords(text: string): number {
  const segments = [0];
  for (const word of text.split(/,\s|\sand\s|[\s\\-]/)) {
    const worth = WORTH.get(word) ?? Number.NaN;
    let last = segments.pop()!;
    if (worth < 100) {
      if (last >= 1000) {
        segments.push(last);
        last = 0;
      }
      segments.push(last + worth);
    } else segments.push(last * worth);
  }
  return segments.reduce((total, segment) => total + segment, 0);
}

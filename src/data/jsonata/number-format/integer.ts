import type { Evaluation } from '../evaluation';
import { lettersOf, numberOfLetters, numberOfRoman, romanOf } from './digits';
import { type IntegerPicture, readIntegerPicture } from './integer-picture';
import { numberOfWords, wordsOf } from './words';

/** What a letter of a number in words costs. */
const STEPS_A_LETTER = 4;

/** `$formatInteger`. */
export function formatInteger(value: number, picture: string, run: Evaluation): string {
  run.spend(picture.length);
  return writeInteger(Math.floor(value), readIntegerPicture(picture), run);
}

/** `$parseInteger`: not a number when the text does not follow the picture. */
export function parseInteger(text: string, picture: string, run: Evaluation): number {
  run.spend(picture.length);
  const read = readIntegerPicture(picture);
  // Words are looked up one by one; digits are freed of one separator after the other.
  run.spend(text.length * (read.form === 'words' ? STEPS_A_LETTER : 1 + read.separators.length / STEPS_A_LETTER));
  return readInteger(text, read);
}

/** Writes an integer by a picture already read. */
export function writeInteger(value: number, picture: IntegerPicture, run: Evaluation): string {
  const text = run.holdText(writeMagnitude(Math.abs(value), picture, run));
  return value < 0 ? `-${text}` : text;
}

/** Reads an integer by a picture already read. */
export function readInteger(text: string, picture: IntegerPicture): number {
  const upper = picture.letterCase === 'upper';
  switch (picture.form) {
    case 'letters':
      return numberOfLetters(text, upper ? 'A' : 'a');
    case 'roman':
      return numberOfRoman(upper ? text : text.toUpperCase());
    case 'words':
      return numberOfWords(text.toLowerCase());
    default:
      return readDigits(text, picture);
  }
}

function writeMagnitude(value: number, picture: IntegerPicture, run: Evaluation): string {
  const upper = picture.letterCase === 'upper';
  const spend = (steps: number): void => run.spend(steps);
  switch (picture.form) {
    case 'letters':
      return lettersOf(value, upper ? 'A' : 'a', spend);
    case 'roman': {
      const numerals = romanOf(value, spend);
      return upper ? numerals.toUpperCase() : numerals;
    }
    case 'words': {
      const words = wordsOf(value, picture.ordinal);
      run.spend(words.length);
      return upper ? words.toUpperCase() : picture.letterCase === 'lower' ? words.toLowerCase() : words;
    }
    default:
      return writeDigits(value, picture, run);
  }
}

function writeDigits(value: number, picture: IntegerPicture, run: Evaluation): string {
  // A width that is not a number pads nothing.
  const least = picture.mandatoryDigits || 0;
  run.holdLength(least);
  run.spend(least);
  let digits = String(value).padStart(least, '0');
  if (picture.zero !== 0x30)
    digits = Array.from(digits, (digit) => String.fromCodePoint(digit.codePointAt(0)! + picture.zero - 0x30)).join('');
  const text = separate(digits, picture, run);
  return picture.ordinal ? text + ordinalSuffix(text) : text;
}

function separate(digits: string, picture: IntegerPicture, run: Evaluation): string {
  const { repeated, separators } = picture;
  if (repeated !== undefined) {
    const groups: string[] = [];
    for (let end = digits.length; end > 0; end -= repeated.position) groups.push(digits.slice(Math.max(0, end - repeated.position), end));
    return groups.reverse().join(repeated.character);
  }
  let text = digits;
  run.readCharacters(separators.length * digits.length);
  // From the left, so that each position still counts from the right.
  for (const { position, character } of [...separators].reverse()) text = insert(text, text.length - position, character);
  return text;
}

function insert(text: string, position: number, part: string): string {
  // A position before the start counts from the end, as substr does.
  const at = position < 0 ? Math.max(0, text.length + position) : position;
  return text.slice(0, Math.max(0, position)) + part + text.slice(at);
}

function ordinalSuffix(digits: string): string {
  const suffix = { 1: 'st', 2: 'nd', 3: 'rd' }[digits[digits.length - 1]!];
  return suffix === undefined || (digits.length > 1 && digits[digits.length - 2] === '1') ? 'th' : suffix;
}

function readDigits(text: string, picture: IntegerPicture): number {
  let digits = picture.ordinal ? text.slice(0, -2) : text;
  if (picture.repeated !== undefined) digits = digits.split(',').join('');
  else for (const { character } of picture.separators) digits = digits.split(character).join('');
  if (picture.zero !== 0x30) {
    digits = digits
      .split('')
      .map((digit) => String.fromCodePoint(Math.max(0, digit.codePointAt(0)! - picture.zero + 0x30)))
      .join('');
  }
  return Number.parseInt(digits, 10);
}

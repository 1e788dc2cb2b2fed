import type { Evaluation } from '../evaluation';
import { JsonataError } from '../jsonata-error';
import type { Value } from '../values';
import { digitFamily, type NumberPicture, type PictureSymbols, readNumberPicture, symbolsOf } from './number-picture';
import { roundHalfEven } from './round';

/** `$formatNumber`: a number by a picture such as `#,##0.00;(#,##0.00)`. */
export function formatNumber(value: number, picture: string, options: Value, run: Evaluation): string {
  const symbols = symbolsOf(options);
  // For each separator the digits beside it are counted.
  run.spend(picture.length * picture.split(symbols.grouping).length);
  const subPictures = picture.split(symbols.pattern);
  if (subPictures.length > 2) throw new JsonataError('D3080');
  const [positive, given] = subPictures.map((part) => readNumberPicture(part, symbols)) as [NumberPicture, NumberPicture?];
  const negative = given ?? { ...positive, prefix: symbols.minus + positive.prefix };
  const chosen = value >= 0 ? positive : negative;
  const { mantissa, exponent } = scale(adjust(value, chosen, symbols), chosen);
  let text = writeMantissa(mantissa, chosen, symbols);
  text = groupDigits(text, chosen, symbols);
  const decimalAt = text.indexOf(symbols.decimal);
  if (!chosen.picture.includes(symbols.decimal) || decimalAt === text.length - 1) text = text.slice(0, -1);
  if (exponent !== undefined) text += writeExponent(exponent, chosen, symbols);
  return chosen.prefix + text + chosen.suffix;
}

function adjust(value: number, picture: NumberPicture, symbols: PictureSymbols): number {
  if (picture.picture.includes(symbols.percent)) return value * 100;
  return picture.picture.includes(symbols.perMille) ? value * 1000 : value;
}

/** With an exponent in the picture, the mantissa takes as many integer digits as the picture has. */
function scale(value: number, picture: NumberPicture): { mantissa: number; exponent: number | undefined } {
  if (picture.minimumExponent === 0) return { mantissa: value, exponent: undefined };
  const highest = 10 ** picture.scaling;
  const lowest = 10 ** (picture.scaling - 1);
  let mantissa = value;
  let exponent = 0;
  // Zero and negative numbers never get past the lowest: a double has less than 700 decimal places to move.
  while (mantissa < lowest && exponent > -700) {
    mantissa *= 10;
    exponent -= 1;
  }
  while (mantissa > highest) {
    mantissa /= 10;
    exponent += 1;
  }
  return { mantissa, exponent };
}

function writeDigits(value: number, decimals: number, symbols: PictureSymbols): string {
  const text = Math.abs(value).toFixed(Math.min(decimals, 100));
  if (symbols.zero === '0') return text;
  const family = digitFamily(symbols);
  return text.replace(/[0-9]/g, (digit) => family[Number(digit)]!);
}

function writeMantissa(mantissa: number, picture: NumberPicture, symbols: PictureSymbols): string {
  let text = writeDigits(roundHalfEven(mantissa, picture.maximumFraction), picture.maximumFraction, symbols);
  text = text.includes('.') ? text.replace('.', () => symbols.decimal) : text + symbols.decimal;
  let start = 0;
  while (text.charAt(start) === symbols.zero) start += 1;
  let end = text.length;
  while (end > start && text.charAt(end - 1) === symbols.zero) end -= 1;
  text = text.slice(start, end);
  const decimalAt = text.indexOf(symbols.decimal);
  const left = Math.max(0, picture.minimumInteger - decimalAt);
  const right = Math.max(0, picture.minimumFraction - (text.length - decimalAt - 1));
  return symbols.zero.repeat(left) + text + symbols.zero.repeat(right);
}

function groupDigits(digits: string, picture: NumberPicture, symbols: PictureSymbols): string {
  let text = digits;
  const insert = (at: number): void => {
    text = text.slice(0, at) + symbols.grouping + text.slice(at);
  };
  let decimalAt = text.indexOf(symbols.decimal);
  if (picture.groupingDistance > 0) {
    const groups = Math.floor((decimalAt - 1) / picture.groupingDistance);
    for (let group = 1; group <= groups; group++) insert(decimalAt - group * picture.groupingDistance);
  } else {
    for (const position of picture.integerGroups) {
      insert(decimalAt - position);
      decimalAt += 1;
    }
  }
  decimalAt = text.indexOf(symbols.decimal);
  for (const position of picture.fractionGroups) insert(position + decimalAt + 1);
  return text;
}

function writeExponent(exponent: number, picture: NumberPicture, symbols: PictureSymbols): string {
  const digits = writeDigits(exponent, 0, symbols);
  const padding = symbols.zero.repeat(Math.max(0, picture.minimumExponent - digits.length));
  return symbols.exponent + (exponent < 0 ? symbols.minus : '') + padding + digits;
}

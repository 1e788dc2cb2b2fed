import { JsonataError } from '../jsonata-error';
import { isObject, ownValue, type Value } from '../values';
import { commonDistance } from './integer-picture';

/** The characters that mean something in the picture of a number. */
export interface PictureSymbols {
  readonly decimal: string;
  readonly grouping: string;
  readonly exponent: string;
  readonly minus: string;
  readonly percent: string;
  readonly perMille: string;
  readonly zero: string;
  readonly optionalDigit: string;
  readonly pattern: string;
}

/** What one sub-picture asks for, by the words of XPath Functions and Operators 3.1, section 4.7. */
export interface NumberPicture {
  readonly prefix: string;
  readonly suffix: string;
  readonly picture: string;
  readonly groupingDistance: number;
  readonly integerGroups: readonly number[];
  readonly fractionGroups: readonly number[];
  readonly scaling: number;
  readonly minimumInteger: number;
  readonly minimumFraction: number;
  readonly maximumFraction: number;
  readonly minimumExponent: number;
}

/** The symbols, with the replacements of the third argument of `$formatNumber`. */
export function symbolsOf(options: Value): PictureSymbols {
  const get = (name: string, otherwise: string): string => {
    const value = isObject(options) ? ownValue(options, name) : undefined;
    return typeof value === 'string' ? value : otherwise;
  };
  return {
    decimal: get('decimal-separator', '.'),
    grouping: get('grouping-separator', ','),
    exponent: get('exponent-separator', 'e'),
    minus: get('minus-sign', '-'),
    percent: get('percent', '%'),
    perMille: get('per-mille', '\u2030'),
    zero: get('zero-digit', '0'),
    optionalDigit: get('digit', '#'),
    pattern: get('pattern-separator', ';'),
  };
}

/** The ten digits that start at the zero in use. */
export function digitFamily(symbols: PictureSymbols): string[] {
  const zero = symbols.zero.charCodeAt(0);
  return Array.from({ length: 10 }, (_, digit) => String.fromCharCode(zero + digit));
}

interface Parts {
  readonly picture: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly active: string;
  readonly mantissa: string;
  readonly integer: string;
  readonly fraction: string;
  readonly exponent: string | undefined;
}

/** Reads one sub-picture. Throws the D308x and D309x errors of a malformed one. */
export function readNumberPicture(picture: string, symbols: PictureSymbols): NumberPicture {
  const parts = split(picture, symbols);
  const error = faultOf(parts, symbols);
  if (error !== undefined) throw new JsonataError(error);
  return analyse(parts, symbols);
}

function split(picture: string, symbols: PictureSymbols): Parts {
  const active = new Set([...digitFamily(symbols), symbols.decimal, symbols.grouping, symbols.optionalDigit, symbols.pattern]);
  active.delete(symbols.exponent);
  const characters = picture.split('');
  const first = characters.findIndex((character) => active.has(character));
  const last = characters.length - 1 - [...characters].reverse().findIndex((character) => active.has(character));
  const prefix = first === -1 ? '' : picture.slice(0, first);
  const suffix = first === -1 ? '' : picture.slice(last + 1);
  const middle = picture.slice(prefix.length, picture.length - suffix.length);
  const exponentAt = picture.indexOf(symbols.exponent, prefix.length);
  const hasExponent = exponentAt !== -1 && exponentAt <= picture.length - suffix.length;
  const mantissa = hasExponent ? middle.slice(0, exponentAt) : middle;
  const decimalAt = mantissa.indexOf(symbols.decimal);
  return {
    picture,
    prefix,
    suffix,
    active: middle,
    mantissa,
    integer: decimalAt === -1 ? mantissa : mantissa.slice(0, decimalAt),
    fraction: decimalAt === -1 ? suffix : mantissa.slice(decimalAt + 1),
    exponent: hasExponent ? middle.slice(exponentAt + 1) : undefined,
  };
}

/** The last rule that a sub-picture breaks, which is the one reported. */
function faultOf(parts: Parts, symbols: PictureSymbols): string | undefined {
  const { picture } = parts;
  const family = digitFamily(symbols);
  const isDigit = (character: string): boolean => family.includes(character);
  const known = new Set([...family, symbols.decimal, symbols.exponent, symbols.grouping, symbols.optionalDigit, symbols.pattern]);
  const repeats = (symbol: string): boolean => picture.indexOf(symbol) !== picture.lastIndexOf(symbol);
  const decimalAt = picture.indexOf(symbols.decimal);
  const scaled = picture.includes(symbols.percent) || picture.includes(symbols.perMille);
  const firstOptional = parts.integer.indexOf(symbols.optionalDigit);
  const lastOptional = parts.fraction.lastIndexOf(symbols.optionalDigit);
  const rules: ReadonlyArray<readonly [string, boolean]> = [
    ['D3081', repeats(symbols.decimal)],
    ['D3082', repeats(symbols.percent)],
    ['D3083', repeats(symbols.perMille)],
    ['D3084', picture.includes(symbols.percent) && picture.includes(symbols.perMille)],
    ['D3085', !parts.mantissa.split('').some((character) => isDigit(character) || character === symbols.optionalDigit)],
    ['D3086', parts.active.split('').some((character) => !known.has(character))],
    [
      'D3087',
      decimalAt !== -1 && (picture.charAt(decimalAt - 1) === symbols.grouping || picture.charAt(decimalAt + 1) === symbols.grouping),
    ],
    ['D3088', decimalAt === -1 && parts.integer.charAt(parts.integer.length - 1) === symbols.grouping],
    ['D3089', picture.includes(symbols.grouping + symbols.grouping)],
    ['D3090', firstOptional !== -1 && parts.integer.slice(0, firstOptional).split('').some(isDigit)],
    ['D3091', lastOptional !== -1 && parts.fraction.slice(lastOptional).split('').some(isDigit)],
    ['D3092', parts.exponent !== undefined && parts.exponent.length > 0 && scaled],
    ['D3093', parts.exponent !== undefined && (parts.exponent.length === 0 || !parts.exponent.split('').every(isDigit))],
  ];
  return rules.filter(([, broken]) => broken).pop()?.[0];
}

function analyse(parts: Parts, symbols: PictureSymbols): NumberPicture {
  const family = digitFamily(symbols);
  const countDigits = (text: string): number => text.split('').filter((character) => family.includes(character)).length;
  const countPlaces = (text: string): number => countDigits(text) + text.split(symbols.optionalDigit).length - 1;
  const groupsOf = (part: string, fromLeft: boolean): number[] => {
    const positions: number[] = [];
    let at = part.indexOf(symbols.grouping);
    while (at !== -1) {
      positions.push(countPlaces(fromLeft ? part.slice(0, at) : part.slice(at)));
      // The library goes on in the integer part even for the fraction; results depend on it.
      at = parts.integer.indexOf(symbols.grouping, at + 1);
    }
    return positions;
  };
  const integerGroups = groupsOf(parts.integer, false);
  const scaling = countDigits(parts.integer);
  let minimumInteger = scaling;
  let minimumFraction = countDigits(parts.fraction);
  let maximumFraction = countPlaces(parts.fraction);
  const hasExponent = parts.exponent !== undefined;
  if (minimumInteger === 0 && maximumFraction === 0) {
    if (hasExponent) minimumFraction = maximumFraction = 1;
    else minimumInteger = 1;
  }
  if (hasExponent && minimumInteger === 0 && parts.integer.includes(symbols.optionalDigit)) minimumInteger = 1;
  if (minimumInteger === 0 && minimumFraction === 0) minimumFraction = 1;
  return {
    prefix: parts.prefix,
    suffix: parts.suffix,
    picture: parts.picture,
    groupingDistance: commonDistance(integerGroups),
    integerGroups,
    fractionGroups: groupsOf(parts.fraction, true),
    scaling,
    minimumInteger,
    minimumFraction,
    maximumFraction,
    minimumExponent: parts.exponent === undefined ? 0 : countDigits(parts.exponent),
  };
}

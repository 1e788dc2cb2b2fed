import { JsonataError } from '../jsonata-error';

/** A separator in a number, at a number of digits from the right. */
export interface Separator {
  readonly position: number;
  readonly character: string;
}

/** What the picture of an integer asks for. */
export interface IntegerPicture {
  readonly form: 'letters' | 'roman' | 'words' | 'digits';
  readonly letterCase: 'upper' | 'lower' | 'title';
  readonly ordinal: boolean;
  /** Digits to fill up with zeros. Widths in a date picture raise it. */
  mandatoryDigits: number;
  readonly optionalDigits: number;
  /** Code of the digit family's zero. */
  readonly zero: number;
  /** A separator repeated at equal distances, or single ones. */
  readonly repeated: Separator | undefined;
  readonly separators: readonly Separator[];
}

const FORMS: Readonly<Record<string, Pick<IntegerPicture, 'form' | 'letterCase'>>> = {
  A: { form: 'letters', letterCase: 'upper' },
  a: { form: 'letters', letterCase: 'lower' },
  I: { form: 'roman', letterCase: 'upper' },
  i: { form: 'roman', letterCase: 'lower' },
  W: { form: 'words', letterCase: 'upper' },
  Ww: { form: 'words', letterCase: 'title' },
  w: { form: 'words', letterCase: 'lower' },
};

/** Zeros of the decimal digit families of Unicode's basic plane. */
const ZEROS = [
  0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20, 0x1040, 0x1090,
  0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0,
  0xff10,
];

/** Reads a picture such as `#,##0`, `0001`, `w;o` or `Ii`. Throws D3130 for any other sequence, D3131 for mixed digits. */
export function readIntegerPicture(picture: string): IntegerPicture {
  const semicolon = picture.lastIndexOf(';');
  const primary = semicolon === -1 ? picture : picture.slice(0, semicolon);
  const ordinal = semicolon !== -1 && picture[semicolon + 1] === 'o';
  const form = Object.hasOwn(FORMS, primary) ? FORMS[primary] : undefined;
  if (form !== undefined) {
    return { ...form, ordinal, mandatoryDigits: 0, optionalDigits: 0, zero: 0x30, repeated: undefined, separators: [] };
  }
  return { form: 'digits', letterCase: 'lower', ordinal, ...readDigits(primary) };
}

function readDigits(primary: string): Pick<IntegerPicture, 'mandatoryDigits' | 'optionalDigits' | 'zero' | 'repeated' | 'separators'> {
  let zero: number | undefined;
  let mandatoryDigits = 0;
  let optionalDigits = 0;
  const separators: Separator[] = [];
  for (const character of Array.from(primary).reverse()) {
    const code = character.codePointAt(0)!;
    const family = ZEROS.find((start) => code >= start && code <= start + 9);
    if (family !== undefined) {
      mandatoryDigits += 1;
      if (zero !== undefined && zero !== family) throw new JsonataError('D3131');
      zero = family;
    } else if (character === '#') optionalDigits += 1;
    else separators.push({ position: mandatoryDigits + optionalDigits, character });
  }
  if (zero === undefined) throw new JsonataError('D3130', { value: primary });
  const distance = regularDistance(separators);
  const repeated = distance > 0 ? { position: distance, character: separators[0]!.character } : undefined;
  return { zero, mandatoryDigits, optionalDigits, repeated, separators };
}

function regularDistance(separators: readonly Separator[]): number {
  if (separators.some((separator) => separator.character !== separators[0]!.character)) return 0;
  return commonDistance(separators.map((separator) => separator.position));
}

/** The distance at which positions repeat without a gap, or 0. */
export function commonDistance(positions: readonly number[]): number {
  if (positions.length === 0) return 0;
  const distance = positions.reduce((left, right) => greatestCommonDivisor(left, right));
  const known = new Set(positions);
  return positions.every((_, index) => known.has((index + 1) * distance)) ? distance : 0;
}

function greatestCommonDivisor(left: number, right: number): number {
  return right === 0 ? left : greatestCommonDivisor(right, left % right);
}

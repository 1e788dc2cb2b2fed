import { JsonataError } from '../jsonata-error';
import { type IntegerPicture, readIntegerPicture } from '../number-format/integer-picture';

/** One part of a date picture: text as it is, or a component such as `[Y0001]`. */
export type PicturePart = { readonly literal: string } | Marker;

/** A component of a date picture. */
export interface Marker {
  readonly literal?: undefined;
  readonly component: string;
  /** Set for a name in place of a number, such as `[MNn]`. */
  readonly names: 'upper' | 'lower' | 'title' | undefined;
  readonly minimumWidth: number | undefined;
  readonly maximumWidth: number | undefined;
  readonly hasWidth: boolean;
  readonly integer: IntegerPicture | undefined;
  /** Digits of the year (also month and day) to keep, or -1. */
  readonly digits: number | undefined;
  /** The second presentation modifier: `t` writes `Z` for no offset. */
  readonly modifier: string | undefined;
}

/** Presentation of each component when the picture gives none. */
const DEFAULTS: Readonly<Record<string, string>> = {
  Y: '1',
  M: '1',
  D: '1',
  d: '1',
  F: 'n',
  W: '1',
  w: '1',
  X: '1',
  x: '1',
  H: '1',
  h: '1',
  P: 'n',
  m: '01',
  s: '01',
  f: '1',
  Z: '01:01',
  z: '01:01',
  C: 'n',
  E: 'n',
};

/** Reads the picture of `$fromMillis` and `$toMillis`, by XPath Functions and Operators 3.1, section 9.8.4. */
export function readDatePicture(picture: string): PicturePart[] {
  const parts: PicturePart[] = [];
  const addLiteral = (text: string): void => {
    if (text !== '') parts.push({ literal: text.split(']]').join(']') });
  };
  let start = 0;
  let at = picture.indexOf('[');
  while (at !== -1) {
    addLiteral(picture.slice(start, at));
    if (picture[at + 1] === '[') {
      parts.push({ literal: '[' });
      start = at + 2;
    } else {
      const end = picture.indexOf(']', at);
      if (end === -1) throw new JsonataError('D3135');
      parts.push(readMarker(picture.slice(at + 1, end).replace(/\s+/g, '')));
      start = end + 1;
    }
    at = picture.indexOf('[', start);
  }
  addLiteral(picture.slice(start));
  return parts;
}

function readMarker(text: string): Marker {
  const component = text.charAt(0);
  const comma = text.lastIndexOf(',');
  const presentation = comma === -1 ? text.slice(1) : text.slice(1, comma);
  const width = readWidth(comma === -1 ? undefined : text.slice(comma + 1));
  const { first, modifier } = splitPresentation(presentation, component);
  if (first === undefined) throw new JsonataError('D3132', { value: component });
  const marker = { component, ...width, modifier };
  const names = nameCase(first);
  if (names !== undefined && component !== 'Z' && component !== 'z') return { ...marker, names, integer: undefined, digits: undefined };
  if (component === 'Z' || component === 'z') return { ...marker, names, integer: readOffsetPicture(first), digits: undefined };
  if (!'YMDdFWwXxHhmsf'.includes(component)) return { ...marker, names, integer: undefined, digits: undefined };
  const integer = readIntegerPicture(modifier === undefined ? first : `${first};${modifier}`);
  if (width.minimumWidth !== undefined && integer.form === 'digits')
    integer.mandatoryDigits = Math.max(integer.mandatoryDigits, width.minimumWidth);
  return { ...marker, names, integer, digits: 'YMD'.includes(component) ? digitsOf(integer, width.maximumWidth) : undefined };
}

/** A time zone takes digits only; anything else has no number of digits that could be right. */
function readOffsetPicture(picture: string): IntegerPicture {
  try {
    return readIntegerPicture(picture);
  } catch (error) {
    throw error instanceof JsonataError && error.code === 'D3130' ? new JsonataError('D3134') : error;
  }
}

function readWidth(text: string | undefined): Pick<Marker, 'minimumWidth' | 'maximumWidth' | 'hasWidth'> {
  if (text === undefined) return { minimumWidth: undefined, maximumWidth: undefined, hasWidth: false };
  const dash = text.indexOf('-');
  const read = (part: string): number | undefined => (part === '*' ? undefined : Number.parseInt(part, 10));
  return {
    minimumWidth: read(dash === -1 ? text : text.slice(0, dash)),
    maximumWidth: dash === -1 ? undefined : read(text.slice(dash + 1)),
    hasWidth: true,
  };
}

function splitPresentation(text: string, component: string): { first: string | undefined; modifier: string | undefined } {
  if (text === '') return { first: Object.hasOwn(DEFAULTS, component) ? DEFAULTS[component] : undefined, modifier: undefined };
  const last = text.charAt(text.length - 1);
  if (text.length > 1 && 'atco'.includes(last)) return { first: text.slice(0, -1), modifier: last };
  return { first: text, modifier: undefined };
}

function nameCase(presentation: string): Marker['names'] {
  if (presentation[0] === 'n') return 'lower';
  if (presentation[0] !== 'N') return undefined;
  return presentation[1] === 'n' ? 'title' : 'upper';
}

function digitsOf(integer: IntegerPicture, maximum: number | undefined): number {
  if (maximum !== undefined) {
    integer.mandatoryDigits = maximum;
    return maximum;
  }
  const places = integer.mandatoryDigits + integer.optionalDigits;
  return places >= 2 ? places : -1;
}

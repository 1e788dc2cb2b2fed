import type { Evaluation } from '../evaluation';
import { JsonataError } from '../jsonata-error';
import { readInteger } from '../number-format/integer';
import type { IntegerPicture } from '../number-format/integer-picture';
import { numberWords } from '../number-format/words';
import { execSafely, safeRegex } from '../regex/safe-regex';
import { componentOf, DAY_NAMES, MONTH_NAMES } from './calendar';
import { type Marker, type PicturePart, readDatePicture } from './picture';

/** How one part of a picture is found in a text. */
interface PartReader {
  readonly pattern: string;
  readonly component: string | undefined;
  read(text: string): number | undefined;
}

type Components = Record<string, number | undefined>;

/** `$toMillis` with a picture: the time, or undefined when the text does not follow the picture. */
export function parseDateTime(text: string, picture: string, run: Evaluation): number | undefined {
  run.spend(picture.length);
  const readers = readDatePicture(picture).map(readerOf);
  const regex = safeRegex(new RegExp(`^${readers.map((reader) => `(${reader.pattern})`).join('')}$`, 'i'));
  const match = execSafely(regex, text, 0, run);
  if (match === undefined) return undefined;
  const components: Components = {};
  readers.forEach((reader, index) => {
    if (reader.component !== undefined) components[reader.component] = reader.read(match.groups[index] ?? '');
  });
  return Object.keys(components).length === 0 ? undefined : timeOf(components, new Date(run.scope.now()));
}

function readerOf(part: PicturePart): PartReader {
  if (part.literal !== undefined) {
    return { pattern: part.literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), component: undefined, read: () => undefined };
  }
  if (part.component === 'Z' || part.component === 'z') return offsetReader(part);
  return part.integer === undefined ? nameReader(part) : integerReader(part, part.integer);
}

function offsetReader(marker: Marker): PartReader {
  const separator = marker.integer?.repeated?.character;
  const prefix = marker.component === 'z' ? 'GMT' : '';
  return {
    pattern: `${prefix}[-+][0-9]+${separator === undefined ? '' : `${separator.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}[0-9]+`}`,
    component: marker.component,
    read(text) {
      const digits = text.slice(prefix.length);
      const at = separator === undefined ? Math.min(digits.length, 3) : digits.indexOf(separator);
      const rest = digits.slice(separator === undefined ? at : at + 1);
      return Number.parseInt(digits.slice(0, at), 10) * 60 + (rest === '' ? 0 : Number.parseInt(rest, 10));
    },
  };
}

function nameReader(marker: Marker): PartReader {
  const values = new Map<string, number>();
  const add = (names: readonly string[], first: number): void =>
    names.forEach((name, index) => {
      values.set(marker.maximumWidth ? name.slice(0, marker.maximumWidth) : name, index + first);
    });
  if (marker.component === 'M' || marker.component === 'x') add(MONTH_NAMES, 1);
  else if (marker.component === 'F') add(DAY_NAMES.slice(1), 1);
  else if (marker.component === 'P') {
    for (const name of ['am', 'AM']) values.set(name, 0);
    for (const name of ['pm', 'PM']) values.set(name, 1);
  } else throw new JsonataError('D3133', { value: marker.component });
  return { pattern: '[a-zA-Z]+', component: marker.component, read: (text) => values.get(text) };
}

function integerReader(marker: Marker, picture: IntegerPicture): PartReader {
  return { pattern: integerPattern(picture, marker.digits), component: marker.component, read: (text) => readInteger(text, picture) };
}

function integerPattern(picture: IntegerPicture, digits: number | undefined): string {
  const upper = picture.letterCase === 'upper';
  if (picture.form === 'letters') return upper ? '[A-Z]+' : '[a-z]+';
  if (picture.form === 'roman') return upper ? '[MDCLXVI]+' : '[mdclxvi]+';
  if (picture.form === 'words') return `(?:${[...numberWords(), 'and', '[\\-, ]'].join('|')})+`;
  const { optionalDigits } = picture;
  const count = digits === undefined || digits <= 0 ? '+' : optionalDigits === 0 ? `{${digits}}` : `{${digits - optionalDigits},${digits}}`;
  return `[0-9]${count}${picture.ordinal ? '(?:th|st|nd|rd)' : ''}`;
}

/** The components that make a date or a time, from the largest unit to the smallest. */
const CALENDAR_DATE = 'YMD';
const ORDINAL_DATE = 'YD';
const MONTH_WEEK_DATE = 'XxwF';
const YEAR_WEEK_DATE = 'XWF';

function timeOf(found: Components, now: Date): number {
  const components = { ...found };
  const has = (names: string): boolean => names.split('').some((name) => Boolean(components[name]));
  const lacks = (names: string): boolean => !has(names);
  const isCalendar = has('YMD') && lacks('XxWwd');
  const isOrdinal = !isCalendar && has('Yd') && lacks('XMxWwD');
  const isMonthWeek = has('Xxw') && lacks('YMWdD');
  const isYearWeek = !isMonthWeek && has('XW') && lacks('YMxwdD');
  const isHalfDay = !(has('Hmsf') && lacks('Ph')) && has('Phmsf') && lacks('H');
  const date = isOrdinal ? ORDINAL_DATE : isMonthWeek ? MONTH_WEEK_DATE : isYearWeek ? YEAR_WEEK_DATE : CALENDAR_DATE;
  fillGaps(components, date + (isHalfDay ? 'Phmsf' : 'Hmsf'), now);
  // Dates by weeks cannot be read back, by the library either.
  if (isMonthWeek || isYearWeek) throw new JsonataError('D3136');

  let month = (components.M ?? 0) > 0 ? components.M! - 1 : 0;
  let day = components.D;
  if (isOrdinal) {
    const derived = new Date(Date.UTC(components.Y!, 0) + (components.d! - 1) * 86_400_000);
    month = derived.getUTCMonth();
    day = derived.getUTCDate();
  }
  const hour = isHalfDay ? (components.h === 12 ? 0 : components.h!) + (components.P === 1 ? 12 : 0) : components.H;
  const millis = Date.UTC(components.Y!, month, day!, hour!, components.m!, components.s!, components.f!);
  return millis - (components.Z || components.z || 0) * 60_000;
}

/** Larger units that are missing come from now, smaller ones are zero; a gap between is an error. */
function fillGaps(components: Components, order: string, now: Date): void {
  let started = false;
  let ended = false;
  for (const name of order) {
    if (components[name] !== undefined) {
      started = true;
      if (ended) throw new JsonataError('D3136');
    } else if (started) {
      components[name] = 'MDd'.includes(name) ? 1 : 0;
      ended = true;
    } else components[name] = name === 'P' ? 0 : componentOf(now, name);
  }
}

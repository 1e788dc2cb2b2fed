import { inheritedMember, inheritedText } from './inherited-member';
import { isDay } from './is-day';
import { listedNames } from './listed-names';
import { nearestName } from './nearest-name';
import { type OptionKind, type OptionMistake, type OptionTable, optionMistake, receivedText, valueMistake } from './option-table';
import { utcTime } from './utc-time';

/** Any value: something else judges it. */
export const anything: OptionKind = { expected: 'any value', accepts: () => true };

/** True or false. */
export const flag: OptionKind = { expected: 'true or false', accepts: (value) => typeof value === 'boolean' };

/** Any text. */
export const text: OptionKind = { expected: 'a text', accepts: (value) => typeof value === 'string' };

/** Text that names something. */
export const name: OptionKind = {
  expected: 'a text that is not empty',
  accepts: (value) => typeof value === 'string' && value.trim() !== '',
};

/** A function. */
export const callable: OptionKind = { expected: 'a function', accepts: (value) => typeof value === 'function' };

/** Any object that is not a list. */
export const anObject: OptionKind = {
  expected: 'an object',
  accepts: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

/** An object whose members of these names are of these kinds; it may have others. */
export function objectWith(expected: string, members: Readonly<Record<string, OptionKind>>): OptionKind {
  return {
    expected,
    accepts: (value) =>
      anObject.accepts(value) &&
      Object.entries(members).every(([name, kind]) => kind.accepts((value as Readonly<Record<string, unknown>>)[name])),
  };
}

/** Bytes, of whatever realm. */
export const bytes: OptionKind = {
  expected: 'bytes',
  accepts: (value) => Object.prototype.toString.call(value) === '[object Uint8Array]',
};

/** What S3 holds: content by key, or a folder, by bucket. */
export const storedObjects: OptionKind = recordOf(
  either('a folder, or content by key', name, recordOf(either('text or bytes', text, bytes))),
);

/** What JSON calls an array. */
export const list: OptionKind = { expected: 'a list', accepts: (value) => Array.isArray(value) };

/** A whole number of at least so much. */
export function wholeNumber(least: number): OptionKind {
  return {
    expected: `a whole number of ${least} or more`,
    accepts: (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= least,
  };
}

/** A finite number of at least so much. */
export function numberFrom(least: number, most = Number.POSITIVE_INFINITY): OptionKind {
  return {
    expected: most === Number.POSITIVE_INFINITY ? `a number of ${least} or more` : `a number from ${least} to ${most}`,
    accepts: (value) => typeof value === 'number' && Number.isFinite(value) && value >= least && value <= most,
  };
}

/** A whole number, below zero as well. */
export const integer: OptionKind = { expected: 'a whole number', accepts: (value) => Number.isSafeInteger(value) };

/** A Date, of whatever realm, that is one. */
export const date: OptionKind = {
  expected: 'a Date',
  accepts: (value) => Object.prototype.toString.call(value) === '[object Date]' && !Number.isNaN((value as Date).getTime()),
};

/** The years in which tests take place, in seconds since the epoch: read as milliseconds they are days of January and February 1970. */
const SECONDS_OF_2000 = 946_684_800;
const SECONDS_OF_2100 = 4_102_444_800;
/** How a text that says a date begins: with the year, or with words, of which one is the month. */
const DATE_BEGINNING =
  /^\s*(?:\d{4}|[+-]\d{6})(?!\d)|^\s*(?:[a-z]+,?\s+)?(?:\d{1,2}\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b.*\b\d{4}\b/i;
/** The last millisecond that a Date can tell. */
const LAST_MILLISECOND = 8.64e15;

/**
 * A moment: a Date, text that says one, or milliseconds since the epoch. A number that is the seconds of a day between 2000 and 2100, as other languages and
 * AWS's own APIs count, is refused: as milliseconds it would be a moment of 1970.
 */
export const moment: OptionKind = {
  expected: 'a Date, ISO 8601 text or milliseconds',
  accepts: (value) => typeof value === 'string' || typeof value === 'number' || Object.prototype.toString.call(value) === '[object Date]',
  inside: (value: string | number | Date, path) => {
    // Under fake timers a date that was made before them is not an instance of the Date that stands in its place.
    const time = typeof value === 'string' ? utcTime(value) : Number(value);
    const expected = `expected a Date, ISO 8601 text or milliseconds for ${path}, received`;
    if (typeof value === 'string' && Math.abs(time) <= LAST_MILLISECOND && beginsWithNoDay(value))
      return { message: `${expected} ${receivedText(value)}, a day that does not exist.`, hint: 'count the days of the month.' };
    // JavaScript reads 01/02/2024 as the second of January, and "5", "-1" and "tomorrow 9" as days of 2001.
    if (typeof value === 'string' && Math.abs(time) <= LAST_MILLISECOND && !DATE_BEGINNING.test(value))
      return { message: `${expected} ${receivedText(value)}, which does not begin with the year.`, hint: "write '2024-01-31T09:00:00Z'." };
    if (typeof value === 'number' && time >= SECONDS_OF_2000 && time <= SECONDS_OF_2100)
      return { message: `${expected} ${time}, which are seconds since 1970.`, hint: `write new Date(${time} * 1000).` };
    if (Math.abs(time) <= LAST_MILLISECOND) return undefined;
    const received = typeof value === 'object' ? 'an invalid Date' : receivedText(value);
    return { message: `${expected} ${received}.`, hint: "write '2024-01-31T09:00:00Z', or new Date(…)." };
  },
};

function beginsWithNoDay(text: string): boolean {
  const parts = /^\s*(\d{4})-(\d\d)-(\d\d)(?!\d)/.exec(text);
  return parts !== null && !isDay(Number(parts[1]), Number(parts[2]), Number(parts[3]));
}

/** One of some words. */
export function oneOf(...words: readonly string[]): OptionKind {
  const quoted = words.map((word) => JSON.stringify(word));
  const expected = quoted.length === 1 ? quoted[0]! : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
  return { expected, accepts: (value) => typeof value === 'string' && words.includes(value), words };
}

/** A list of which each entry is of a kind. */
export function listOf(kind: OptionKind): OptionKind {
  return {
    expected: `a list, each entry ${kind.expected}`,
    accepts: (value) => Array.isArray(value),
    inside: (entries: readonly unknown[], path) =>
      firstOf(
        entries.map((entry, index) => [`${path}[${index}]`, entry] as const),
        kind,
      ),
  };
}

/** An object of any names, each value of a kind; with `known` the names are some of those. */
export function recordOf(kind: OptionKind, known?: () => readonly string[]): OptionKind {
  return {
    expected: 'an object',
    accepts: anObject.accepts,
    inside: (record: Readonly<Record<string, unknown>>, path) => {
      const inherited = inheritedMember(record);
      if (inherited !== undefined) return inheritedText(inherited, path);
      const names = known?.();
      const stranger = names === undefined ? undefined : Object.keys(record).find((each) => !names.includes(each));
      if (stranger !== undefined) return strangeName(stranger, names!, path);
      return firstOf(
        Object.entries(record).map(([key, value]) => [`${path}.${key}`, value] as const),
        kind,
      );
    },
  };
}

/** Options inside of options. */
export function nested<Options>(table: OptionTable<Options>): OptionKind {
  return {
    expected: 'an object',
    accepts: anObject.accepts,
    inside: (value: object, path) => optionMistake(value, table, path),
  };
}

/** Any of several kinds, in these words. */
export function either(expected: string, ...kinds: readonly OptionKind[]): OptionKind {
  const words = kinds.flatMap((kind) => kind.words ?? []);
  const kindOf = (value: unknown): OptionKind | undefined => {
    for (const kind of kinds) if (kind.accepts(value)) return kind;
    return undefined;
  };
  const look = kinds.some(({ inside }) => inside !== undefined);
  return {
    expected,
    accepts: (value) => kindOf(value) !== undefined,
    ...(look ? { inside: (value: unknown, path: string) => kindOf(value)?.inside?.(value as never, path) } : {}),
    ...(words.length > 0 ? { words } : {}),
  };
}

function firstOf(entries: readonly (readonly [path: string, value: unknown])[], kind: OptionKind): OptionMistake | undefined {
  for (const [path, value] of entries) {
    // What is undefined in a record was left out; in a list it is a hole.
    if (value === undefined && !path.endsWith(']')) continue;
    const mistake = valueMistake(value, kind, path);
    if (mistake !== undefined) return mistake;
  }
  return undefined;
}

function strangeName(stranger: string, names: readonly string[], path: string): OptionMistake {
  const nearest = nearestName(stranger, names);
  const shown = names.length > 12 ? 'a name that exists' : `names among ${names.join(', ')}`;
  return {
    message: `expected ${shown} in ${path}, received ${receivedText(stranger)}.`,
    hint:
      nearest !== undefined
        ? `did you mean ${JSON.stringify(nearest)}?`
        : names.length > 12
          ? `choose from ${listedNames(names)}.`
          : undefined,
  };
}

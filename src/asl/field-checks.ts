import type { FieldCheck } from './field-table';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from './json';
import { childPlace, didYouMean, type Place, report } from './place';
import { isTimestamp } from './timestamp';

/** Tells a JSONata expression, `{% … %}`, from plain text. */
export function isJsonataText(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith('{%') && value.endsWith('%}') && value.length >= 4;
}

/** Accepts anything: payload templates, arguments, results. */
export const anyValue: FieldCheck = () => {};

/** Accepts a string. */
export const text: FieldCheck = (value, place, field) => {
  if (typeof value !== 'string') report(place, field, 'WRONG_TYPE', { type: 'string' }, { received: value });
};

/** Accepts a string that is not empty. */
export const nonEmptyText: FieldCheck = (value, place, field) => {
  if (value === '') report(place, field, 'EMPTY_VALUE', { type: 'string' }, { received: value });
  else text(value, place, field);
};

/** Accepts a path: a string; whether it is a path is judged with the expressions. */
export const pathText: FieldCheck = (value, place, field) => {
  if (typeof value !== 'string')
    report(place, field, 'WRONG_TYPE', { type: 'path' }, { received: value, hint: 'write it as a string that starts with "$"' });
};

/** Accepts a path or `null`, which has a meaning of its own. */
export const pathOrNull: FieldCheck = (value, place, field) => {
  if (value !== null && typeof value !== 'string')
    report(
      place,
      field,
      'WRONG_TYPE',
      { type: 'path', orNull: true },
      { received: value, hint: 'write it as a string that starts with "$"' },
    );
};

/** Accepts `true` or `false`. */
export const flag: FieldCheck = (value, place, field) => {
  if (typeof value !== 'boolean')
    report(place, field, 'WRONG_TYPE', { type: 'boolean' }, { received: value, hint: unquoteHint(value, 'boolean') });
};

/** Accepts a number. */
export const numeric: FieldCheck = (value, place, field) => {
  if (typeof value !== 'number')
    report(place, field, 'WRONG_TYPE', { type: 'number' }, { received: value, hint: unquoteHint(value, 'number') });
};

/** Accepts an object. */
export const object: FieldCheck = (value, place, field) => {
  if (!isJsonObject(value)) report(place, field, 'WRONG_TYPE', { type: 'object' }, { received: value });
};

/** Accepts one of the given words. */
export function oneWordOf(...words: readonly string[]): FieldCheck {
  return (value, place, field) => {
    if (typeof value !== 'string') report(place, field, 'WRONG_TYPE', { type: 'words', words }, { received: value });
    else if (!words.includes(value))
      report(place, field, 'UNKNOWN_VALUE', { words }, { received: value, hint: didYouMean(place, value, words) });
  };
}

/** Accepts a whole number from `least` to `most`. */
export function integer(least: number, most: number): FieldCheck {
  return (value, place, field) => {
    if (typeof value !== 'number' || !Number.isInteger(value))
      report(place, field, 'WRONG_TYPE', { type: 'integer', least }, { received: value, hint: unquoteHint(value, 'number') });
    else if (value < least) report(place, field, 'OUT_OF_RANGE', { type: 'integer', least }, { received: value });
    else if (value > most) report(place, field, 'OUT_OF_RANGE', { type: 'integer', most }, { received: value });
  };
}

/** Accepts a number from `least` to `most`, fractions included. */
export function numberFrom(least: number, most: number): FieldCheck {
  return (value, place, field) => {
    const range = { type: 'number', least, ...(most === Infinity ? {} : { most }) } as const;
    if (typeof value !== 'number') report(place, field, 'WRONG_TYPE', range, { received: value, hint: unquoteHint(value, 'number') });
    else if (value < least || value > most) report(place, field, 'OUT_OF_RANGE', range, { received: value });
  };
}

/** Accepts what `check` accepts and, in a JSONata state, an expression. */
export function orExpression(check: FieldCheck): FieldCheck {
  return (value, place, field) => {
    if (place.queryLanguage !== 'JSONata' || !isJsonataText(value)) check(value, place, field);
  };
}

/** Accepts an array, not empty unless `allowEmpty`, and checks each item. */
export function listOf(items: string, check: FieldCheck, options: { readonly allowEmpty?: boolean } = {}): FieldCheck {
  return (value, place, field) => {
    if (!isJsonArray(value)) report(place, field, 'WRONG_TYPE', { type: 'array', items }, { received: value });
    else if (value.length === 0 && !options.allowEmpty) report(place, field, 'EMPTY_VALUE', { type: 'array', items }, { received: value });
    else {
      const list = childPlace(place, field);
      for (const [index, item] of value.entries()) check(item, list, index);
    }
  };
}

/** Accepts an object and hands it on with its own place. */
export function objectOf(check: (value: JsonObject, place: Place) => void): FieldCheck {
  return (value, place, field) => {
    if (isJsonObject(value)) check(value, childPlace(place, field));
    else object(value, place, field);
  };
}

/** Accepts a timestamp of RFC 3339 with capital T and Z. */
export const timestamp: FieldCheck = (value, place, field) => {
  if (typeof value === 'string' && isTimestamp(value)) return;
  if (typeof value !== 'string') return report(place, field, 'WRONG_TYPE', { type: 'timestamp' }, { received: value });
  const hint = isJsonataText(value) ? 'set "QueryLanguage": "JSONata" on the state to use an expression' : undefined;
  report(place, field, 'INVALID_TIMESTAMP', {}, { received: value, hint });
};

function unquoteHint(value: JsonValue, type: 'number' | 'boolean'): string | undefined {
  if (typeof value !== 'string') return undefined;
  const quoted = type === 'number' ? value.trim() !== '' && Number.isFinite(Number(value)) : value === 'true' || value === 'false';
  return quoted ? 'remove the quotes; a parameter of a template is text in Definition, and goes into DefinitionString' : undefined;
}

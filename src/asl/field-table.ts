import type { QueryLanguage } from './definition';
import { type JsonObject, type JsonValue, ownKey } from './json';
import { didYouMean, type Place, report } from './place';

/** Checks one field's value; reports what is wrong with it at `place` and `field`. */
export type FieldCheck = (value: JsonValue, place: Place, field: string | number) => void;

/** One row of a field table. */
export interface FieldRule {
  readonly check: FieldCheck;
  /** The only query language that has the field; both when absent. */
  readonly language?: QueryLanguage;
  /** What to write in the other language. */
  readonly twin?: string;
  readonly required?: boolean;
}

/** The fields an object may have. */
export type FieldTable = ReadonlyMap<string, FieldRule>;

/** Makes a field table of several parts; later parts win. */
export function fieldTable(...parts: readonly Readonly<Record<string, FieldRule>>[]): FieldTable {
  return new Map(parts.flatMap((part) => Object.entries(part)));
}

/** Checks an object against its table: unknown fields, fields of the other language, missing ones, and each value. `what` names the object, as in `a Pass state`. */
export function checkFields(object: JsonObject, table: FieldTable, what: string, place: Place): void {
  for (const field of Object.keys(object)) {
    const rule = table.get(field);
    const value = object[field]!;
    if (rule === undefined) {
      const names = [...table]
        .filter(([, row]) => row.language === undefined || row.language === place.queryLanguage)
        .map(([name]) => name);
      const hint = didYouMean(place, field, names) ?? `remove it, or use one of ${names.join(', ')}`;
      report(place, field, 'UNKNOWN_FIELD', { what }, { received: value, hint });
    } else if (rule.language !== undefined && rule.language !== place.queryLanguage) {
      reportOtherLanguage(field, value, rule, place);
    } else {
      rule.check(value, place, field);
    }
  }
  for (const [field, rule] of table) {
    if (rule.required && (rule.language ?? place.queryLanguage) === place.queryLanguage && ownKey(object, field) === undefined) {
      report(place, undefined, 'MISSING_FIELD', { field, in: what }, { fields: [field] });
    }
  }
}

function reportOtherLanguage(field: string, value: JsonValue, rule: FieldRule, place: Place): void {
  const setting = `set "QueryLanguage": "${rule.language}" on the state`;
  const hint = rule.twin ? `use ${rule.twin}, or ${setting}` : setting;
  report(place, field, 'WRONG_QUERY_LANGUAGE', { field, language: place.queryLanguage }, { received: value, hint });
}

/** Reports fields of which at most one may stand; with `required`, exactly one. */
export function checkExclusive(object: JsonObject, fields: readonly string[], place: Place, required?: { readonly what: string }): void {
  const present = fields.filter((field) => ownKey(object, field) !== undefined);
  if (present.length > 1) {
    const hint = `keep one of ${present.map((field) => `"${field}"`).join(' and ')}`;
    report(place, undefined, 'EXCLUSIVE_FIELDS', { of: fields }, { hint, fields: present });
  } else if (present.length === 0 && required) {
    report(place, undefined, 'MISSING_ALTERNATIVE', { of: fields, what: required.what }, { fields });
  }
}

import { isJsonArray, isJsonObject, type JsonValue } from '../../asl';
import type { RuleConstant } from './rule-constants';

/** Keys and indexes that lead to a value. */
export type LeafSite = readonly (string | number)[];

/** A value by its names: the same field of all items of a list is one site. */
export interface Site {
  readonly names: readonly string[];
  readonly places: readonly LeafSite[];
}

/** The sites of all values inside of a value, lists and objects included. */
export function sitesOf(value: JsonValue): readonly Site[] {
  const sites = new Map<string, { names: readonly string[]; places: LeafSite[] }>();
  const visit = (inner: JsonValue, place: LeafSite): void => {
    const names = place.map((key) => (typeof key === 'number' ? '*' : key));
    const key = JSON.stringify(names);
    const site = sites.get(key) ?? { names, places: [] };
    site.places.push(place);
    sites.set(key, site);
    if (isJsonArray(inner)) for (const [index, item] of inner.entries()) visit(item, [...place, index]);
    else if (isJsonObject(inner)) for (const [name, item] of Object.entries(inner)) visit(item, [...place, name]);
  };
  visit(value, []);
  return [...sites.values()];
}

/** A copy of a value with another one at a place; undefined: with none. */
export function withValueAt(value: JsonValue, [key, ...rest]: LeafSite, replacement: JsonValue | undefined): JsonValue | undefined {
  if (key === undefined) return replacement;
  if (isJsonArray(value)) {
    const items = value;
    return items.flatMap((item, index) => {
      const next = index === key ? withValueAt(item, rest, replacement) : item;
      return next === undefined ? [] : [next];
    });
  }
  return Object.fromEntries(
    Object.entries(value as object).flatMap(([name, item]: [string, JsonValue]) => {
      const next = name === key ? withValueAt(item, rest, replacement) : item;
      return next === undefined ? [] : [[name, next]];
    }),
  );
}

/** Whether a rule may speak of the values of a site: the names at the end of the way are the same, as far as both have some. */
export function isMeant({ path }: RuleConstant, names: readonly string[]): boolean {
  const known = names.filter((name) => name !== '*');
  const last = path.at(-1);
  return last !== undefined && last === known.at(-1);
}

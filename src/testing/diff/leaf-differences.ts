import { elementAt, isJsonObject, type JsonValue, ownKey } from '../../asl';

/** A place where two values differ. */
export interface LeafDifference {
  /** Keys below the values, joined by slashes; empty for the values themselves. */
  readonly place: string;
  readonly before: JsonValue | undefined;
  readonly after: JsonValue | undefined;
}

/** Every place where two values differ, as deep as both are objects, or lists of the same length. */
export function leafDifferences(before: JsonValue | undefined, after: JsonValue | undefined, place = ''): LeafDifference[] {
  if (before === after) return [];
  const below = (key: string) => (place === '' ? key : `${place}/${key}`);
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length)
    return before.flatMap((item: JsonValue, index) => leafDifferences(item, elementAt(after, index), below(String(index))));
  if (isJsonObject(before) && isJsonObject(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => leafDifferences(ownKey(before, key), ownKey(after, key), below(key)));
  }
  if (Array.isArray(before) && Array.isArray(after) && JSON.stringify(before) === JSON.stringify(after)) return [];
  return [{ place, before, after }];
}

import { isJsonArray, isJsonObject, type JsonValue, jsonFrom, memberIn, onOneLine } from '../../asl';

/** JSON text cut to a width: nested values first, then the tail, so that the first keys stay readable. */
export function abridgeJson(text: string, width: number): string {
  if (text.length <= width) return text;
  const value = jsonIfShort(text);
  if (value === undefined) return cut(text, width);
  for (const depth of [2, 1]) {
    const shorter = shrink(value, depth, Math.max(12, Math.floor(width / 2)));
    if (shorter.length <= width) return shorter;
  }
  return cut(shrink(value, 1, Math.max(12, Math.floor(width / 3))), width);
}

/** Text on one line, cut to a width. */
export function cut(text: string, width: number): string {
  const line = onOneLine(text);
  return line.length <= width ? line : `${line.slice(0, Math.max(0, width - 1))}…`;
}

function shrink(value: JsonValue, depth: number, longest: number): string {
  if (typeof value === 'string') return JSON.stringify(cut(value, longest));
  if (isJsonArray(value)) {
    if (depth === 0) return value.length === 0 ? '[]' : `[… ${value.length}]`;
    const items = value;
    const shown = items.slice(0, 3).map((item) => shrink(item, depth - 1, longest));
    return `[${[...shown, ...(items.length > 3 ? [`… ${items.length - 3} more`] : [])].join(',')}]`;
  }
  if (!isJsonObject(value)) return JSON.stringify(value);
  const keys = Object.keys(value);
  if (depth === 0) return keys.length === 0 ? '{}' : '{…}';
  return `{${keys.map((key) => `${JSON.stringify(key)}:${shrink(memberIn(value, key), depth - 1, longest)}`).join(',')}}`;
}

function jsonIfShort(text: string): JsonValue | undefined {
  // Text this long shows its beginning only: parsing it is not worth the time.
  if (text.length > 100_000) return undefined;
  try {
    return jsonFrom(text);
  } catch {
    return undefined;
  }
}

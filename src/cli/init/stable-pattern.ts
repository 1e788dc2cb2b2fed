import { codeLiteral, codeText, elementAt, isJsonArray, isJsonObject, type JsonValue } from '../../asl';

/** Stands where each execution has another value. */
const ANYTHING = '\u0000any value\u0000';

/** A value as an expectation: what another execution made differently may be anything. */
export function stablePattern(value: JsonValue, other: JsonValue | undefined): string {
  return codeLiteral(loosened(value, other), 1).replaceAll(codeText(ANYTHING), 'expect.anything()');
}

function loosened(value: JsonValue, other: JsonValue | undefined): JsonValue {
  if (JSON.stringify(value) === JSON.stringify(other)) return value;
  if (isJsonArray(value) && isJsonArray(other) && value.length === other.length)
    return value.map((item, index) => loosened(item, elementAt(other, index)));
  if (isJsonObject(value) && isJsonObject(other) && Object.keys(value).join('\n') === Object.keys(other).join('\n'))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, loosened(item, other[key])]));
  return value === null ? value : ANYTHING;
}

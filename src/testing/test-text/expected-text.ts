import { codeLiteral, codeText, elementAt, isJsonArray, isJsonObject, type JsonValue } from '../../asl';

/** Stands where a value of a recorded output differs in each run. */
export const ANYTHING = '\u0000any value\u0000';

/** A recorded value as an expectation: what another run made differently may be anything. */
export function expectedText(recorded: JsonValue, produced: JsonValue | undefined): string {
  return patternText(loosened(recorded, produced));
}

/** A pattern as an expectation. */
export function patternText(pattern: JsonValue): string {
  return codeLiteral(pattern, 1).replaceAll(codeText(ANYTHING), 'expect.anything()');
}

/** A recorded value with {@link ANYTHING} in the place of what another run made differently. */
export function loosened(recorded: JsonValue, produced: JsonValue | undefined): JsonValue {
  if (JSON.stringify(recorded) === JSON.stringify(produced)) return recorded;
  if (isJsonArray(recorded) && isJsonArray(produced) && recorded.length === produced.length)
    return recorded.map((item, index) => loosened(item, elementAt(produced, index)));
  if (isJsonObject(recorded) && isJsonObject(produced) && sameKeys(recorded, produced))
    return Object.fromEntries(Object.entries(recorded).map(([key, item]) => [key, loosened(item, produced[key])]));
  return recorded === null || produced === null || produced === undefined ? recorded : ANYTHING;
}

function sameKeys(one: object, other: object): boolean {
  return Object.keys(one).sort().join() === Object.keys(other).sort().join();
}

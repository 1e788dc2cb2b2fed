import { type JsonObject, type JsonValue, ownKey } from '../../asl';

/**
 * Reads an own member of an object; `undefined` when there is none. Names that every object inherits need the slow check.
 * `written` is the name before unescaping, which comes first (recorded: escape_sequence_parsing.ESCAPE_SEQUENCES_JSONPATH).
 */
export function memberReader(name: string, written?: string): (object: JsonObject) => JsonValue | undefined {
  if (written !== undefined) return (object) => ownKey(object, written) ?? ownKey(object, name);
  return name in Object.prototype ? (object) => ownKey(object, name) : (object) => object[name];
}

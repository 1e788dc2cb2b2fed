import { type JsonValue, pointerTokens } from '../../asl';

/** What stands at a JSON pointer that is known to lead somewhere. */
export function jsonAt(source: JsonValue, pointer: string): JsonValue {
  let value = source;
  for (const token of pointerTokens(pointer)) value = (value as Readonly<Record<string, JsonValue>>)[token] as JsonValue;
  return value;
}

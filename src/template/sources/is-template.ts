import { isJsonObject, type JsonObject, type JsonValue, ownKey } from '../../asl';

/** True for a value with the resources of a template. */
export function isTemplate(value: JsonValue): value is JsonObject {
  return isJsonObject(value) && isJsonObject(ownKey(value, 'Resources') ?? null);
}

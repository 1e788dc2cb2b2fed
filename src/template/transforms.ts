import { isJsonArray, type JsonObject, type JsonValue, ownKey } from '../asl';

/** The macros that `Transform` of a template names, one or a list of them. */
export function transformsOf(template: JsonObject): readonly JsonValue[] {
  const transform = ownKey(template, 'Transform') ?? [];
  return isJsonArray(transform) ? transform : [transform];
}

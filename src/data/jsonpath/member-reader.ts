import { type JsonObject, type JsonValue, ownKey } from '../../asl';

/** Reads an own member of an object; `undefined` when there is none. Names that every object inherits need the slow check. */
export function memberReader(name: string): (object: JsonObject) => JsonValue | undefined {
  return name in Object.prototype ? (object) => ownKey(object, name) : (object) => object[name];
}

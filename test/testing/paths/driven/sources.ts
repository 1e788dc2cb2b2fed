import { isJsonObject, type JsonValue } from '../../../../src/asl';

/** Data that grow until an execution finds in them what it reads. */
export type Json = JsonValue;

/** Gives what stands at a place; undefined: nothing. */
export function valueAt(value: JsonValue | undefined, place: readonly string[]): JsonValue | undefined {
  let at = value;
  for (const name of place) at = isJsonObject(at) ? at[name] : Array.isArray(at) ? (at[Number(name)] as JsonValue | undefined) : undefined;
  return at;
}

/** Gives data with something else at a place; undefined: nothing. */
export function setAt(value: Json, [name, ...rest]: readonly string[], given: JsonValue | undefined): Json {
  if (name === undefined) return given ?? {};
  const index = /^\d+$/.test(name) ? Number(name) : undefined;
  if (index !== undefined && (Array.isArray(value) || (isJsonObject(value) && Object.keys(value).length === 0))) {
    const list = Array.isArray(value) ? [...(value as readonly JsonValue[])] : [];
    while (list.length <= index) list.push({});
    list[index] = rest.length === 0 ? (given ?? null) : setAt(list[index] as Json, rest, given);
    return list;
  }
  const object = isJsonObject(value) ? value : {};
  const others = Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
  if (rest.length === 0) return given === undefined ? others : { ...others, [name]: given };
  return { ...others, [name]: setAt(object[name] ?? {}, rest, given) };
}

/** Gives data with a value at a place, and at the ends of it, wherever nothing stands: what is handed on may lie deeper than it came. */
export function withMissing(value: Json, place: readonly string[], given: JsonValue): Json {
  let filled = value;
  for (let skip = 0; skip < place.length; skip++) {
    const end = place.slice(skip);
    if (valueAt(filled, end) === undefined) filled = setAt(filled, end, given);
  }
  return filled;
}

/** Gives data with an object in the place of each text that was put there. */
export function withoutTexts(value: Json): Json {
  if (value === 'text') return {};
  return isJsonObject(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutTexts(item)])) : value;
}

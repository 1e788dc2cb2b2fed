import { defineKey, type JsonValue } from './json';
import { childPointer } from './pointer';
import type { StructureProblem } from './problem';
import { QUOTAS } from './quotas';
import { structureProblem } from './structure-problem';

/** JSON taken into our hands: frozen, with its size as compact text; or what is not JSON about it, and where. */
export type TakenJson =
  | { readonly ok: true; readonly value: JsonValue; readonly bytes: number }
  | { readonly ok: false; readonly problem: StructureProblem };

interface Taken {
  readonly value: JsonValue;
  readonly bytes: number;
}

interface Taking {
  readonly owned: boolean;
  /** Keys that lead to the place looked at: a pointer for each of thousands of places would cost more than all else. */
  readonly path: (string | number)[];
  readonly taken: Map<object, Taken | 'open'>;
}

class NotJsonError extends Error {
  constructor(readonly problem: StructureProblem) {
    super(problem.expected);
  }
}

/**
 * A value as frozen JSON: a copy, unless `owned` says that nobody else holds it.
 * Members that are undefined are left out, as `JSON.stringify` does; a subtree met twice is shared.
 */
export function takeJson(value: unknown, owned: boolean): TakenJson {
  const taking: Taking = { owned, path: [], taken: new Map() };
  try {
    return { ok: true, ...take(value, taking) };
  } catch (error) {
    if (error instanceof NotJsonError) return { ok: false, problem: error.problem };
    throw error;
  }
}

function take(value: unknown, taking: Taking): Taken {
  if (typeof value === 'string') return { value, bytes: utf8Length(value) + 2 };
  if (value === null || typeof value === 'boolean') return { value, bytes: value === false ? 5 : 4 };
  if (typeof value === 'number' && Number.isFinite(value)) return { value, bytes: String(value).length };
  const { owned, path, taken } = taking;
  if (typeof value !== 'object')
    throw foreign(path, value === undefined || typeof value === 'number' ? String(value) : `a ${typeof value}`);
  if (path.length >= QUOTAS.definitionDepth) {
    const pointer = shorten(pointerOf(path));
    throw new NotJsonError(structureProblem('NESTED_TOO_DEEPLY', { most: QUOTAS.definitionDepth }, { pointer }));
  }
  if (owned) return takeStructure(value, taking);
  const known = taken.get(value);
  if (known === 'open') throw foreign(path, 'an object that contains itself');
  if (known) return known;
  taken.set(value, 'open');
  const result = takeStructure(value, taking);
  taken.set(value, result);
  return result;
}

function takeStructure(value: object, taking: Taking): Taken {
  const { owned, path } = taking;
  let bytes = 2;
  if (Array.isArray(value)) {
    const items = owned ? value : [];
    for (let index = 0; index < value.length; index++) {
      path.push(index);
      const entry = take(value[index], taking);
      path.pop();
      bytes += entry.bytes + 1;
      if (!owned) items.push(entry.value);
    }
    return { value: Object.freeze(items) as JsonValue, bytes };
  }
  const tag = Object.prototype.toString.call(value);
  if (tag !== '[object Object]') throw foreign(path, `a ${tag.slice(8, -1)}`);
  const source = value as Record<string, unknown>;
  const target: Record<string, JsonValue> = owned ? (source as Record<string, JsonValue>) : {};
  for (const key of Object.keys(source)) {
    if (source[key] === undefined) continue;
    path.push(key);
    const entry = take(source[key], taking);
    path.pop();
    bytes += utf8Length(key) + entry.bytes + 4;
    if (!owned) defineKey(target, key, entry.value);
  }
  return { value: Object.freeze(target), bytes };
}

function foreign(path: readonly (string | number)[], value: string): NotJsonError {
  return new NotJsonError(structureProblem('INVALID_JSON', { found: 'value', value }, { pointer: pointerOf(path) }));
}

function pointerOf(path: readonly (string | number)[]): string {
  return path.reduce<string>(childPointer, '');
}

/** A pointer a thousand levels deep helps nobody. */
function shorten(pointer: string): string {
  return pointer.split('/').slice(0, 20).join('/');
}

function utf8Length(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // A surrogate pair is four bytes: two for each of its halves.
    if (code > 0x7f) bytes += code > 0x7ff && (code < 0xd800 || code > 0xdfff) ? 2 : 1;
  }
  return bytes;
}

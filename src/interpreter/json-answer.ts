import { isJsonObject, type JsonValue } from '../asl';
import { boundIfJson, DEPTH } from './payload-size';
import { UsageError } from './usage-error';

/** Gives the JSON that an answer is, or throws a UsageError that names the task and the member at fault. Plain JSON is not copied. */
export function jsonAnswer(value: unknown, who: string): JsonValue {
  if (boundIfJson(value) >= 0) return value as JsonValue;
  const problem = findNonJson(value, '', 0);
  if (problem === undefined) return value as JsonValue;
  throw new UsageError(`${who}: expected a JSON value, received ${problem}. Hint: answer with what JSON can hold, such as null or {}.`);
}

function findNonJson(value: unknown, at: string, depth: number): string | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : `${value}${place(at)}`;
  if (typeof value !== 'object') return `${value === undefined ? 'undefined' : `a ${typeof value}`}${place(at)}`;
  if (depth > DEPTH) return `a value that holds itself or nests over ${DEPTH} levels${place(at.slice(0, 80))}`;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      const problem = findNonJson(value[index], `${at}/${index}`, depth + 1);
      if (problem !== undefined) return problem;
    }
    return undefined;
  }
  if (!isJsonObject(value)) return `something that is no JSON${place(at)}`;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    return `an instance of ${value.constructor?.name ?? 'a class'}${place(at)}`;
  }
  for (const key of Object.keys(value)) {
    const problem = findNonJson(value[key], `${at}/${key}`, depth + 1);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function place(at: string): string {
  return at === '' ? '' : ` at ${at}`;
}

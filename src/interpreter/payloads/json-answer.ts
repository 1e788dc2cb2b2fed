import { isJsonObject, type JsonValue, jsonHint, refuseSurplus } from '../../asl';
import { UsageError } from '../usage-error';
import { boundIfJson, DEPTH } from './payload-size';

/** Returns the JSON that an answer is, or throws a UsageError that names the task and the member at fault. Plain JSON is not copied. */
export function jsonAnswer(value: unknown, who: string, verb: 'answer' | 'write' = 'answer'): JsonValue {
  if (arguments.length > 3) refuseSurplus('jsonAnswer()', 3, arguments);
  if (boundIfJson(value) >= 0) return value as JsonValue;
  const problem = findNonJson(value, '', 0);
  if (problem === undefined) return value as JsonValue;
  throw new UsageError(`${who}: expected a JSON value, received ${problem.text}. Hint: ${problem.hint ?? jsonHint(problem.value, verb)}`);
}

interface NonJson {
  readonly text: string;
  readonly value: unknown;
  readonly hint?: string;
}

function findNonJson(value: unknown, at: string, depth: number): NonJson | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : { text: `${value}${place(at)}`, value };
  if (typeof value !== 'object') return { text: `${value === undefined ? 'undefined' : `a ${typeof value}`}${place(at)}`, value };
  if (depth > DEPTH)
    return { text: `a value that holds itself or nests over ${DEPTH} levels${place(at.slice(0, 80))}`, value, hint: 'make it flatter.' };
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      const problem = findNonJson(value[index], `${at}/${index}`, depth + 1);
      if (problem !== undefined) return problem;
    }
    return undefined;
  }
  if (!isJsonObject(value)) return { text: `something that is not JSON${place(at)}`, value };
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    return { text: `an instance of ${value.constructor?.name ?? 'a class'}${place(at)}`, value };
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

import type { Evaluation } from './evaluation';
import { ConstructedArray, isArray, isFunction, isSequence, ownValue, setValue, type Value } from './values';

/** Thrown for a result that holds a function somewhere inside, which JSON cannot. */
export class FunctionInResult extends Error {}

/** How deep a result may be: what is deeper could not be printed. */
const DEEPEST_RESULT = 1000;

/** A result as plain JSON: sequences become arrays, infinity is spelled out. Functions stay, at the top level only. */
export function toPlain(value: Value, run: Evaluation, thorough: boolean): Value {
  if (run.dirty || thorough) return isFunction(value) ? value : clean(value, run, 0);
  if (isSequence(value)) return Array.from(value, (item) => (item === undefined ? null : item));
  return value;
}

function clean(value: Value, run: Evaluation, depth: number): Value {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (isFunction(value)) throw new FunctionInResult();
  // Where lists hold themselves twice, this is most of the work: it takes longer than a round of a loop.
  run.spend(2);
  run.holdItems(depth > DEEPEST_RESULT ? Number.POSITIVE_INFINITY : 0);
  if (isArray(value)) return cleanArray(value, run, depth);
  const keys = Object.keys(value);
  let copy: Record<string, Value> | undefined;
  for (const key of keys) {
    const part = ownValue(value, key);
    const cleaned = clean(part, run, depth + 1);
    if (cleaned === part && part !== undefined) continue;
    // Most values are clean already: copy only once one is not.
    if (copy === undefined) {
      copy = {};
      for (const known of keys) setValue(copy, known, ownValue(value, known));
    }
    if (cleaned === undefined) delete copy[key];
    else setValue(copy, key, cleaned);
  }
  return copy ?? value;
}

function cleanArray(value: readonly Value[], run: Evaluation, depth: number): Value {
  let copy: Value[] | undefined = isSequence(value) || value instanceof ConstructedArray ? Array.from(value) : undefined;
  for (let i = 0; i < value.length; i++) {
    const part = value[i];
    const cleaned = part === undefined ? null : clean(part, run, depth + 1);
    if (cleaned === part) continue;
    copy ??= Array.from(value);
    copy[i] = cleaned;
  }
  return copy ?? value;
}

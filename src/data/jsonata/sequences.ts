import type { Evaluation } from './evaluation';
import {
  ConstructedArray,
  isArray,
  isFunction,
  isInheritedName,
  isObject,
  isSequence,
  newSequence,
  ownValue,
  TupleStream,
  type Value,
  type ValueObject,
} from './values';

/** The value that a sequence stands for: nothing, its only item, or itself. */
export function normalize(value: Value, keepArray: boolean): Value {
  if (!isSequence(value) || value instanceof TupleStream) return value;
  if (keepArray) value.keepSingleton = true;
  if (value.length === 0) return undefined;
  return value.length === 1 && !value.keepSingleton ? value[0] : value;
}

/** `$append`: both as one array; nothing on one side gives the other side back. */
export function append(first: Value, second: Value): Value {
  if (first === undefined) return second;
  if (second === undefined) return first;
  // An array of no other kind, whatever is joined: by the engine's own means, many times as fast as item by item.
  return ([] as Value[]).concat(first, second);
}

/** All values as one array, as `$append` joins them one by one, but in the time of a single pass. */
export function appendAll(values: readonly Value[], run: Evaluation): Value {
  const given = values.filter((value) => value !== undefined);
  if (given.length <= 1) return given[0];
  const result: Value[] = [];
  for (const value of given) {
    if (isArray(value)) run.readList(value.length);
    pushAll(result, value);
    run.holdItems(result.length);
  }
  return result;
}

/** Adds an array's items, or a single value, to an array under construction. */
export function pushAll(target: Value[], value: Value): void {
  if (!isArray(value)) {
    target.push(value);
    return;
  }
  // Not push(...value): a long spread overflows the stack.
  for (let i = 0; i < value.length; i++) target.push(value[i]);
}

/** Adds what a step produced: arrays dissolve into the sequence, except arrays constructed on purpose. */
export function flattenInto(target: Value[], value: Value): void {
  if (value instanceof ConstructedArray) target.push(value);
  else pushAll(target, value);
}

/** `$lookup` and a name in a path: the value of a key, collected over the items of an array. */
export function lookup(input: Value, key: string, run: Evaluation): Value {
  if (isArray(input)) {
    run.readItems(input.length);
    const found = newSequence();
    for (let i = 0; i < input.length; i++) {
      const value = lookup(input[i], key, run);
      if (value !== undefined) pushAll(found, value);
    }
    run.holdItems(found.length);
    return found;
  }
  return isObject(input) ? ownValue(input, key) : undefined;
}

/** A reader of one key, decided once: most names cannot be confused with what every object inherits. */
export function keyReader(key: string): (object: ValueObject) => Value {
  return isInheritedName(key) ? (object) => ownValue(object, key) : (object) => object[key];
}

/** True when a value stored inside another must be made plain before it leaves the evaluation. */
export function needsCleaning(value: Value): boolean {
  return typeof value === 'object' && value !== null && (isSequence(value) || isFunction(value) || value instanceof ConstructedArray);
}

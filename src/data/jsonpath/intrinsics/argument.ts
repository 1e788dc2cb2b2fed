import type { JsonObject, JsonValue } from '../../../asl';
import { isJsonObject } from '../../../asl';
import type { EvaluationScope } from '../../scope';
import { InvalidArguments } from './intrinsic-function';

// Each function here gives back an argument of the wanted kind, or refuses the call.

/** The argument as an array. */
export function asArray(value: JsonValue): readonly JsonValue[] {
  if (!Array.isArray(value)) throw new InvalidArguments();
  return value as readonly JsonValue[];
}

/** The argument as a text. */
export function asText(value: JsonValue): string {
  if (typeof value !== 'string') throw new InvalidArguments();
  return value;
}

/** The argument as a text of at most `limit` characters, where the scope holds to limits. */
export function asTextUpTo(limit: number, value: JsonValue, { intrinsicSizes = true }: Pick<EvaluationScope, 'intrinsicSizes'>): string {
  const text = asText(value);
  if (intrinsicSizes && text.length > limit) throw new InvalidArguments();
  return text;
}

/** The argument as one that can be printed: a list may hold the same long text, or the same list, thousands of times. */
export function asPrintable(value: JsonValue): JsonValue {
  if (typeof value !== 'object' || value === null) return value;
  let left = MOST_PRINTED;
  // Of most arguments nothing is left to be looked at: they are flat.
  const open: JsonValue[] = [];
  const weigh = (part: JsonValue): void => {
    if (typeof part === 'string') left -= part.length;
    else if (typeof part === 'object' && part !== null) open.push(part);
  };
  for (let next: JsonValue | undefined = value; next !== undefined; next = open.pop()) {
    if (Array.isArray(next)) {
      left -= next.length;
      for (let at = 0; at < next.length; at++) weigh(next[at] as JsonValue);
    } else {
      const object = next as JsonObject;
      for (const key of Object.keys(object)) {
        left -= key.length + 1;
        weigh(object[key] as JsonValue);
      }
    }
    // What is still to be looked at counts already: a list of two that holds itself twice doubles it each time.
    if (left < 0) throw new InvalidArguments();
  }
  return value;
}

/** Characters of a text that a function may make, and items of a list: our own bound, far over a payload of 256 KiB. */
export const MOST_PRINTED = 33_554_432;

/** The argument as an object. */
export function asObject(value: JsonValue): JsonObject {
  if (!isJsonObject(value)) throw new InvalidArguments();
  return value;
}

/**
 * The argument as a number, its fraction cut off as Java's `intValue` does. The developer guide has it rounded, but for an index of
 * States.ArrayGetItem, of which it does not speak; AWS cuts off (measured: tiny-asl-machine, groups States.ArrayGetItem,
 * States.ArrayPartition, States.ArrayRange and States.MathRandom).
 */
export function asInteger(value: JsonValue): number {
  return Math.trunc(asNumber(value)) + 0;
}

/** The argument as a number rounded half up, as Java's `Math.round` does: States.MathAdd alone (recorded: math_operations.math_add). */
export function asRounded(value: JsonValue): number {
  // Adding zero turns -0 into 0: Java's long has no negative zero.
  return Math.round(asNumber(value)) + 0;
}

function asNumber(value: JsonValue): number {
  if (typeof value !== 'number') throw new InvalidArguments();
  return value;
}

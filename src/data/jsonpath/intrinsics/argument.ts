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

import type { JsonValue } from '../../../asl';
import { asInteger } from './argument';
import { type IntrinsicFunction, InvalidArguments } from './intrinsic-function';
import { seededInteger } from './seeded-integer';

/** `States.MathRandom(from, to, seed?)`: an integer from `from` up to but without `to`, fractions cut off; a seed decides it. */
export const mathRandom: IntrinsicFunction<readonly [JsonValue, JsonValue, ...JsonValue[]]> = {
  minimum: 2,
  maximum: 3,
  call: ([first, end, seed], scope) => {
    const from = asInteger(first);
    const to = asInteger(end);
    if (from >= to) throw new InvalidArguments();
    if (seed !== undefined) return from + seededInteger(asInteger(seed), to - from);
    return from + Math.floor(scope.random.next() * (to - from));
  },
};

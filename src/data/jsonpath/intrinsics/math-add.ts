import type { JsonValue } from '../../../asl';
import { asRounded } from './argument';
import { type IntrinsicFunction, InvalidArguments } from './intrinsic-function';

/** `States.MathAdd(a, b)`: each rounded half up, then added. Terms and sum must be 32-bit integers. */
export const mathAdd: IntrinsicFunction<readonly [JsonValue, JsonValue]> = {
  minimum: 2,
  maximum: 2,
  call: ([left, right]) => within32Bits(within32Bits(asRounded(left)) + within32Bits(asRounded(right))),
};

function within32Bits(value: number): number {
  if (!(value >= -2147483648 && value <= 2147483647)) throw new InvalidArguments();
  return value;
}

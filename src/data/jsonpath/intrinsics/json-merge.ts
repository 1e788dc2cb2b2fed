import type { JsonValue } from '../../../asl';
import { asObject } from './argument';
import { type IntrinsicFunction, InvalidArguments } from './intrinsic-function';

/** `States.JsonMerge(first, second, false)`: both objects' keys, the second's values where both have one. AWS knows no deep merge, and takes anything but `true` for false. */
export const jsonMerge: IntrinsicFunction<readonly [JsonValue, JsonValue, JsonValue]> = {
  minimum: 3,
  maximum: 3,
  call: ([first, second, deep]) => {
    if (deep === true) throw new InvalidArguments();
    return { ...asObject(first), ...asObject(second) };
  },
};

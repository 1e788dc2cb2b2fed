import type { JsonValue } from '../../../asl';
import { asArray } from './argument';
import type { IntrinsicFunction } from './intrinsic-function';

/** `States.ArrayLength(array)`. */
export const arrayLength: IntrinsicFunction<readonly [JsonValue]> = {
  minimum: 1,
  maximum: 1,
  call: ([items]) => asArray(items).length,
};

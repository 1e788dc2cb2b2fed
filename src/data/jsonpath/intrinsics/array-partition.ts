import type { JsonValue } from '../../../asl';
import { asArray, asInteger } from './argument';
import { type IntrinsicFunction, InvalidArguments } from './intrinsic-function';

/** `States.ArrayPartition(array, size)`: the array cut into pieces of the size; the last may be shorter. A fraction of the size is cut off. */
export const arrayPartition: IntrinsicFunction<readonly [JsonValue, JsonValue]> = {
  minimum: 2,
  maximum: 2,
  call: ([items, length]) => {
    const list = asArray(items);
    const size = asInteger(length);
    if (size < 1) throw new InvalidArguments();
    const pieces: JsonValue[] = [];
    for (let at = 0; at < list.length; at += size) pieces.push(list.slice(at, at + size));
    return pieces;
  },
};

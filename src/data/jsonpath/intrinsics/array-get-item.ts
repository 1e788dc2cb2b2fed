import type { JsonValue } from '../../../asl';
import { asArray, asInteger } from './argument';
import { type IntrinsicFunction, InvalidArguments } from './intrinsic-function';

/** `States.ArrayGetItem(array, index)`: the element at the index, from 0. An index outside is refused; an empty array gives null. */
export const arrayGetItem: IntrinsicFunction<readonly [JsonValue, JsonValue]> = {
  minimum: 2,
  maximum: 2,
  call: ([items, position]) => {
    const list = asArray(items);
    const index = asInteger(position);
    if (list.length === 0) return null;
    if (index < 0 || index >= list.length) throw new InvalidArguments();
    return list[index]!;
  },
};

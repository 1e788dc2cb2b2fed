import type { JsonValue } from '../../../asl';
import { jacksonText } from '../jackson-text';
import { javaText } from '../java-text';
import { asArray, asPrintable } from './argument';
import type { IntrinsicFunction } from './intrinsic-function';

/**
 * `States.ArrayContains(array, value)`: true when an element is printed as the value is. So measured on AWS
 * (tiny-asl-machine): `true` is found in `["true"]`, and an object only with its fields in the same order.
 */
export const arrayContains: IntrinsicFunction<readonly [JsonValue, JsonValue]> = {
  minimum: 2,
  maximum: 2,
  call: ([items, value]) => {
    const list = asArray(asPrintable(items));
    // What is equal is printed alike, but for zero, which has a sign: only what is found nowhere needs to be printed.
    if (typeof value !== 'object' && value !== 0 && list.includes(value)) return true;
    const wanted = comparedText(asPrintable(value));
    return list.some((item) => comparedText(item) === wanted);
  },
};

function comparedText(value: JsonValue): string {
  return typeof value === 'object' && value !== null ? jacksonText(value) : javaText(value);
}

import type { JsonValue } from '../../../asl';
import { equalJson } from '../filter-value';
import { javaHashCode } from '../java-hash-code';
import { asArray } from './argument';
import type { IntrinsicFunction } from './intrinsic-function';

/**
 * `States.ArrayUnique(array)`: every element once. AWS gives them in the order of a Java HashSet (`[true,false]` becomes
 * `[false,true]`), which is what this does: by bucket, and within one in the order of the array.
 */
export const arrayUnique: IntrinsicFunction = {
  minimum: 1,
  maximum: 1,
  call: ([items]) => {
    const list = asArray(items);
    const buckets: JsonValue[][] = [];
    const size = tableSize(list.length);
    for (const item of list) {
      const hash = javaHashCode(item);
      const at = (hash ^ (hash >>> 16)) & (size - 1);
      buckets[at] ??= [];
      const bucket = buckets[at];
      if (!bucket.some((known) => equalJson(known, item))) bucket.push(item);
    }
    return buckets.flat(1);
  },
};

/** The power of two that a HashSet made from a collection of `length` elements starts with. */
function tableSize(length: number): number {
  let size = 16;
  const wanted = Math.trunc(length / 0.75) + 1;
  while (size < wanted) size *= 2;
  return size;
}

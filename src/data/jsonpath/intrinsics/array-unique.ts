import type { JsonValue } from '../../../asl';
import { equalJson } from '../equal-json';
import { javaHashCode } from '../java-hash-code';
import { asArray, asPrintable } from './argument';
import type { IntrinsicFunction } from './intrinsic-function';

/**
 * `States.ArrayUnique(array)`: every element once. AWS gives them in the order of a Java HashSet (`[true,false]` becomes
 * `[false,true]`), which is what this does: by bucket, and within one in the order of the array.
 */
export const arrayUnique: IntrinsicFunction<readonly [JsonValue]> = {
  minimum: 1,
  maximum: 1,
  call: ([items]) => {
    const list = asArray(asPrintable(items));
    const size = tableSize(list.length);
    return smallIntegers(list, size) ?? inBuckets(list, size);
  },
};

/** Whole numbers below the size of the table each have a bucket of their own, so that they come out sorted. */
function smallIntegers(list: readonly JsonValue[], size: number): readonly number[] | undefined {
  const seen: boolean[] = new Array<boolean>(size).fill(false);
  for (const item of list) {
    if (typeof item !== 'number' || !(item >= 0 && item < size) || !Number.isInteger(item)) return undefined;
    seen[item] = true;
  }
  const unique: number[] = [];
  for (let at = 0; at < size; at++) {
    if (seen[at]) unique.push(at);
  }
  return unique;
}

function inBuckets(list: readonly JsonValue[], size: number): readonly JsonValue[] {
  const buckets: JsonValue[][] = [];
  const spellings: Set<string>[] = [];
  for (const item of list) {
    const hash = javaHashCode(item);
    const at = (hash ^ (hash >>> 16)) & (size - 1);
    buckets[at] ??= [];
    const bucket = buckets[at];
    if (bucket.length < MOST_COMPARED) {
      if (!bucket.some((known) => equalJson(known, item))) bucket.push(item);
      continue;
    }
    // Data made for it falls into one bucket: comparing each with all others would take minutes.
    spellings[at] ??= new Set(bucket.map(spelling));
    const text = spelling(item);
    if (spellings[at].has(text)) continue;
    spellings[at].add(text);
    bucket.push(item);
  }
  return buckets.flat(1);
}

const MOST_COMPARED = 16;

/** The same text for values that {@link equalJson} finds equal. */
function spelling(value: JsonValue): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${(value as readonly JsonValue[]).map(spelling).join()}]`;
  const object = value as Readonly<Record<string, JsonValue>>;
  const keys = Object.keys(object).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${spelling(object[key] as JsonValue)}`).join()}}`;
}

/** The power of two that a HashSet made from a collection of `length` elements starts with. */
function tableSize(length: number): number {
  let size = 16;
  const wanted = Math.trunc(length / 0.75) + 1;
  while (size < wanted) size *= 2;
  return size;
}

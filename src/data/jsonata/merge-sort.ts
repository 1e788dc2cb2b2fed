import type { Evaluation } from './evaluation';

/** A stable sort that asks only "does the left one go behind the right one?", as `$sort` lets its users answer. */
export function mergeSort<Item>(
  items: readonly Item[],
  goesBehind: (left: Item, right: Item) => boolean,
  run: Evaluation,
): readonly Item[] {
  if (items.length <= 1) return items;
  const middle = Math.floor(items.length / 2);
  const left = mergeSort(items.slice(0, middle), goesBehind, run);
  const right = mergeSort(items.slice(middle), goesBehind, run);
  const merged: Item[] = [];
  let l = 0;
  let r = 0;
  while (l < left.length && r < right.length) {
    run.spend(1);
    merged.push(goesBehind(left[l]!, right[r]!) ? right[r++]! : left[l++]!);
  }
  while (l < left.length) merged.push(left[l++]!);
  while (r < right.length) merged.push(right[r++]!);
  return merged;
}

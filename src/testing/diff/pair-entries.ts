/** An entry of a list with its number. */
export interface Numbered<Entry> {
  readonly index: number;
  readonly entry: Entry;
}

/** Entries of two lists that stand for each other; one side is undefined where an entry was added or removed. */
export interface EntryPair<Entry> {
  readonly before: Numbered<Entry> | undefined;
  readonly after: Numbered<Entry> | undefined;
}

/** Pairs the entries of two lists: by equal keys first, then those left over in their order. */
export function pairEntries<Entry>(before: readonly Entry[], after: readonly Entry[], keyOf: (entry: Entry) => string): EntryPair<Entry>[] {
  const left = before.map((entry, index) => ({ entry, index }));
  const pairs: { before: Numbered<Entry> | undefined; after: Numbered<Entry> }[] = after.map((entry, index) => {
    const found = left.findIndex((candidate) => keyOf(candidate.entry) === keyOf(entry));
    return { before: found === -1 ? undefined : left.splice(found, 1)[0], after: { entry, index } };
  });
  for (const pair of pairs) pair.before ??= left.shift();
  return [...pairs, ...left.map((removed) => ({ before: removed, after: undefined }))];
}

/** Whether entries that stayed stand in another order. */
export function isReordered<Entry>(pairs: readonly EntryPair<Entry>[]): boolean {
  const order = pairs.flatMap((pair) => (pair.before !== undefined && pair.after !== undefined ? [pair.before.index] : []));
  return order.some((index, position) => position > 0 && index < order[position - 1]!);
}

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

/** The numbers that entries had before, in the order in which they stand now; undefined where those that stayed kept their order. */
export function newOrder<Entry>(pairs: readonly EntryPair<Entry>[]): number[] | undefined {
  const order = pairs.flatMap(({ before, after }) => (before === undefined || after === undefined ? [] : [before.index]));
  const isKept = order.every((index, position) => index > (order[position - 1] ?? -1));
  return isKept ? undefined : order;
}

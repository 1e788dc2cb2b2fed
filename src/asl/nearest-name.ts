/**
 * The candidate a misspelt name most likely meant, or undefined when none is near.
 * Near: equal but for case, or at most a third of its letters (two at least, when long enough) inserted, dropped, replaced or swapped.
 */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase();
  const limit = Math.max(1, Math.min(4, Math.floor(name.length / 3)));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    const lower = candidate.toLowerCase();
    if (Math.abs(lower.length - wanted.length) >= bestDistance) continue;
    const distance = lower === wanted ? 0 : editDistance(wanted, lower, bestDistance);
    // A name in which nothing is the same is not near.
    if (distance < bestDistance && distance < Math.max(lower.length, wanted.length)) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** The number of letters to insert, drop, replace or swap with a neighbour; stops counting at `stopAt`. */
export function editDistance(left: string, right: string, stopAt = Infinity): number {
  if (left === right) return 0;
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= right.length; column++) {
      const replaced = last[column - 1]! + (left[row - 1] === right[column - 1] ? 0 : 1);
      let cost = Math.min(replaced, last[column]! + 1, current[column - 1]! + 1);
      const swapped = row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped) cost = Math.min(cost, beforeLast[column - 2]! + 1);
      current.push(cost);
      if (cost < least) least = cost;
    }
    if (least >= stopAt) return least;
    beforeLast = last;
    last = current;
  }
  return last[right.length]!;
}

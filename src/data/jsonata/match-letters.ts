/** How many arguments a parameter takes. */
export interface LetterTaker {
  /** The letters of the types it takes. */
  readonly letters: string;
  readonly optional: boolean;
  readonly repeated: boolean;
}

/**
 * How many letters each parameter takes, or undefined when they do not fit: what a regular expression of one group for each parameter finds, in
 * a time that does not grow faster than both lengths multiplied. `whole` says that all letters must be taken.
 */
export function matchLetters(takers: readonly LetterTaker[], letters: string, whole: boolean): number[] | undefined {
  const fits = restsThatFit(takers, letters, whole);
  if (!fits(0, 0)) return undefined;
  let at = 0;
  return takers.map((taker, index) => {
    const count = countOf(taker, letters, at, (next) => fits(index + 1, next));
    at += count;
    return count;
  });
}

/** Whether the parameters from one on can take the letters from a position on. */
function restsThatFit(takers: readonly LetterTaker[], letters: string, whole: boolean): (taker: number, at: number) => boolean {
  const width = letters.length + 2;
  const known = new Uint8Array((takers.length + 1) * width);
  for (let at = 0; at <= letters.length; at++) if (!whole || at === letters.length) known[takers.length * width + at] = 1;
  for (let index = takers.length - 1; index >= 0; index--) {
    const { letters: taken, optional, repeated } = takers[index]!;
    const [row, next] = [index * width, (index + 1) * width];
    for (let at = letters.length; at >= 0; at--) {
      const takes = at < letters.length && taken.includes(letters[at]!);
      const goesOn = takes && (known[next + at + 1] === 1 || (repeated && known[row + at + 1] === 1));
      if (goesOn || (optional && !repeated && known[next + at] === 1)) known[row + at] = 1;
    }
  }
  return (taker, at) => known[taker * width + at] === 1;
}

/** One parameter's share: as many as it may have, but as few where it is both repeated and optional, as `+?` is read. */
function countOf(
  { letters: taken, optional, repeated }: LetterTaker,
  letters: string,
  at: number,
  restFits: (at: number) => boolean,
): number {
  let found = 0;
  for (let count = 1; at + count <= letters.length && taken.includes(letters[at + count - 1]!); count++) {
    if (restFits(at + count)) found = count;
    if (!repeated || (optional && found > 0)) break;
  }
  return found;
}

/** Chance by a seed: the same seed, the same choices. */
export interface Chance {
  /** From 0 up to but without 1. */
  next(): number;
  /** A whole number from 0 up to but without `below`. */
  below(below: number): number;
  /** True once in so many times. */
  once(times: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** So many at most, at least one. */
  some<Item>(most: number, make: () => Item): Item[];
}

/** Mulberry32, which is enough to make test data. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    once: (times) => below(times) === 0,
    pick: (items) => items[below(items.length)] as never,
    some: (most, make) => Array.from({ length: 1 + below(most) }, make),
  };
}

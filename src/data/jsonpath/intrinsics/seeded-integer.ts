const MULTIPLIER = 0x5deece66dn;
const MASK = (1n << 48n) - 1n;

/** The first `nextInt(bound)` of java.util.Random with a seed. */
export function seededInteger(seed: number, bound: number): number {
  let state = (BigInt(Math.trunc(seed)) ^ MULTIPLIER) & MASK;
  const next31 = (): number => {
    state = (state * MULTIPLIER + 0xbn) & MASK;
    return Number(state >> 17n);
  };
  if (bound > 0x7fffffff) return Math.floor((next31() / 0x80000000) * bound);
  if ((bound & -bound) === bound) return Number((BigInt(bound) * BigInt(next31())) >> 31n);
  for (;;) {
    const bits = next31();
    const value = bits % bound;
    // The last, shorter stretch of values would favour the small ones: Java draws again.
    if (bits - value + (bound - 1) <= 0x7fffffff) return value;
  }
}

const MASK = (1n << 48n) - 1n;
const MULTIPLIER = 0x5deece66dn;

/** The first number that `new java.util.Random(seed).nextDouble()` gives, bit for bit. */
export function javaRandomDouble(seed: bigint): number {
  let state = (seed ^ MULTIPLIER) & MASK;
  const next = (bits: bigint): bigint => {
    state = (state * MULTIPLIER + 0xbn) & MASK;
    return state >> (48n - bits);
  };
  const high = next(26n);
  const low = next(27n);
  return Number((high << 27n) + low) / 2 ** 53;
}

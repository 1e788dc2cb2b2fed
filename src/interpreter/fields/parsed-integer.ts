import type { JsonValue } from '../../asl';

const LONGEST = 2n ** 63n;

/**
 * A path may lead to an integer written as text, which AWS reads as Java reads a long (measured in us-east-1: floci-io/floci pull request 3732):
 * digits alone, and not beyond 64 bits. Any other value is given back as it is.
 */
export function parsedInteger(value: JsonValue): JsonValue {
  if (typeof value !== 'string' || !/^[+-]?\d+$/.test(value)) return value;
  const integer = BigInt(value.replace('+', ''));
  return integer >= -LONGEST && integer < LONGEST ? Number(integer) : value;
}

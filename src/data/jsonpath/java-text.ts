import type { JsonValue } from '../../asl';

/** A value as Java's `toString` prints it: `{a=1, b=[x, null]}`. Text stands for itself. */
export function javaText(value: JsonValue): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return javaNumberText(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${(value as readonly JsonValue[]).map(javaText).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([key, inner]) => `${key}=${javaText(inner)}`)
    .join(', ')}}`;
}

/** A number as Java prints it: whole numbers plainly, doubles from 10^7 and below 10^-3 as `1.5E10`. */
export function javaNumberText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return Object.is(value, -0) ? '-0.0' : String(value);
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e7) return String(value);
  const [mantissa, exponent] = value.toExponential().split('e');
  return `${mantissa!.includes('.') ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
}

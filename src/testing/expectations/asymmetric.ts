/** An asymmetric matcher of jest or vitest, as far as both agree. */
interface Asymmetric {
  readonly sample?: unknown;
  readonly inverse?: boolean;
  toAsymmetricMatcher?(): string;
  toString(): string;
}

/** Tells an asymmetric matcher of jest or vitest from data. */
export function isAsymmetric(value: unknown): value is Asymmetric {
  return typeof value === 'object' && value !== null && typeof (value as { asymmetricMatch?: unknown }).asymmetricMatch === 'function';
}

/** Whether a value is an asymmetric matcher, or has one inside. */
export function holdsAsymmetric(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return isAsymmetric(value) || Object.values(value).some(holdsAsymmetric);
}

/** The value as JSON in which each matcher is written as its runner calls it: `{"id":Any<String>}`, `ObjectContaining {"id":"o-1"}`. */
export function patternText(value: unknown): string {
  if (isAsymmetric(value))
    return value.toAsymmetricMatcher?.() ?? `${value.toString()}${'sample' in value ? ` ${patternText(value.sample)}` : ''}`;
  if (Array.isArray(value)) return `[${value.map(patternText).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? String(value);
  return `{${Object.entries(value)
    .map(([key, field]) => `${JSON.stringify(key)}:${patternText(field)}`)
    .join(',')}}`;
}

/** The fields that an `objectContaining` wants, undefined for anything else. */
export function fieldsWanted(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (!isAsymmetric(value) || value.inverse === true || value.toString() !== 'ObjectContaining') return undefined;
  return typeof value.sample === 'object' && value.sample !== null ? (value.sample as Readonly<Record<string, unknown>>) : undefined;
}

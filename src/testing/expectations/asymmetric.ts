/** Tells an asymmetric matcher of jest or vitest from data. */
export function isAsymmetric(value: unknown): boolean {
  return typeof value === 'object' && value !== null && typeof (value as { asymmetricMatch?: unknown }).asymmetricMatch === 'function';
}

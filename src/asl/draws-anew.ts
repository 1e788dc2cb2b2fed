import type { JsonValue } from './json';

/** Whether a JSONata expression may come to something else when it is evaluated again with the same data: it reads chance, or the clock. */
export function drawsAnew(expression: JsonValue | undefined): boolean {
  return typeof expression === 'string' && /\$(?:random|uuid|shuffle|now|millis)\b/.test(expression);
}

import type { JsonValue } from '../../asl';
import { javaNumberText } from './java-text';

/** A value as the JSON text that Jackson writes: without blanks, doubles from 10^7 and below 10^-3 as `1.5E10`. */
export function jacksonText(value: JsonValue): string {
  const text = JSON.stringify(value);
  // Only such texts may hold a number that both write differently. In megabytes, a character is found ten times as fast as a pattern.
  if (typeof value === 'string' || !(text.includes('.') || text.includes('e-') || text.includes('e+'))) return text;
  return /\d{8}\.|\de[-+]|0\.000/.test(text) ? write(value) : text;
}

function write(value: JsonValue): string {
  if (typeof value === 'number') return javaNumberText(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${(value as readonly JsonValue[]).map(write).join(',')}]`;
  return `{${Object.entries(value)
    .map(([key, inner]) => `${JSON.stringify(key)}:${write(inner)}`)
    .join(',')}}`;
}

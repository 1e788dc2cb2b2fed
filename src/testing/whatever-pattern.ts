import { isEmptyPattern } from './regular-expression';

/** What an asymmetric matcher that is made of nothing fits, and what to write for that: whoever takes it is content with whatever comes. Undefined for any other value. */
export function whateverPattern(value: unknown): { readonly any: string; readonly instead: string } | undefined {
  if (typeof value !== 'object' || value === null || typeof (value as { asymmetricMatch?: unknown }).asymmetricMatch !== 'function')
    return undefined;
  if (isEmptyPattern(value)) return { any: 'text', instead: 'look at the text that it is made of, or write expect.any(String)' };
  const { sample } = value as { readonly sample?: unknown };
  if (typeof sample !== 'object' || sample === null || Object.keys(sample).length > 0) return undefined;
  const name = String(value);
  if (/^Array(?:Not)?Containing$/.test(name)) return { any: 'list', instead: 'name an item, or write expect.any(Array)' };
  if (/^Object(?:Not)?Containing$/.test(name)) return { any: 'object', instead: 'name a field, or write expect.any(Object)' };
  return undefined;
}

import type { JsonValue } from './json';

/** The compact JSON text of a value, however deep: states may wrap their input once more each time a loop comes by. */
export function writeJson(value: JsonValue): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if ((error as Error).name !== 'RangeError') throw error;
    return writeDeep(value);
  }
}

/** With a stack of its own: what is still to be written, the next on top. Text that is wrapped stands for itself. */
function writeDeep(root: JsonValue): string {
  const parts: string[] = [];
  const open: Array<JsonValue | { readonly [TEXT]: string }> = [root];
  while (open.length > 0) {
    const next = open.pop() as JsonValue | { readonly [TEXT]: string };
    if (typeof next !== 'object' || next === null) parts.push(JSON.stringify(next));
    else if (TEXT in next) parts.push((next as { readonly [TEXT]: string })[TEXT]);
    else {
      const isList = Array.isArray(next);
      open.push({ [TEXT]: isList ? ']' : '}' });
      const entries = Object.entries(next as { readonly [key: string]: JsonValue });
      for (let index = entries.length - 1; index >= 0; index--) {
        const [key, member] = entries[index] as [string, JsonValue];
        open.push(member, { [TEXT]: `${index === 0 ? '' : ','}${isList ? '' : `${JSON.stringify(key)}:`}` });
      }
      parts.push(isList ? '[' : '{');
    }
  }
  return parts.join('');
}

const TEXT = Symbol('text');

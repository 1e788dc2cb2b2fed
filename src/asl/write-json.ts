import type { JsonValue } from './json';

/** The compact JSON text of a value, however deep: states may wrap their input once more each time a loop comes by. */
export function writeJson(value: JsonValue): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    // A text that is too long is a RangeError as well, and no stack of our own makes it shorter.
    if ((error as Error).name !== 'RangeError' || !/call stack/.test((error as Error).message)) throw error;
    return writeDeep(value);
  }
}

/** The JSON text of a value for a message: as long as it may be, since parts that a value shares are written each time. */
export function messageJson(value: JsonValue): string {
  let left = LONGEST_MESSAGE;
  const open: JsonValue[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === 'string') left -= next.length;
    else if (typeof next === 'object' && next !== null) {
      const members = Object.values(next);
      left -= members.length;
      for (const member of members) open.push(member);
    }
    if (left < 0) return '…';
  }
  return writeJson(value);
}

/** Far more than a cause may have, or a payload. */
const LONGEST_MESSAGE = 4_000_000;

/** With a stack of its own: what is still to be written, the next on top. Text that is wrapped stands for itself. */
function writeDeep(root: JsonValue): string {
  const parts: string[] = [];
  const open: Array<JsonValue | { readonly [TEXT]: string }> = [root];
  while (open.length > 0) {
    const next = open.pop() as JsonValue | { readonly [TEXT]: string };
    if (typeof next !== 'object' || next === null) parts.push(JSON.stringify(next));
    else if (TEXT in next) parts.push(next[TEXT]);
    else {
      const isList = Array.isArray(next);
      open.push({ [TEXT]: isList ? ']' : '}' });
      const entries = Object.entries(next as { readonly [key: string]: JsonValue });
      for (let index = entries.length - 1; index >= 0; index--) {
        const [key, member] = entries[index]!;
        open.push(member, { [TEXT]: `${index === 0 ? '' : ','}${isList ? '' : `${JSON.stringify(key)}:`}` });
      }
      parts.push(isList ? '[' : '{');
    }
  }
  return parts.join('');
}

const TEXT = Symbol('text');

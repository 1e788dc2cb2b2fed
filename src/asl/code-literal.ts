import { isJsonArray, isJsonObject, type JsonValue } from './json';
import { printableJson } from './printable';

/** JSON as TypeScript. A key `__proto__` means something else in a literal: such data is parsed. */
export function codeLiteral(value: JsonValue, depth: number): string {
  const json = JSON.stringify(value, null, 2);
  if (json.includes('"__proto__"')) return `JSON.parse(${codeText(JSON.stringify(value))})`;
  return typed(value, depth);
}

function typed(value: JsonValue, depth: number): string {
  if (typeof value === 'string') return codeText(value);
  if (isJsonArray(value)) {
    const items = value.map((item) => typed(item, depth + 1));
    return items.length === 0 ? '[]' : `[${lines(items, depth, '')}]`;
  }
  if (!isJsonObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, item]) => `${codeProperty(key)}: ${typed(item, depth + 1)}`);
  return entries.length === 0 ? '{}' : `{${lines(entries, depth, ' ')}}`;
}

/** One line where it is short, else one for each. */
function lines(items: readonly string[], depth: number, space: string): string {
  const short = `${space}${items.join(', ')}${space}`;
  if (short.length <= 80 && !short.includes('\n')) return short;
  const indent = '  '.repeat(depth + 1);
  return `\n${items.map((item) => `${indent}${item},\n`).join('')}${'  '.repeat(depth)}`;
}

/** A name as a key of an object. */
export function codeProperty(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : codeText(name);
}

/** Text as a string: in single quotes, unless it holds some itself and no others. */
export function codeText(text: string): string {
  const escaped = printableJson(JSON.stringify(text));
  if (text.includes("'") && !text.includes('"')) return escaped;
  return `'${escaped.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

import { isJsonArray, isJsonObject, type JsonValue, memberIn, printableJson } from '../../asl';

/** Keys that a reader looks for first. */
const FIRST = ['Comment', 'QueryLanguage', 'StartAt', 'Type', 'Resource'];
/** Keys that say where a state goes stand at its end. */
const LAST = ['States', 'Branches', 'Iterator', 'ItemProcessor', 'Retry', 'Catch', 'Choices', 'Default', 'Next', 'End'];

/** JSON as text that depends on its content only: two spaces, keys of every object in one order. */
export function canonicalJson(value: JsonValue, indentation = ''): string {
  const inner = `${indentation}  `;
  if (isJsonArray(value)) {
    if (value.length === 0) return '[]';
    return `[\n${value.map((item) => `${inner}${canonicalJson(item, inner)}`).join(',\n')}\n${indentation}]`;
  }
  if (!isJsonObject(value)) return printableJson(JSON.stringify(value));
  const keys = Object.keys(value).sort(inOrder);
  if (keys.length === 0) return '{}';
  return `{\n${keys.map((key) => `${inner}${printableJson(JSON.stringify(key))}: ${canonicalJson(memberIn(value, key), inner)}`).join(',\n')}\n${indentation}}`;
}

function inOrder(left: string, right: string): number {
  return rank(left) - rank(right) || (left < right ? -1 : left > right ? 1 : 0);
}

function rank(key: string): number {
  const first = FIRST.indexOf(key);
  if (first !== -1) return first - FIRST.length;
  return LAST.indexOf(key) + 1;
}

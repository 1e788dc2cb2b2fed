import { type AnyStateNode, isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../asl';
import { childrenOf, jsonataTextOf, parseJsonata, type SyntaxNode } from '../../data';
import type { Change } from './mutants-of';

/** The ways to move the constants of a choice rule: a number by one, a text to another one. */
export function boundChanges(rule: JsonObject, index: number, node: AnyStateNode): Change[] {
  return node.queryLanguage === 'JSONata' ? inCondition(rule, index) : inComparison(rule, ['Choices', index]);
}

function inComparison(rule: JsonObject, path: readonly (string | number)[]): Change[] {
  return Object.entries(rule).flatMap(([name, item]): Change[] => {
    const place = [...path, name];
    if (isJsonArray(item)) return item.flatMap((each, at) => (isJsonObject(each) ? inComparison(each, [...place, at]) : []));
    if (name === 'Not' && isJsonObject(item)) return inComparison(item, place);
    const other = /^(Numeric|String)/.test(name) && !name.endsWith('Path') ? otherThan(item) : undefined;
    if (other === undefined) return [];
    return [
      { kind: 'bound moved', path: place, value: other, text: `${place.join('/')} ${JSON.stringify(item)} → ${JSON.stringify(other)}` },
    ];
  });
}

function otherThan(value: JsonValue): JsonValue | undefined {
  if (typeof value === 'number') return value + 1;
  return typeof value === 'string' ? `${value}-mutant` : undefined;
}

/** One literal of the text at a time. */
function inCondition({ Condition }: JsonObject, index: number): Change[] {
  const text = typeof Condition === 'string' ? jsonataTextOf(Condition) : undefined;
  if (text === undefined) return [];
  return literalsIn(parseJsonata(text)).flatMap(({ type, value, position = 0 }): Change[] => {
    const before = text.slice(0, position);
    const [shown] = (type === 'number' ? /[\d.eE+-]+$/ : /("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')$/).exec(before) ?? [];
    if (shown === undefined || (type === 'number' ? Number(shown) !== value : shown.length < 2)) return [];
    const other = type === 'number' ? String(Number(value) + 1) : `${shown.slice(0, -1)}-mutant${shown.at(-1)}`;
    const moved = `${before.slice(0, -shown.length)}${other}${text.slice(position)}`;
    return [
      { kind: 'bound moved', path: ['Choices', index, 'Condition'], value: `{% ${moved} %}`, text: `Choices/${index} ${shown} → ${other}` },
    ];
  });
}

function literalsIn(node: SyntaxNode): SyntaxNode[] {
  const own = node.type === 'number' || node.type === 'string' ? [node] : [];
  return [...own, ...childrenOf(node).flatMap(literalsIn)];
}

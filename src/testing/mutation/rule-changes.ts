import { type AnyStateNode, isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../asl';
import { childrenOf, jsonataTextOf, parseJsonata, type SyntaxNode } from '../../data';
import type { Change } from './mutants-of';

/** Comparisons that differ from another only at the boundary. */
const NEIGHBOURS: Readonly<Record<string, string>> = {
  GreaterThan: 'GreaterThanEquals',
  GreaterThanEquals: 'GreaterThan',
  LessThan: 'LessThanEquals',
  LessThanEquals: 'LessThan',
};
/** The same in JSONata, with what else an operator inside of a condition may be confused with. */
const OPERATORS: Readonly<Record<string, string>> = { '>': '>=', '>=': '>', '<': '<=', '<=': '<', and: 'or', or: 'and' };
const INNER_OPERATORS: Readonly<Record<string, string>> = { ...OPERATORS, '=': '!=', '!=': '=' };
const CONNECTIVES: Readonly<Record<string, string>> = { And: 'Or', Or: 'And' };

/** The fields of a rule that are not part of its condition. */
const BESIDE = ['Next', 'Assign', 'Output', 'Comment'];

/** The ways to break a choice rule: it goes, it means the opposite, or one of its comparisons is another one. */
export function ruleChanges(rule: JsonObject, index: number, node: AnyStateNode): Change[] {
  const path = ['Choices', index];
  const negated = negation(rule, node);
  return [
    { kind: 'rule dropped', path, value: undefined, text: `Choices/${index} dropped` },
    ...(negated === undefined ? [] : [{ kind: 'rule negated', path, value: negated, text: `Choices/${index} negated` } as const]),
    ...(node.queryLanguage === 'JSONata' ? conditionsMoved(rule) : comparisonsMoved(rule)).map(
      ({ value, text }): Change => ({ kind: 'comparison moved', path, value, text: `Choices/${index}${text}` }),
    ),
  ];
}

interface Moved {
  readonly value: JsonObject;
  readonly text: string;
}

function negation(rule: JsonObject, node: AnyStateNode): JsonObject | undefined {
  const beside = Object.fromEntries(Object.entries(rule).filter(([name]) => BESIDE.includes(name)));
  const condition = Object.fromEntries(Object.entries(rule).filter(([name]) => !BESIDE.includes(name)));
  if (node.queryLanguage === 'JSONPath') return { ...beside, Not: condition };
  const { Condition } = rule;
  if (typeof Condition === 'boolean') return { ...beside, Condition: !Condition };
  const expression = jsonataTextOf(String(Condition));
  return expression === undefined ? undefined : { ...beside, Condition: `{% $not(${expression}) %}` };
}

/** Comparisons at their boundary, and And for Or, as deep as the rule goes. */
function comparisonsMoved(rule: JsonObject, above = ''): Moved[] {
  return Object.entries(rule).flatMap(([name, item]): Moved[] => {
    const parts = /^(Numeric|String|Timestamp)(\w+?)(Path)?$/.exec(name);
    const neighbour = NEIGHBOURS[parts?.[2] ?? ''];
    const renamed = neighbour === undefined ? CONNECTIVES[name] : `${parts?.[1]}${neighbour}${parts?.[3] ?? ''}`;
    const here =
      renamed === undefined || (isJsonArray(item) && item.length < 2)
        ? []
        : [{ value: renameKey(rule, name, renamed), text: `${above} ${name} → ${renamed}` }];
    const inner = isJsonArray(item)
      ? item.flatMap((each, at) =>
          isJsonObject(each)
            ? comparisonsMoved(each, `${above}/${name}/${at}`).map(({ value, text }) => ({
                text,
                value: item.map((old, place) => (place === at ? value : old)),
              }))
            : [],
        )
      : name === 'Not' && isJsonObject(item)
        ? comparisonsMoved(item, `${above}/Not`)
        : [];
    return [...here, ...inner.map(({ value, text }) => ({ text, value: { ...rule, [name]: value as JsonValue } }))];
  });
}

function renameKey(rule: JsonObject, from: string, to: string): JsonObject {
  return Object.fromEntries(Object.entries(rule).map(([key, item]) => [key === from ? to : key, item]));
}

/** The same in a JSONata condition: one operator of its text at a time. */
function conditionsMoved(rule: JsonObject): Moved[] {
  const text = typeof rule.Condition === 'string' ? jsonataTextOf(rule.Condition) : undefined;
  if (text === undefined) return [];
  const root = parseJsonata(text);
  return operatorsIn(root).flatMap((node): Moved[] => {
    // The opposite of the whole is a negated rule.
    const renamed = (node === root ? OPERATORS : INNER_OPERATORS)[String(node.value)];
    const start = (node.position ?? 0) - String(node.value).length;
    if (renamed === undefined || text.slice(start, node.position) !== node.value) return [];
    const moved = `${text.slice(0, start)}${renamed}${text.slice(node.position)}`;
    const shown = text.slice(Math.max(0, start - 20), (node.position ?? 0) + 20).trim();
    return [{ value: { ...rule, Condition: `{% ${moved} %}` }, text: ` ${node.value} → ${renamed} in ${JSON.stringify(shown)}` }];
  });
}

function operatorsIn(node: SyntaxNode): SyntaxNode[] {
  return [...(node.type === 'binary' ? [node] : []), ...childrenOf(node).flatMap(operatorsIn)];
}

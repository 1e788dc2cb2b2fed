import { type AnyStateNode, fieldsAsJson, isJsonArray, isJsonObject, type JsonObject, objectsIn, type StateGroup } from '../../asl';
import { childrenOf, jsonataTextOf, parseJsonata, type SyntaxNode } from '../../data';

/** What a rule of a Choice compares a value with. */
export interface RuleConstant {
  /** The Choice state. */
  readonly state: string;
  /** Names on the way to the value: `$.order.total` is `order`, `total`. */
  readonly path: readonly string[];
  readonly constant: string | number | boolean | null;
}

/** The constants of all choice rules of a machine, with what is compared with them. */
export function ruleConstants(group: StateGroup): readonly RuleConstant[] {
  return [...group.states.values()].flatMap((node) => [...constantsOf(node), ...node.groups.flatMap(ruleConstants)]);
}

function constantsOf(node: AnyStateNode): readonly RuleConstant[] {
  const found = objectsIn(fieldsAsJson(node.fields).Choices).flatMap((rule) =>
    node.queryLanguage === 'JSONata' && typeof rule.Condition === 'string' ? inCondition(rule.Condition) : inComparison(rule),
  );
  return found.map((each) => ({ state: node.name, ...each }));
}

type FoundConstant = Omit<RuleConstant, 'state'>;

/** `StringMatches` compares with a pattern, and `Is…` with a kind: neither is a value that an input may have. */
function inComparison(rule: JsonObject): FoundConstant[] {
  const { Variable } = rule;
  const own = Object.entries(rule).flatMap(([name, item]): FoundConstant[] =>
    typeof Variable === 'string' && /^(Numeric|String|Boolean|Timestamp)/.test(name) && !/(Path|Matches)$/.test(name)
      ? [{ path: namesInPath(Variable), constant: item as RuleConstant['constant'] }]
      : [],
  );
  const inner = Object.values(rule).flatMap((item) => (isJsonArray(item) ? item : [item]));
  return [...own, ...inner.flatMap((each) => (isJsonObject(each) ? inComparison(each) : []))];
}

/** Names of a path: indexes and quotes say nothing of where a value comes from. */
function namesInPath(path: string): readonly string[] {
  return [...path.matchAll(/[\p{L}\p{N}_-]+/gu)].map(([name]) => name).filter((name) => !/^\d+$/.test(name));
}

/** Each literal of a comparison with each path on its other side. */
function inCondition(condition: string): FoundConstant[] {
  const text = jsonataTextOf(condition);
  if (text === undefined) return [];
  const found: FoundConstant[] = [];
  const visit = (node: SyntaxNode): void => {
    const { lhs, rhs } = node;
    if (node.type === 'binary' && rhs !== undefined && lhs !== undefined && 'type' in lhs && COMPARISONS.has(String(node.value)))
      for (const [one, other] of [
        [lhs, rhs],
        [rhs, lhs],
      ] as const)
        for (const path of pathsIn(one)) for (const constant of literalsIn(other)) found.push({ path, constant });
    for (const child of childrenOf(node)) visit(child);
  };
  visit(parseJsonata(text));
  return found;
}

const COMPARISONS = new Set(['=', '!=', '<', '<=', '>', '>=', 'in']);

function pathsIn(node: SyntaxNode): readonly (readonly string[])[] {
  const { steps } = node;
  if (node.type === 'variable' && node.value !== '' && node.value !== '$') return [[String(node.value)]];
  if (node.type !== 'path' || steps === undefined) return childrenOf(node).flatMap(pathsIn);
  const names = steps.flatMap((step) => (step.type === 'name' || step.type === 'variable' ? [String(step.value)] : []));
  // `$states.input.total` and `$states.result.total` are told apart from nothing: what counts is the name of the value.
  return [names[0] === 'states' ? names.slice(2) : names];
}

function literalsIn(node: SyntaxNode): readonly RuleConstant['constant'][] {
  const { type, value } = node;
  if (type === 'string' || type === 'number') return [value as string | number];
  if (type === 'value') return [value as boolean | null];
  return type === 'unary' ? (negative(node) ?? childrenOf(node).flatMap(literalsIn)) : childrenOf(node).flatMap(literalsIn);
}

/** `-5` is the operator of a literal. */
function negative({ value, expression }: SyntaxNode): readonly number[] | undefined {
  return value === '-' && expression?.type === 'number' ? [-(expression.value as number)] : undefined;
}

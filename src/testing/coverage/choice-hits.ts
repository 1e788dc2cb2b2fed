import type { ChoiceRule, JsonValue, StateNode } from '../../asl';
import { elementAt } from '../../asl';
import { compilePath, type EvaluationScope } from '../../data';
import { type ChoiceCondition, prepareCondition } from '../../interpreter';
import { pointId } from './coverage-point';
import { type CoveredOperand, decidingOperands, evaluateTree, operandsOf, type RuleTree, ruleTree } from './operands';

/** The points that one visit of a Choice state reaches: the rules it looked at, and the way it went. */
export type ChoiceCoverage = (scope: EvaluationScope, next: string | undefined) => string[];

interface CoveredRule {
  readonly pointer: string;
  readonly next: string;
  readonly tree: RuleTree;
  readonly conditions: readonly ChoiceCondition[];
  /** Empty where there is but one. */
  readonly operands: readonly CoveredOperand[];
  /** Whether it comes to the same when it is evaluated again with what a history holds. */
  readonly repeatable: boolean;
}

/** Compiles the rules of a Choice state, to be evaluated again with what its visits saw. */
export function choiceCoverage(node: StateNode<'Choice'>): ChoiceCoverage {
  const rules = node.fields.Choices.map((rule, index) => coveredRule(rule, `${node.pointer}/Choices/${index}`, node));
  const effective = effectiveInput(node);
  return (scope, next) => {
    const input = effective(scope);
    const seen: EvaluationScope = { ...scope, input };
    const told = rulesTold(rules, next, node);
    if (told !== undefined) return told;
    const ids: string[] = [];
    for (const { pointer, next: target, tree, conditions, operands } of rules) {
      const truths = conditions.map((condition) => condition(seen));
      const outcome = evaluateTree(tree, truths);
      // The state fails here, or what it saw is not all known: then its way decides.
      if (outcome === undefined) break;
      ids.push(pointId('rules', pointer, String(outcome)));
      if (operands.length > 0) {
        for (const index of decidingOperands(tree, truths))
          ids.push(pointId('operands', elementAt(operands, index).key, String(truths[index])));
      }
      if (!outcome) continue;
      if (next === undefined || next === target) ids.push(pointId('transitions', `${pointer}/Next`));
      return ids;
    }
    if (next !== undefined && next === node.fields.Default) ids.push(pointId('transitions', `${node.pointer}/Default`));
    return ids;
  };
}

/**
 * What the way that an execution took tells, where its rules read what a history does not hold: randomness, or the context object. Undefined where they can be
 * evaluated again, or where several ways lead to the same state.
 */
function rulesTold(rules: readonly CoveredRule[], next: string | undefined, node: StateNode<'Choice'>): string[] | undefined {
  if (next === undefined || rules.every((rule) => rule.repeatable)) return undefined;
  const taken = rules.flatMap((rule, index) => (rule.next === next ? [index] : []));
  if (node.fields.Default === next) taken.push(rules.length);
  const [only, ...others] = taken;
  if (only === undefined || others.length > 0) return undefined;
  const matched = rules[only];
  return [
    ...rules.slice(0, only).map(({ pointer }) => pointId('rules', pointer, 'false')),
    ...(matched === undefined
      ? [pointId('transitions', `${node.pointer}/Default`)]
      : [pointId('rules', matched.pointer, 'true'), pointId('transitions', `${matched.pointer}/Next`)]),
  ];
}

function coveredRule(rule: ChoiceRule, pointer: string, node: StateNode<'Choice'>): CoveredRule {
  const all: CoveredOperand[] = [];
  const tree = ruleTree(rule, pointer, all);
  return {
    pointer,
    next: rule.Next!,
    tree,
    conditions: all.map((operand) => prepareCondition(operand.rule, node.queryLanguage)),
    operands: operandsOf(rule, pointer),
    repeatable: !/\$(?:random|uuid|shuffle|states\.context)\b|"\$\$/.test(JSON.stringify(rule)),
  };
}

function effectiveInput(node: StateNode<'Choice'>): (scope: EvaluationScope) => JsonValue {
  const { InputPath } = node.fields;
  if (node.queryLanguage === 'JSONata' || InputPath === undefined) return (scope) => scope.input;
  if (InputPath === null) return () => ({});
  const path = compilePath(InputPath);
  return (scope) => path.select(scope) ?? null;
}

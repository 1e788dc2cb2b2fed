import type { ChoiceRule } from '../../asl';
import { cut } from '../text/abridge';
import { type ConditionTree, conditionTree } from './condition-operands';

/** A comparison inside of a rule that And, Or or Not put together, or a part of a JSONata condition. */
export interface CoveredOperand {
  readonly pointer: string;
  /** Unique in its machine: operands of a condition share its pointer. */
  readonly key: string;
  /** What it is called below the pointer of the rule: its path, and for a part of a condition its text. */
  readonly label: string;
  readonly rule: ChoiceRule;
  /** What the blocks around a part of a condition bind. */
  readonly bindings: readonly string[];
}

/** How a rule is put together of its operands, by their number. */
export type RuleTree =
  | { readonly operand: number }
  | { readonly all: readonly RuleTree[] }
  | { readonly any: readonly RuleTree[] }
  | { readonly not: RuleTree };

/** What a rule or an operand comes to; undefined: it cannot be evaluated, and the state fails. */
export type Truth = boolean | undefined;

/** The operands of a rule with more than one, in the order in which they are evaluated; none for a plain comparison. */
export function operandsOf(rule: ChoiceRule, pointer: string): CoveredOperand[] {
  const operands: CoveredOperand[] = [];
  ruleTree(rule, pointer, operands);
  return operands.length > 1 ? operands : [];
}

/** Returns how a rule is put together, and adds its operands to a list. */
export function ruleTree(rule: ChoiceRule, pointer: string, operands: CoveredOperand[], label = ''): RuleTree {
  const inside = (inner: ChoiceRule, path: string) => ruleTree(inner, `${pointer}/${path}`, operands, `${label}/${path}`);
  if (rule.And !== undefined) return { all: rule.And.map((inner, index) => inside(inner, `And/${index}`)) };
  if (rule.Or !== undefined) return { any: rule.Or.map((inner, index) => inside(inner, `Or/${index}`)) };
  if (rule.Not !== undefined) return { not: inside(rule.Not, 'Not') };
  const condition = conditionTree(rule.Condition);
  if (condition !== undefined) return partsTree(condition, `${pointer}/Condition`, operands);
  return { operand: operands.push({ pointer, key: pointer, label, rule, bindings: [] }) - 1 };
}

function partsTree(tree: ConditionTree, pointer: string, operands: CoveredOperand[]): RuleTree {
  if ('not' in tree) return { not: partsTree(tree.not, pointer, operands) };
  if ('part' in tree) {
    const key = `${pointer}#${operands.length}`;
    const label = `/Condition ${cut(tree.shown, 60)}`;
    return { operand: operands.push({ pointer, key, label, rule: { Condition: tree.part }, bindings: tree.bindings }) - 1 };
  }
  const sides = tree.sides.map((side) => partsTree(side, pointer, operands));
  return tree.both === 'and' ? { all: sides } : { any: sides };
}

/** Evaluates a rule from what its operands come to, and stops where the service stops: one that fails behind that point does no harm. */
export function evaluateTree(tree: RuleTree, truths: readonly Truth[]): Truth {
  if ('operand' in tree) return truths[tree.operand];
  if ('not' in tree) {
    const truth = evaluateTree(tree.not, truths);
    return truth === undefined ? undefined : !truth;
  }
  const [operands, stop] = 'all' in tree ? [tree.all, false] : [tree.any, true];
  for (const operand of operands) {
    const truth = evaluateTree(operand, truths);
    if (truth === stop || truth === undefined) return truth;
  }
  return !stop;
}

/** The operands that decide: the rule would come to something else if one of them did (MC/DC). */
export function decidingOperands(tree: RuleTree, truths: readonly Truth[]): number[] {
  const outcome = evaluateTree(tree, truths);
  if (outcome === undefined) return [];
  const deciding: number[] = [];
  for (const [index, truth] of truths.entries()) {
    if (truth === undefined) continue;
    const otherwise = truths.map((each, number) => (number === index ? !truth : each));
    if (evaluateTree(tree, otherwise) !== outcome) deciding.push(index);
  }
  return deciding;
}

import { type AnyStateNode, drawsAnew, elementAt, type StateNode } from '../../asl';
import type { EvaluationScope } from '../../data';
import { type ChoiceCondition, type ChoiceWatch, prepareCondition, type WatchedChoice } from '../../interpreter';
import { pointId } from './coverage-point';
import { type CoveredOperand, decidingOperands, evaluateTree, operandsOf, type RuleTree, ruleTree, type Truth } from './operands';

/** Operands that decided their rules while an execution ran, by the Choice state they stand in. */
export interface OperandRecord {
  readonly watch: ChoiceWatch;
  /** The hits in a state by their id, once: who takes them counts them. */
  take(node: AnyStateNode): ReadonlyMap<string, number>;
}

interface RecordedRule {
  readonly tree: RuleTree;
  readonly operands: readonly CoveredOperand[];
  /** What the operands come to; `scope` gives what the rule could read, with randomness as it was when the rule began. */
  readonly truths: (scope: () => EvaluationScope) => readonly Truth[];
}

const NONE: ReadonlyMap<string, number> = new Map();
const RULES = new WeakMap<AnyStateNode, readonly (RecordedRule | undefined)[]>();

/** A record that a watch of Choice states fills: what operands came to with the data, context and randomness that the rules saw. */
export function operandRecord(): OperandRecord {
  const hits = new Map<AnyStateNode, Map<string, number>>();
  return {
    watch: (choice) => {
      const { node } = choice;
      let known = hits.get(node);
      if (known === undefined) {
        known = new Map();
        hits.set(node, known);
      }
      for (const id of decided(choice)) known.set(id, (known.get(id) ?? 0) + 1);
    },
    take: (node) => {
      const taken = hits.get(node) ?? NONE;
      hits.delete(node);
      return taken;
    },
  };
}

function decided(choice: WatchedChoice): string[] {
  const rules = rulesOf(choice.node);
  const ids: string[] = [];
  for (let index = 0; index < choice.evaluated; index++) {
    const rule = rules[index];
    if (rule === undefined) continue;
    const truths = rule.truths(() => choice.scopeOf(index));
    // Where both variables of the expression and its operands draw, nobody can say what each came to.
    if (evaluateTree(rule.tree, truths) !== (index === choice.matched)) continue;
    for (const operand of decidingOperands(rule.tree, truths))
      ids.push(pointId('operands', elementAt(rule.operands, operand).key, String(truths[operand])));
  }
  return ids;
}

/** Operands draw one after the other, as the rule did; one whose block has drawn draws the same again. */
function truthsOf(operands: readonly CoveredOperand[], conditions: readonly ChoiceCondition[]): RecordedRule['truths'] {
  if (blocksDraw(operands)) return (scope) => conditions.map((condition) => condition(scope()));
  return (scope) => {
    const own = scope();
    return conditions.map((condition) => condition(own));
  };
}

/** Whether nothing is drawn but by blocks, each of which stands around those behind it. */
function blocksDraw(operands: readonly CoveredOperand[]): boolean {
  const nested = operands.every(({ bindings }, index) => (operands[index - 1]?.bindings ?? []).every((each, at) => each === bindings[at]));
  const drawing = operands.some(({ bindings }) => bindings.some(drawsAnew));
  return (
    drawing &&
    nested &&
    !operands.some(({ rule, bindings }) => drawsAnew(String(rule.Condition).slice('{% ('.length + bindings.join('; ').length)))
  );
}

/** The rules with more than one operand, compiled once for all executions of a definition. */
function rulesOf(node: StateNode<'Choice'>): readonly (RecordedRule | undefined)[] {
  let rules = RULES.get(node);
  if (rules === undefined) {
    rules = node.fields.Choices.map((rule, index) => {
      const pointer = `${node.pointer}/Choices/${index}`;
      const operands = operandsOf(rule, pointer);
      if (operands.length === 0) return undefined;
      const conditions = operands.map((operand) => prepareCondition(operand.rule, node.queryLanguage));
      return { tree: ruleTree(rule, pointer, []), operands, truths: truthsOf(operands, conditions) };
    });
    RULES.set(node, rules);
  }
  return rules;
}

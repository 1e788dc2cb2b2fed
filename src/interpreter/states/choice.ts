import type { ChoiceRule, JsonValue, StateNode } from '../../asl';
import { type CompiledValue, compileJsonataTyped, compileJsonataValue, EvaluationError } from '../../data';
import { ChoiceVisit, type ChoiceWatch } from '../choice/choice-watch';
import { compileRule, type RuleCondition } from '../choice/rule';
import type { Preparation, Way } from '../engine/prepared';
import type { Visit } from '../engine/visit';
import { assignedBy, type OutputStage, prepareInput, prepareOutput } from '../fields/language-fields';
import { noNextState } from '../messages';
import type { StateKind } from './kind';

interface PreparedRule {
  readonly way: Way;
  readonly matches: RuleCondition;
  readonly output: OutputStage;
}

/** Choice: goes where the first matching rule says, else to its Default. */
export const choice: StateKind<'Choice'> = {
  entered: 'ChoiceStateEntered',
  exited: 'ChoiceStateExited',
  failed: undefined,
  aborted: undefined,
  prepare(node, preparation) {
    const input = prepareInput(node);
    const { Choices, Default } = node.fields;
    const otherwise = prepareOutput(node);
    const rules = Choices.map((rule, index) => prepareRule(rule, index, node, preparation));
    const { ownSlot } = preparation.slots;
    const fallback = Default === undefined ? undefined : preparation.wayTo(Default, ownSlot + rules.length);
    return (visit) => {
      const effective = input(visit);
      const { counts, engine } = visit.run;
      const asked = engine.choiceWatch === undefined ? rules : watchedRules(rules, node, visit, engine.choiceWatch);
      let index = 0;
      try {
        for (const rule of asked) {
          if (rule.matches(visit)) {
            visit.way = rule.way;
            return rule.output(visit, effective);
          }
          index++;
        }
      } catch (thrown) {
        if (visit.way === visit.state.way) counts.rare.ruleFailed(ownSlot + index);
        throw thrown;
      }
      if (fallback === undefined) {
        counts.rare.ruleFailed(ownSlot + rules.length);
        // Measured on AWS (tiny-asl-machine, floci), where the specification has States.NoChoiceMatched.
        throw new EvaluationError('States.Runtime', noNextState());
      }
      visit.way = fallback;
      return otherwise(visit, effective);
    };
  },
};

/** The rules, in one visit that a watch is told of when they are through: because one matched, one failed, or none was left. */
function watchedRules(
  rules: readonly PreparedRule[],
  node: StateNode<'Choice'>,
  visit: Visit,
  watch: ChoiceWatch,
): readonly PreparedRule[] {
  const watched = new ChoiceVisit(node, visit);
  return rules.map((rule, index) => ({
    ...rule,
    matches: (scope) => {
      watched.begins();
      let through = true;
      try {
        const matched = rule.matches(scope);
        watched.ends(matched);
        through = matched || index === rules.length - 1;
        return matched;
      } finally {
        if (through) watch(watched);
      }
    },
  }));
}

function prepareRule(rule: ChoiceRule, index: number, node: StateNode<'Choice'>, preparation: Preparation): PreparedRule {
  const way = preparation.wayTo(rule.Next, preparation.slots.ownSlot + index);
  if (node.queryLanguage === 'JSONata') {
    const condition =
      rule.Condition === undefined || typeof rule.Condition === 'boolean'
        ? undefined
        : compileJsonataTyped(rule.Condition, `Choices[${index}]/Condition`, 'boolean');
    const literal = rule.Condition === true;
    return {
      way,
      matches: condition === undefined ? () => literal : (scope) => condition.evaluate(scope) === true,
      output: jsonataRuleOutput(rule, `Choices[${index}]`),
    };
  }
  // A rule's own Assign stands in for the state's, which counts only when Default is taken.
  const output = prepareOutput({ ...node, fields: { ...node.fields, Assign: rule.Assign! } });
  return { way, matches: compileRule(rule), output };
}

/** The state's own Assign and Output count only when Default is taken. */
function jsonataRuleOutput(rule: ChoiceRule, field: string): OutputStage {
  const output = compileOptional(rule.Output, `${field}/Output`);
  const assign = compileOptional(rule.Assign, `${field}/Assign`);
  return (visit, effective) => {
    const assigned = assign === undefined ? undefined : assignedBy(assign, visit);
    return visit.next(output === undefined ? effective : output.evaluate(visit), assigned);
  };
}

function compileOptional(value: JsonValue | undefined, field: string): CompiledValue | undefined {
  return value === undefined ? undefined : compileJsonataValue(value, field);
}

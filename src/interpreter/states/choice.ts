import type { ChoiceRule, JsonObject, JsonValue, StateNode } from '../../asl';
import { type CompiledValue, compileJsonataTyped, compileJsonataValue } from '../../data';
import type { Branch } from '../branch';
import { ChoiceVisit, type ChoiceWatch } from '../choice/choice-watch';
import { type Condition, compileRule } from '../choice/rule';
import { RULE_EXITS, RULE_FALSE, RULE_TRUE, RULE_WIDTH } from '../counts/slots';
import { Failure } from '../failure';
import { assignedBy, type OutputStage, prepareInput, prepareOutput } from '../fields/language-fields';
import { noNextState, whileExecuting } from '../messages';
import { EXIT, type Preparation } from '../prepared';
import type { StateKind } from './kind';

interface PreparedRule {
  readonly matches: Condition;
  readonly next: number;
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
    const otherwise = prepareOutput(node);
    const rules = node.fields.Choices.map((rule, index) => prepareRule(rule, index, node, preparation));
    const fallback = node.fields.Default === undefined ? undefined : preparation.indexOf(node.fields.Default);
    return (branch) => {
      const effective = input(branch);
      const watch = branch.run.engine.choiceWatch;
      const matched =
        watch === undefined ? firstMatch(rules, branch, undefined) : watchedMatch(rules, branch, new ChoiceVisit(node, branch), watch);
      const { ownSlot } = branch.state;
      if (matched !== -1) {
        const rule = rules[matched] as PreparedRule;
        branch.next = rule.next;
        branch.exitSlot = ownSlot + matched * RULE_WIDTH + RULE_EXITS;
        rule.output(branch, effective);
        return EXIT;
      }
      if (fallback === undefined) {
        // Measured on AWS (tiny-asl-machine, floci), where the specification has States.NoChoiceMatched.
        throw new Failure('States.Runtime', whileExecuting(branch.state.name, branch.enteredEvent, noNextState()));
      }
      branch.next = fallback;
      branch.exitSlot = ownSlot + rules.length * RULE_WIDTH;
      otherwise(branch, effective);
      return EXIT;
    };
  },
};

/** Index of the first rule that matches, -1 for none; what each came to is counted. */
function firstMatch(rules: readonly PreparedRule[], branch: Branch, visit: ChoiceVisit | undefined): number {
  const { slots } = branch;
  let slot = branch.state.ownSlot;
  for (let index = 0; index < rules.length; index++) {
    visit?.begins();
    const matched = rules[index]!.matches(branch);
    visit?.ends(matched);
    slots[slot + (matched ? RULE_TRUE : RULE_FALSE)]!++;
    if (matched) return index;
    slot += RULE_WIDTH;
  }
  return -1;
}

/** The same, told to a watch even when a rule fails. */
function watchedMatch(rules: readonly PreparedRule[], branch: Branch, visit: ChoiceVisit, watch: ChoiceWatch): number {
  try {
    return firstMatch(rules, branch, visit);
  } finally {
    watch(visit);
  }
}

function prepareRule(rule: ChoiceRule, index: number, node: StateNode<'Choice'>, preparation: Preparation): PreparedRule {
  const next = preparation.indexOf(rule.Next as string);
  if (node.queryLanguage === 'JSONata') {
    const condition =
      rule.Condition === undefined || typeof rule.Condition === 'boolean'
        ? undefined
        : compileJsonataTyped(rule.Condition, `Choices[${index}]/Condition`, 'boolean');
    const literal = rule.Condition === true;
    return {
      next,
      matches: condition === undefined ? () => literal : (branch) => condition.evaluate(branch) === true,
      output: jsonataRuleOutput(rule, `Choices[${index}]`),
    };
  }
  // A rule's own Assign stands in for the state's, which counts only when Default is taken.
  const output = prepareOutput({ ...node, fields: { ...node.fields, Assign: rule.Assign as JsonObject } });
  return { next, matches: compileRule(rule), output };
}

/** The state's own Assign and Output count only when Default is taken. */
function jsonataRuleOutput(rule: ChoiceRule, field: string): OutputStage {
  const output = compileOptional(rule.Output, `${field}/Output`);
  const assign = compileOptional(rule.Assign, `${field}/Assign`);
  return (branch, effective) => {
    const assigned = assign === undefined ? undefined : assignedBy(assign, branch);
    branch.output = output === undefined ? effective : output.evaluate(branch);
    branch.assigned = assigned;
  };
}

function compileOptional(value: JsonValue | undefined, field: string): CompiledValue | undefined {
  return value === undefined ? undefined : compileJsonataValue(value, field);
}

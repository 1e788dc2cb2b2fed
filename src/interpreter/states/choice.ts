import type { ChoiceRule, JsonObject, JsonValue, StateNode } from '../../asl';
import { type CompiledValue, compileJsonataTyped, compileJsonataValue } from '../../data';
import { type Condition, compileRule } from '../choice/rule';
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
      for (const rule of rules) {
        if (!rule.matches(branch)) continue;
        branch.next = rule.next;
        rule.output(branch, effective);
        return EXIT;
      }
      if (fallback === undefined) {
        // Measured on AWS (tiny-asl-machine, floci), where the specification has States.NoChoiceMatched.
        throw new Failure('States.Runtime', whileExecuting(branch.state.name, branch.enteredEvent, noNextState()));
      }
      branch.next = fallback;
      otherwise(branch, effective);
      return EXIT;
    };
  },
};

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

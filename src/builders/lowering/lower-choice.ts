import { Choice, Condition, type State } from 'aws-cdk-lib/aws-stepfunctions';
import type { JsonObject } from '../../asl';
import { acknowledgeRule } from '../tree/acknowledge-rule';
import type { ChoiceNode, ChoiceRuleNode } from '../tree/step-node';
import type { Fragment, OpenEnd } from './fragment';
import { keepFields, keepRuleFields } from './kept-fields';
import { type Lowering, queryLanguageOf } from './lowering';
import { outcomeFields } from './outcome-fields';

/** A choice rule that is rendered already. */
class RenderedCondition extends Condition {
  constructor(private readonly rule: JsonObject) {
    super();
  }

  renderCondition(): JsonObject {
    return this.rule;
  }
}

/** A rule with the state it leads to, which is known later where that is the step after the choice. */
interface PendingRule {
  readonly condition: Condition;
  readonly start?: State;
}

/** The Choice of a step, with its branches. */
export function lowerChoice(lowering: Lowering, node: ChoiceNode): Fragment {
  const name = lowering.names.claim(node.name, node);
  const state = new Choice(lowering.scope, name, { stateName: name, queryLanguage: queryLanguageOf(lowering) });
  lowering.lowered.set(node, state);
  if (node.exhaustive === true)
    acknowledgeRule(state, 'CHOICE_WITHOUT_DEFAULT', 'The cases are all values that the type of the input has.');
  const ends: OpenEnd[] = [];
  const branch = (step: ChoiceRuleNode['step'] | undefined): State | undefined => {
    if (step === undefined || step === 'continue') return undefined;
    const fragment = lowering.lower(step);
    ends.push(...fragment.ends);
    return fragment.start;
  };
  const pending = node.rules.map(({ condition, step }): PendingRule => {
    const start = branch(step);
    return { condition: new RenderedCondition(lowering.renderer.condition(condition, { step: node.name, field: 'when' })), start };
  });
  const otherwise = branch(node.otherwise);
  if (otherwise !== undefined) state.otherwise(otherwise);
  const goesOn = node.otherwise === 'continue';
  // Rules keep their order, so all of them wait for the step after the choice where one leads there.
  const place = (next?: State): void => {
    for (const { condition, start = next } of pending) if (start !== undefined) state.when(condition, start);
    if (goesOn && next !== undefined) state.otherwise(next);
  };
  if (goesOn || pending.some(({ start }) => start === undefined)) ends.push({ link: place, mayEnd: false, from: name });
  else place();
  keepOutcomes(lowering, state, node);
  return { start: state, ends };
}

function keepOutcomes(lowering: Lowering, state: Choice, node: ChoiceNode): void {
  const at = { step: node.name, takesPath: false };
  const rules = node.rules.map((rule) => ({
    ...(rule.comment === undefined ? {} : { Comment: rule.comment }),
    ...outcomeFields(lowering.renderer, at, rule),
  }));
  if (rules.some((fields) => Object.keys(fields).length > 0)) keepRuleFields(state, rules);
  if (node.outcome !== undefined) keepFields(state, outcomeFields(lowering.renderer, at, node.outcome));
}

import { Choice, Condition } from 'aws-cdk-lib/aws-stepfunctions';
import type { JsonObject } from '../../asl';
import type { ChoiceNode } from '../steps/step-node';
import type { Fragment, OpenEnd } from './fragment';
import { type Lowering, queryLanguageOf } from './lowering';

/** A choice rule that is rendered already. */
class RenderedCondition extends Condition {
  constructor(private readonly rule: JsonObject) {
    super();
  }

  renderCondition(): JsonObject {
    return this.rule;
  }
}

/** Gives the Choice of a step, with its branches. */
export function lowerChoice(lowering: Lowering, node: ChoiceNode): Fragment {
  const name = lowering.names.claim(node.name, node);
  const state = new Choice(lowering.scope, name, { stateName: name, queryLanguage: queryLanguageOf(lowering) });
  lowering.lowered.set(node, state);
  const ends: OpenEnd[] = [];
  for (const rule of node.rules) {
    const branch = lowering.lower(rule.step);
    state.when(new RenderedCondition(lowering.renderer.condition(rule.condition, { step: node.name, field: 'when' })), branch.start);
    ends.push(...branch.ends);
  }
  if (node.otherwise === 'continue') ends.push({ link: (next) => void state.otherwise(next), mayEnd: false, from: name });
  else if (node.otherwise !== undefined) {
    const branch = lowering.lower(node.otherwise);
    state.otherwise(branch.start);
    ends.push(...branch.ends);
  }
  return { start: state, ends };
}

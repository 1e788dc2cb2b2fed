import { BuilderError, type Expression, field, isPresent } from '../../expressions';
import type { ChoiceBuilder, ChosenBranches } from '../types/choosing';
import type { Join, JoinVariables } from '../types/join';
import type { StepScope } from '../types/scopes';
import type { Step } from '../types/step';
import { type AnyNestedStep, nestedNode } from './nested-step';
import { beforeResult, captured } from './placement';
import type { ChoiceNode } from './step-node';
import { stepMade } from './step-value';

class BranchCollector {
  constructor(readonly node: ChoiceNode) {}

  when(condition: (scope: never) => unknown, step: AnyNestedStep): BranchCollector {
    const rule = { condition: captured(this.node.name, beforeResult, condition), step: nestedNode(step) };
    return new BranchCollector({ ...this.node, rules: [...this.node.rules, rule] });
  }

  whenPresent(key: string, step: AnyNestedStep): BranchCollector {
    const present = ({ input }: StepScope<unknown, unknown>) => isPresent(field(input as Expression<Record<string, unknown>>, key));
    return this.when(present as (scope: never) => unknown, step);
  }

  otherwise(step?: AnyNestedStep): BranchCollector {
    return new BranchCollector({ ...this.node, otherwise: step === undefined ? 'continue' : nestedNode(step) });
  }
}

/** Gives the description of a choice from the branches its builder collected. */
export function choiceNode(name: string, build: (branches: never) => unknown): ChoiceNode {
  const collect = build as unknown as (branches: BranchCollector) => BranchCollector;
  const { node } = collect(new BranchCollector({ kind: 'choice', name, rules: [] }));
  if (node.rules.length === 0) {
    throw new BuilderError({
      code: 'CHOICE_EMPTY',
      step: name,
      message: 'The choice has no condition.',
      hint: 'add one: choice(name, (c) => c.when(({ input }) => gt(input.total, 100), step).otherwise(other)).',
    });
  }
  return Object.freeze(node);
}

/**
 * Gives a step that goes one way or another. What comes out is joined by shape: a field set on some branches only is optional after it.
 *
 * @example choice('Large?', (c) => c.when(({ input }) => gt(input.total, 1000), approval).otherwise(pass('Small')))
 * @throws BuilderError when no branch has a condition
 */
export function choice<Input, Variables, Outputs, Added>(
  name: string,
  build: (branches: ChoiceBuilder<Input, Variables, never, never>) => ChosenBranches<Outputs, Added>,
): Step<Input, Join<Input, Outputs>, Variables, JoinVariables<Added>> {
  return stepMade(name, () => choiceNode(name, build));
}

import { kinds } from '../../asl';
import { BuilderError, type Expression, type ExpressionNode, field, isPresent, requireValue, spokenExpression } from '../../expressions';
import { type CallCount, refuseDroppedCalls } from '../tree/dropped-steps';
import { knownOptions } from '../tree/known-options';
import { made } from '../tree/made';
import { beforeResult, captured, placementOf } from '../tree/placement';
import type { ChoiceNode, OutcomeNode, StepNode } from '../tree/step-node';
import { stepMade } from '../tree/step-value';
import type { Chooses } from '../types/choosing';
import type { Join, JoinVariables } from '../types/join';
import type { CommentOptions } from '../types/options';
import type { StepScope } from '../types/scopes';
import type { Step } from '../types/step';
import { type AnyNestedStep, nestedNode, oneStep } from './nested-step';

/** What a rule or the Default says beside its step, without types. */
interface UntypedRule {
  readonly when?: (scope: never) => unknown;
  readonly output?: (scope: never) => unknown;
  readonly assign?: (scope: never) => unknown;
  readonly comment?: string;
}

type GivenStep = readonly [step?: AnyNestedStep];

class BranchCollector {
  constructor(
    readonly node: ChoiceNode,
    readonly calls: CallCount = { made: 0 },
    readonly kept = 0,
  ) {}

  when(condition: (scope: never) => unknown, ...step: GivenStep): BranchCollector {
    oneStep('when()', 2, arguments, this.node.name);
    return this.rule({ when: condition }, ...step);
  }

  rule(given: UntypedRule, ...step: GivenStep): BranchCollector {
    const { name, rules } = this.node;
    oneStep('rule()', 2, arguments, name);
    knownOptions(name, 'choice.rule', given);
    const condition = captured(name, beforeResult, given.when!);
    if (rules.some((earlier) => isSameCondition(earlier.condition, condition))) throw askedTwice(name, condition);
    const rule = { condition, ...this.outcome(given), comment: given.comment, step: stepOrOn(step) };
    return this.with({ rules: [...rules, rule] });
  }

  whenPresent(path: string, ...step: GivenStep): BranchCollector {
    oneStep('whenPresent()', 2, arguments, this.node.name);
    const present = ({ input }: StepScope<unknown, unknown>) =>
      isPresent(path.split('.').reduce((of, name) => field(of as Expression<Record<string, unknown>>, name), input));
    return this.when(present as (scope: never) => unknown, ...step);
  }

  otherwise(...step: GivenStep): BranchCollector {
    oneStep('otherwise()', 1, arguments, this.node.name);
    return this.withDefault({ otherwise: stepOrOn(step) });
  }

  default(given: UntypedRule, ...step: GivenStep): BranchCollector {
    oneStep('default()', 2, arguments, this.node.name);
    const outcome = this.outcome(knownOptions(this.node.name, 'choice.default', given));
    return this.withDefault({ otherwise: stepOrOn(step), outcome });
  }

  private withDefault(added: Partial<ChoiceNode>): BranchCollector {
    const { name, otherwise } = this.node;
    if (otherwise !== undefined)
      throw new BuilderError({
        code: 'STEP_UNREACHABLE',
        step: name,
        message: 'It says twice what happens otherwise, and only the second would count.',
        hint: 'take one of them out.',
      });
    return this.with(added);
  }

  private with(more: Partial<ChoiceNode>): BranchCollector {
    this.calls.made += 1;
    return new BranchCollector({ ...this.node, ...more }, this.calls, this.kept + 1);
  }

  private outcome({ output, assign }: UntypedRule): OutcomeNode {
    const placement = placementOf(this.node.name, { output, assign }, beforeResult);
    return { output: placement.output, assign: placement.assign };
  }
}

function isSameCondition(first: ExpressionNode, second: ExpressionNode): boolean {
  const text = JSON.stringify(first);
  return text === JSON.stringify(second) && !/"operator":"(?:randomInteger|uuid|now)"|"kind":"raw"/.test(text);
}

function askedTwice(step: string, condition: ExpressionNode): BuilderError {
  return new BuilderError({
    code: 'STEP_UNREACHABLE',
    step,
    message: `It asks the same condition twice, ${spokenExpression(condition)}, and its second rule is never taken.`,
    hint: 'take one of them out, or change what it asks.',
  });
}

/** A step that was left out is the one after the choice; one that is undefined, as an import that is not there yet, is a mistake. */
function stepOrOn(given: GivenStep): StepNode | 'continue' {
  return given.length === 0 ? 'continue' : nestedNode(given[0]!);
}

const CHOICE_HINT = 'write choice(name, (c) => c.when(({ input }) => gt(input.total, 100), step).otherwise(other)).';

/** The description of a choice from the branches its builder collected. */
export function choiceNode(name: string, build: (branches: never) => unknown, options: unknown = {}): ChoiceNode {
  knownOptions(name, 'choice', options);
  const collect = build as unknown as (branches: BranchCollector) => BranchCollector;
  requireValue('choice()', build, kinds.callable, 'its rules', CHOICE_HINT, name);
  const collected = collect(new BranchCollector({ kind: 'choice', name, rules: [] }));
  requireValue('choice()', collected, made(BranchCollector), 'what its function returns', CHOICE_HINT, name);
  const { node, calls, kept } = collected;
  refuseDroppedCalls(name, calls, kept);
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
 * A step that goes one way or another. What comes out is joined by shape: a field set on some branches only is optional after it.
 *
 * @example choice('Large?', (c) => c.when(({ input }) => gt(input.total, 1000), approval).otherwise(pass('Small')))
 * @throws BuilderError when no branch has a condition
 */
export function choice<Input, Variables, Outputs, Added>(
  name: string,
  build: Chooses<Input, Variables, Outputs, Added>,
  options?: CommentOptions,
): Step<Input, Join<Input, Outputs>, Variables, JoinVariables<Added>> {
  return stepMade(name, ['choice', 3, arguments], () => choiceNode(name, build, options), options);
}

import type { Expression, ExpressionNode, Mistake } from '../../expressions';
import { knownOptions } from '../steps/known-options';
import { type AnyNestedStep, nestedNode } from '../steps/nested-step';
import { beforeResult, captured } from '../steps/placement';
import type { StepNode } from '../steps/step-node';
import { stepMade } from '../steps/step-value';
import type { StepScope } from '../types/scopes';
import type { MarkIn } from '../types/standard-only';
import type { Flow, Step } from '../types/step';
import { sequence } from './finally';

/** Nothing where what a step hands on fits what it takes, so that it can run again; else the mistake. */
export type Repeatable<Input, Output> = [Output] extends [Input]
  ? unknown
  : Mistake<'what the repeated step hands on is not what it takes, so it cannot run again. Give it into, replace or discard'>;

/** A step that can run again on what it hands on, or a callback that adds such steps to a flow. */
export type RepeatedStep<Input, Output, Variables, Added> =
  | (Step<Input, Output, Variables, Added> & Repeatable<Input, Output>)
  | ((flow: Flow<Input, Input, Variables, Variables>) => Step<Input, Output, Variables, Added> & Repeatable<Input, Output>);

/** When a `loop` goes on. */
export interface LoopOptions<Input, Variables> {
  /** Whether the step runs (again); asked before every run. */
  readonly while: (scope: StepScope<Input, Variables>) => Expression<boolean>;
}

/**
 * Gives a step that repeats another one while a condition holds. What the step hands on has to be what it takes.
 *
 * @example loop('Next Page?', { while: ({ input }) => isPresent(input.nextPage) }, (page) => page.next(invoke('Read Page', read, { replace: 'nextPage' })))
 */
export function loop<Input, Variables, Output, Added>(
  name: string,
  options: LoopOptions<NoInfer<Input>, NoInfer<Variables>>,
  body: RepeatedStep<Input, Output, Variables, Added>,
): Step<Input, Input, Variables, MarkIn<Added>> {
  return stepMade(name, () =>
    loopNode(name, knownOptions(name, 'loop', options).while as (scope: never) => unknown, body as unknown as AnyNestedStep),
  );
}

/** Gives the states of a loop: a choice, the step, and back. */
export function loopNode(name: string, goesOn: (scope: never) => unknown, body: AnyNestedStep): StepNode {
  const rules: { condition: ExpressionNode; step: StepNode }[] = [];
  const node: StepNode = { kind: 'choice', name, rules, otherwise: 'continue' };
  const back: StepNode = { kind: 'back', name, target: node };
  rules.push({ condition: captured(name, beforeResult, goesOn), step: sequence(nestedNode(body), back) });
  return node;
}

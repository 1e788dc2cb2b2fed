import type { Operand } from '../expressions/operators';
import type { StepScope } from './scopes';
import type { NestedStep } from './step';

declare const chosenTypes: unique symbol;

/**
 * Collects the branches of a choice; the first condition that holds decides.
 *
 * @typeParam Input the state input, which every branch gets
 * @typeParam Variables the variables branches can read
 * @typeParam Outputs what comes out of the branches so far
 * @typeParam Added the variables the branches add, as a union of one-tuples
 */
export interface ChoiceBuilder<Input, Variables, out Outputs, out Added> {
  readonly [chosenTypes]?: [Outputs, Added];
  /** Takes this step where the condition holds. */
  when<Output, NewVariables>(
    condition: (scope: StepScope<Input, Variables>) => Operand<boolean>,
    step: NestedStep<Input, Output, Variables, NewVariables>,
  ): ChoiceBuilder<Input, Variables, Outputs | Output, Added | [NewVariables]>;
  /** Takes this step where no condition holds. */
  otherwise<Output, NewVariables>(
    step: NestedStep<Input, Output, Variables, NewVariables>,
  ): ChosenBranches<Outputs | Output, Added | [NewVariables]>;
  /** Goes on with the step after the choice where no condition holds. */
  otherwise(): ChosenBranches<Outputs | Input, Added | [unknown]>;
}

/**
 * Branches that are complete; without `otherwise` a choice that matches nothing fails with States.NoChoiceMatched.
 *
 * @typeParam Outputs what comes out of the branches
 * @typeParam Added the variables the branches add, as a union of one-tuples
 */
export interface ChosenBranches<out Outputs, out Added> {
  readonly [chosenTypes]?: [Outputs, Added];
}

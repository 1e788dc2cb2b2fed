import type { Refused, Scalar, ToldOrOpen } from '../../expressions';
import type { Settled } from './passing';
import type { MarkIn } from './standard-only';
import type { NestedStep } from './step';

declare const sagaTypes: unique symbol;

/**
 * A step of a saga, or a callback that adds steps to a flow; either keeps what earlier steps returned, since compensations need it. Where
 * one does not, the sentence stands alone: beside the step that it is about, the compiler would print it three times.
 */
export type SagaStep<Input, Output, Variables, Added> = IfKept<
  Input,
  Output,
  NestedStep<Input, Output, Variables, Added>,
  NestedStep<Input, Input, Variables, Added>
>;

type IfKept<Input, Output, Fitting, Keeping> = [Output] extends [Input] ? Fitting : Unkept<Input, Keeping>['is'];

// In a generic function it is open whether it is kept; the step that keeps it hands on what the type parameter says.
type Unkept<Input, Keeping> = Input extends Scalar ? UnlessKept<Keeping> : UnlessKept<Keeping>;
type UnlessKept<Keeping> = ToldOrOpen<
  'a step of a saga must keep what earlier steps returned, since their compensations read it. Give it into or discard',
  Keeping
>;

/**
 * Collects the steps of a saga with what undoes them.
 *
 * @typeParam Output what the steps so far hand on
 * @typeParam Variables the variables known so far
 */
export interface SagaBuilder<in out Output, in out Variables> {
  readonly [sagaTypes]?: [Output, Variables];
  /**
   * Adds a step, and the step that undoes it when a later one fails. The compensation gets what its step handed on; beside a callback
   * it is written as a callback too. A compensation that no failure can lead to, as that of the last
   * step, becomes no state.
   */
  step<Next = Refused, Added = unknown, Undone = unknown>(
    step: SagaStep<Output, Next, Variables, Added>,
    options?: { readonly compensate?: NestedStep<NoInfer<Next>, unknown, NoInfer<Variables & Added>, Undone> },
  ): SagaBuilder<Settled<Next>, Variables & Added & MarkIn<Undone>>;
}

import type { Mistake } from '../../expressions';
import type { MarkIn } from './standard-only';
import type { Flow, NestedStep, Step } from './step';

declare const sagaTypes: unique symbol;

/** `unknown` where a step of a saga keeps what earlier steps returned; compensations need it. */
export type KeepsData<Output, Before> = [Output] extends [Before]
  ? unknown
  : Mistake<'a step of a saga must keep what earlier steps returned, since their compensations read it. Give it into or discard'>;

/** A step of a saga, or a callback that adds steps to a flow; either keeps what earlier steps returned. */
export type SagaStep<Input, Output, Variables, Added> =
  | (Step<Input, Output, Variables, Added> & KeepsData<Output, Input>)
  | ((flow: Flow<Input, Input, Variables, Variables>) => Step<Input, Output, Variables, Added> & KeepsData<Output, Input>);

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
  step<Next, Added, Undone>(
    step: SagaStep<Output, Next, Variables, Added>,
    options?: { readonly compensate?: NestedStep<NoInfer<Next>, unknown, NoInfer<Variables & Added>, Undone> },
  ): SagaBuilder<Next, Variables & Added & MarkIn<Undone>>;
}

import type { Mistake } from './mistake';
import type { NestedStep } from './step';

declare const sagaTypes: unique symbol;

/** `unknown` where a step of a saga keeps what earlier steps returned; compensations need it. */
export type KeepsData<Output, Before> = [Output] extends [Before]
  ? unknown
  : Mistake<'a step of a saga must keep what earlier steps returned, since their compensations read it. Give it into or discard'>;

/**
 * Collects the steps of a saga with what undoes them.
 *
 * @typeParam Output what the steps so far hand on
 * @typeParam Variables the variables known so far
 */
export interface SagaBuilder<in out Output, in out Variables> {
  readonly [sagaTypes]?: [Output, Variables];
  /** Adds a step, and the step that undoes it when a later one fails. The compensation gets what its step handed on. */
  step<Next, Added>(
    step: NestedStep<Output, Next, Variables, Added> & KeepsData<Next, Output>,
    options?: { readonly compensate?: NestedStep<NoInfer<Next>, unknown, NoInfer<Variables & Added>, unknown> },
  ): SagaBuilder<Next, Variables & Added>;
}

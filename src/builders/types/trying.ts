import type { CaughtInput, Handler } from './catching';
import type { ErrorName, PossibleErrorNames } from './error-name';
import type { MarkedPath } from './standard-only';
import type { NestedStep } from './step';

declare const triedTypes: unique symbol;

/**
 * The start of a `tryCatch`.
 *
 * @typeParam Input the state input
 * @typeParam Variables the variables known so far
 */
export interface TryBuilder<Input, Variables> {
  /** Names the steps whose failure is handled. */
  try<Output, Inner>(step: NestedStep<Input, Output, Variables, Inner>): TriedBuilder<Input, Variables, Output, never, MarkedPath<Inner>>;
}

/**
 * A `tryCatch` that lacks its handlers.
 *
 * @typeParam Input the state input
 * @typeParam Variables the variables known so far
 * @typeParam Output what the tried steps hand on
 * @typeParam Caught what comes out of the handlers so far
 * @typeParam Added the variables the handlers add, as a union of one-tuples
 */
export interface TriedBuilder<Input, Variables, out Output, out Caught, out Added> extends TriedSteps<Output, Caught, Added> {
  /** Handles these errors, by name. */
  on<HandlerOutput, NewVariables, const Names extends ErrorName | readonly ErrorName[]>(
    errors: Names & PossibleErrorNames<Names>,
    handler: Handler<CaughtInput<Input>, HandlerOutput, Variables, NewVariables>,
  ): TriedBuilder<Input, Variables, Output, Caught | HandlerOutput, Added | [NewVariables]>;
  /** Handles every other error. */
  catch<HandlerOutput, NewVariables>(
    handler: Handler<CaughtInput<Input>, HandlerOutput, Variables, NewVariables>,
  ): TriedBuilder<Input, Variables, Output, Caught | HandlerOutput, Added | [NewVariables]>;
  /** Runs in any case, with the input; its output is dropped, and so are the variables it assigns. */
  finally(step: NestedStep<Input, unknown, Variables, unknown>): TriedSteps<Output, Caught, Added>;
}

/**
 * A `tryCatch` that may be complete.
 *
 * @typeParam Output what the tried steps hand on
 * @typeParam Caught what comes out of the handlers
 * @typeParam Added the variables the handlers add, as a union of one-tuples
 */
export interface TriedSteps<out Output, out Caught, out Added> {
  readonly [triedTypes]?: [Output, Caught, Added];
}

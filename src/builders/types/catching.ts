import type { IfAny, Mistake, Scalar } from '../../expressions';
import type { ErrorName, NamesOf, PossibleErrorNames, RaisesAny } from './error-name';
import type { Join, JoinVariables } from './join';
import type { Settled } from './passing';
import type { ErrorOutput } from './scopes';
import type { NestedStep } from './step';

declare const caughtTypes: unique symbol;

/**
 * What a handler of a failure gets: the input of the failed state with the failure under `error`.
 *
 * @typeParam Input the input of the state that failed
 */
export type CaughtInput<Input> = IfAny<
  Input,
  Input,
  unknown extends Input
    ? { error: ErrorOutput }
    : [Input] extends [Scalar | readonly unknown[]]
      ? Mistake<'the state input is not an object, so the error cannot be merged into it. Give the step an object as input'>
      : 'error' extends keyof Input
        ? Omit<Input, 'error'> & { error: ErrorOutput }
        : Input & { error: ErrorOutput }
>;

/**
 * Collects what happens after a failure, error by error.
 *
 * @typeParam Input what the handlers get
 * @typeParam Variables the variables they can read
 * @typeParam Outputs what comes out of the handlers so far
 * @typeParam Added the variables they add, as a union of one-tuples
 * @typeParam From what the task raises
 */
export interface CatchBuilder<Input, Variables, out Outputs, out Added, From = RaisesAny> {
  readonly [caughtTypes]?: [Outputs, Added];
  /** Handles these errors, by name; earlier lines win. */
  on<Output, NewVariables, const Names extends ErrorName | NamesOf<From> | readonly (ErrorName | NamesOf<From>)[]>(
    errors: Names & PossibleErrorNames<Names, From>,
    handler: NestedStep<Input, Output, Variables, NewVariables>,
  ): CatchBuilder<Input, Variables, Outputs | Output, Added | [NewVariables], From>;
  /** Handles every error that no line before it names. */
  all<Output, NewVariables>(
    handler: NestedStep<Input, Output, Variables, NewVariables>,
  ): CatchBuilder<Input, Variables, Outputs | Output, Added | [NewVariables], From>;
}

/** The output of a step, or of the handler that took its place. */
export type OutputOrCaught<Input, Output, Caught> = [Caught] extends [never] ? Output : Settled<Join<Input, Output | Caught>>;

/** The variables after a step, or after the handler that took its place. */
export type VariablesOrCaught<Added, CaughtAdded> = [CaughtAdded] extends [never] ? Added : JoinVariables<[Added] | CaughtAdded>;

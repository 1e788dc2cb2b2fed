import type { IfAny, Mistake, OpenBound, Refused, Scalar } from '../../expressions';
import type { ErrorName, NamesOf, PossibleErrorNames, RaisesAny } from './error-name';
import type { Join, JoinVariables } from './join';
import type { Settled } from './passing';
import type { ErrorOutput } from './scopes';
import type { NestedStep } from './step';

declare const caughtTypes: unique symbol;

declare const withoutInput: unique symbol;

/** What is said of handlers where the input is not an object; {@link Handler} tells of the mistake, and nothing in its wake is refused as well. */
export interface ErrorWithoutInput {
  readonly error: ErrorOutput;
  readonly [withoutInput]: true;
}

/**
 * What a handler of a failure gets: the input of the failed state with the failure under `error`.
 *
 * @typeParam Input the input of the state that failed
 */
export type CaughtInput<Input> = [WithError<Input>] extends [infer Known extends OpenBound<Input, Input & { error: ErrorOutput }>]
  ? Known
  : Refused;

type WithError<Input> = IfAny<
  Input,
  Input,
  unknown extends Input
    ? { error: ErrorOutput }
    : [Extract<Input, Scalar | readonly unknown[]>] extends [never]
      ? 'error' extends keyof Input
        ? Omit<Input, 'error'> & { error: ErrorOutput }
        : Input & { error: ErrorOutput }
      : ErrorWithoutInput
>;

/**
 * A handler; where it cannot get its input also the mistake, even for one that reads nothing of it: the state fails before it runs.
 *
 * @typeParam Input what the handler gets
 * @typeParam Output what comes out of it
 * @typeParam Variables the variables it can read
 * @typeParam NewVariables the variables it adds
 */
export type Handler<Input, Output, Variables, NewVariables> = NestedStep<Input, Output, Variables, NewVariables> & Possible<Input>;

// A condition on a type parameter is open, and nothing fits it. As a property it is judged by the constraint of the parameter.
type Possible<Input> = (Input extends unknown
  ? {
      readonly is: IfAny<
        Input,
        unknown,
        [Input] extends [ErrorWithoutInput]
          ? Mistake<'the state input is not always an object, so the error cannot be merged into it. Give the step an object as input'>
          : unknown
      >;
    }
  : never)['is'];

/**
 * Collects what happens after a failure, error by error.
 *
 * @typeParam Input what the handlers get
 * @typeParam Variables the variables they can read
 * @typeParam Outputs what comes out of the handlers so far
 * @typeParam Added the variables they add, as a union of one-tuples
 * @typeParam From what the task raises
 */
export interface CatchBuilder<Input, Variables, out Outputs, out Added, From = RaisesAny> extends CaughtBranches<Outputs, Added> {
  /** Handles these errors, by name; earlier lines win. */
  on<Output, NewVariables, const Names extends ErrorName | NamesOf<From> | readonly (ErrorName | NamesOf<From>)[]>(
    errors: Names & PossibleErrorNames<Names, From>,
    handler: Handler<Input, Output, Variables, NewVariables>,
  ): CatchBuilder<Input, Variables, Outputs | Output, Added | [NewVariables], From>;
  /** Handles every error that no line before it names. */
  all<Output, NewVariables>(
    handler: Handler<Input, Output, Variables, NewVariables>,
  ): CatchBuilder<Input, Variables, Outputs | Output, Added | [NewVariables], From>;
}

/**
 * Handlers that were collected.
 *
 * @typeParam Outputs what comes out of them
 * @typeParam Added the variables they add, as a union of one-tuples
 */
export interface CaughtBranches<out Outputs, out Added> {
  readonly [caughtTypes]: [Outputs, Added];
}

/** Adds handlers to what it is given, which has none: `(failure) => failure.all(handler)`. */
export type Catches<Input, Variables, Caught, Added, From> = (
  failure: CatchBuilder<CaughtInput<Input>, Variables, never, never, From>,
) => CaughtBranches<Caught, Added>;

/** The output of a step, or of the handler that took its place. */
export type OutputOrCaught<Input, Output, Caught> = [Caught] extends [never] ? Output : Settled<Join<Input, Output | Caught>>;

/** The variables after a step, or after the handler that took its place. */
export type VariablesOrCaught<Added, CaughtAdded> = [CaughtAdded] extends [never] ? Added : JoinVariables<[Added] | CaughtAdded>;

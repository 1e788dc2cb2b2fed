import type { Chain } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { ChainableOptions } from '../lowering/to-chainable';
import type { Unended } from './early-end';

declare const stepTakes: unique symbol;
declare const stepGives: unique symbol;

/**
 * What a step takes, by a name of its own: of a step that misfits the compiler then prints that, and neither its output nor a signature.
 *
 * @typeParam Input the state input it needs
 * @typeParam Variables the variables it reads
 */
export interface Takes<in Input, in Variables> {
  readonly [stepTakes]: (input: Input, variables: Variables) => void;
}

/**
 * A part of a workflow: one state or several, with the types of what goes in and comes out.
 *
 * @typeParam Input the state input it needs
 * @typeParam Output what it hands to the next step
 * @typeParam VariablesIn the variables it reads
 * @typeParam VariablesOut the variables it adds
 */
// biome-ignore lint/complexity/noBannedTypes: a step reads no variables unless they are named.
export interface Step<in Input, out Output, in VariablesIn = {}, out VariablesOut = unknown> {
  readonly [stepTakes]: Takes<Input, VariablesIn>;
  readonly [stepGives]: [Output, VariablesOut];
  /** Name of the state, or of the first one. */
  readonly name: string;
}

/**
 * Steps one after the other; `next` gives a longer flow and leaves this one as it is.
 *
 * @typeParam Input the input of its first step
 * @typeParam Output what its last step hands on
 * @typeParam Variables the variables known at its end
 * @typeParam VariablesIn the variables known at its start
 */
// biome-ignore lint/complexity/noBannedTypes: a flow starts without variables unless they are named.
export interface Flow<in Input, out Output, out Variables = {}, in VariablesIn = {}> extends Step<Input, Output, VariablesIn, Variables> {
  /**
   * This flow with one more step at its end.
   *
   * @throws BuilderError when nothing can come after the last step
   */
  next<NextOutput, Added>(step: Step<Output, NextOutput, Variables, Added>): Flow<Input, NextOutput, Variables & Added, VariablesIn>;
  /**
   * Fresh states for chains, branches and item processors of aws-cdk-lib; each call gives others.
   *
   * @example new Parallel(this, 'Both').branch(flow.toChainable(this)).branch(new Pass(this, 'Plain'))
   * @throws BuilderError when the flow does not make valid states
   */
  toChainable(scope: Construct, options?: ChainableOptions): Chain;
}

/**
 * A step inside another, or a callback that adds steps to a flow with the right input: `(flow) => flow.next(...).next(...)`.
 *
 * @typeParam Input the state input it gets
 * @typeParam Output what it hands on
 * @typeParam VariablesIn the variables it can read
 * @typeParam VariablesOut the variables known at its end
 */
export type NestedStep<Input, Output, VariablesIn, VariablesOut> =
  | Step<Input, Output, VariablesIn, VariablesOut>
  | ((flow: Flow<Input, Input, VariablesIn, VariablesIn>) => Step<Input, Output, VariablesIn, VariablesOut>);

/**
 * The step itself, or the one that a callback gives.
 *
 * @typeParam Nested a nested step
 */
export type StepIn<Nested> = Nested extends (flow: never) => infer Returned ? Returned : Nested;

/**
 * A step of which only what it takes is known: where a step is inferred, an `unknown` output would be read back into its options.
 *
 * @typeParam Input the state input it needs
 * @typeParam Variables the variables it reads
 */
export interface StepTaking<in Input, in Variables> {
  readonly [stepTakes]: Takes<Input, Variables>;
  readonly [stepGives]: unknown;
  /** Name of the state, or of the first one. */
  readonly name: string;
}

/** A {@link NestedStep} of which only what it takes is known. */
export type NestedTaking<Input, Variables> =
  | Step<Input, unknown, Variables>
  | StepTaking<Input, Variables>
  | ((flow: Flow<Input, Input, Variables, Variables>) => StepTaking<Input, Variables>);

/**
 * A step by what comes out of it as one type, so that it can be told for each of several.
 *
 * @typeParam Input the state input it gets
 * @typeParam End the pair of what it hands on and the variables known at its end
 * @typeParam Variables the variables it can read
 */
export interface StepGiving<in Input, out End, in Variables> {
  readonly [stepTakes]: Takes<Input, Variables>;
  readonly [stepGives]: End;
  /** Name of the state, or of the first one. */
  readonly name: string;
}

/** A {@link NestedStep} by what comes out of it as one type. Of a step that misfits the compiler tells by the first line, in fewer words. */
export type BranchStep<Input, End, Variables> =
  | Step<Input, unknown, Variables>
  | StepGiving<Input, End, Variables>
  | ((flow: Flow<Input, Input, Unended<Variables>, Unended<Variables>>) => StepGiving<Input, End, Variables>);

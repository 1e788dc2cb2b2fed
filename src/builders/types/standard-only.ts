import type { StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import type { IfAny, IfNever, Mistake } from '../../expressions';

declare const standardOnly: unique symbol;
declare const ended: unique symbol;

/**
 * The mark of steps that only a Standard workflow can run: they wait for longer than an Express execution lives. It travels with the
 * types of variables, through which every later step and every branch is known, and is not a variable itself.
 */
export interface StandardOnly {
  readonly [standardOnly]: true;
}

/** The mark of steps after which nothing comes, so that their variables are read nowhere. */
export interface Ended {
  readonly [ended]: true;
}

/** `Yes` for the variables of steps after which nothing comes, else `No`. */
export type IfEnded<Variables, Yes, No> = IfAny<Variables, No, typeof ended extends keyof Variables ? Yes : No>;

/**
 * The mark where a step waits; else nothing.
 *
 * @typeParam Waits whether it waits: for a token, or for the end of a job
 */
export type MarkedIf<Waits> = [Waits] extends [true] ? StandardOnly : unknown;

/**
 * The mark of steps whose variables end with them, such as those of a Map; nothing where they have none.
 *
 * @typeParam Added the variables known at the end of the steps
 */
export type MarkIn<Added> = IfNever<
  Added,
  unknown,
  IfAny<Added, unknown, typeof standardOnly extends keyof Added ? StandardOnly : unknown>
>;

/**
 * The mark of branches, any of which may have it; nothing where none has.
 *
 * @typeParam Ends for each branch the pair of what it hands on and the variables known at its end
 */
export type MarkInAny<Ends> = true extends { [Branch in keyof Ends]: IsMarked<Ends[Branch]> }[keyof Ends] ? StandardOnly : unknown;

type IsMarked<End> = End extends [unknown, infer Added] ? ([MarkIn<Added>] extends [StandardOnly] ? true : false) : false;

/**
 * The mark of ways that lead to an end, any of which may have it; nothing where none has.
 *
 * @typeParam Added the variables of each way, as a union of one-tuples
 */
export type MarkInEnded<Added> = true extends (
  Added extends [infer Variables]
    ? IfEnded<Variables, IsMarkedVariables<Variables>, false>
    : never
)
  ? StandardOnly
  : unknown;

type IsMarkedVariables<Variables> = typeof standardOnly extends keyof Variables ? true : false;

/**
 * The mark as one more path that variables can come from: a union of one-tuples, as handlers collect them.
 *
 * @typeParam Added the variables known at the end of steps whose variables end there
 */
export type MarkedPath<Added> = [MarkIn<Added>] extends [StandardOnly] ? [StandardOnly] : never;

/**
 * Nothing where a workflow of this type can run the steps; else why not. A step whose waiting no type tells, such as a task of aws-cdk-lib,
 * is refused when the workflow is constructed.
 *
 * @typeParam Type Standard, Express, or both where it is not known
 * @typeParam Added the variables known at the end of the steps
 */
export type RunsAs<Type, Added> = StateMachineType.EXPRESS extends Type
  ? [MarkIn<Added>] extends [StandardOnly]
    ? // Of two mistakes the compiler prints the first, once.
        | Mistake<'an Express workflow cannot wait for task tokens, jobs (.sync), activities or distributed Maps: make it Standard'>
        | Mistake<'it waits'>
    : unknown
  : unknown;

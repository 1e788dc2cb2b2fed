import type { IfAny, IfNever, Resolved } from '../../expressions';
import type { NotGiven } from './passing';
import type { IfEnded } from './standard-only';

declare const endsWith: unique symbol;

/**
 * The mark of steps that may end early with `succeed`, and with what: the iteration, the branch or the workflow around them then has this output. It travels
 * with the types of variables, as the mark of Standard workflows does. As a parameter, outputs of steps one after the other become a union where they are read.
 *
 * @typeParam Output what they end with
 */
export interface EndsWith<in Output> {
  readonly [endsWith]: (output: Output) => void;
}

/** What a `succeed` ends with: its output, or its input. */
export type SucceededWith<Input, Output> = [Output] extends [NotGiven] ? Input : Resolved<Output>;

/**
 * What steps may end with early, as a union; never where none does. Beyond eight outputs in one flow it is unknown.
 *
 * @typeParam Variables the variables known at the end of the steps
 */
export type EarlyOutput<Variables> = IfAny<
  Variables,
  never,
  typeof endsWith extends keyof Variables ? OutputsOf<NonNullable<Variables[typeof endsWith]>> : never
>;

// The mark of several steps is an overloaded function, whose parameters the compiler infers from the last one backwards: where it has fewer than are asked
// for, the first one fills the places before it.
type OutputsOf<Mark> = Mark extends {
  (output: infer Rest): void;
  (output: infer One): void;
  (output: infer Two): void;
  (output: infer Three): void;
  (output: infer Four): void;
  (output: infer Five): void;
  (output: infer Six): void;
  (output: infer Seven): void;
  (output: infer Eight): void;
}
  ? [Rest, One] extends [One, Rest]
    ? One | Two | Three | Four | Five | Six | Seven | Eight
    : unknown
  : never;

/**
 * The variables that an iteration or a branch begins with: it has not ended early, wherever the steps before it may have.
 *
 * @typeParam Variables the variables known before it
 */
export type Unended<Variables> = IfAny<
  Variables,
  Variables,
  typeof endsWith extends keyof Variables ? Omit<Variables, typeof endsWith> : Variables
>;

/**
 * The mark of ways that lead to an end, any of which may have it; nothing where none has.
 *
 * @typeParam Added the variables of each way, as a union of one-tuples
 */
export type EndsInEnded<Added> = MarkedWith<Added extends [infer Variables] ? IfEnded<Variables, EarlyOutput<Variables>, never> : never>;

type MarkedWith<Output> = IfNever<Output, unknown, EndsWith<Output>>;

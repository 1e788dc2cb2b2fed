import { requireAtMost } from '../../expressions';

declare const typedValue: unique symbol;

/**
 * A type handed over as a value.
 *
 * @typeParam Value the type
 */
export interface Typed<Value> {
  readonly [typedValue]?: Value;
}

declare const noType: unique symbol;

/** What a task gives whose result has no type, with what to write. */
export interface NoTypeGiven<Advice extends string = 'give the step a type for what comes back: result: typed<...>()'> {
  readonly [noType]: Advice;
}

/** The type of a result; unknown where none was given. */
export type TypeGiven<Result> = [Result] extends [NoTypeGiven]
  ? [Result] extends [never]
    ? Result
    : 0 extends 1 & Result
      ? Result
      : unknown
  : Result;

/**
 * Names a type that no function can show, such as what comes back with a task token.
 *
 * @example invoke('Ask Manager', ask, { waitForTaskToken: true, result: typed<Approval>(), payload: ..., into: 'approval' })
 */
export function typed<Value>(): Typed<Value> {
  requireAtMost('typed()', 0, arguments, 'the type goes between < and >: typed<Approval>().');
  return Object.freeze({});
}

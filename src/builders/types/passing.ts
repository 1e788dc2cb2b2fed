import type { Expression, Held, IfAny, IsUnion, Mistake, Refused, Resolved, ToldOrOpen } from '../../expressions';

declare const notGiven: unique symbol;

/** Stands for an option that was left out. */
export interface NotGiven {
  readonly [notGiven]: true;
}

/**
 * `unknown` for a key that the input can take in each of its alternatives, else the mistake to show at the key.
 *
 * @typeParam Key the key given to `into`
 * @typeParam Input the state input
 */
export type FreeKey<Key, Input> = [Key] extends [never]
  ? unknown
  : (IsUnion<Input> extends true
      ? ToldOrOpen<FreeInAll<Key, Input>, FreeByConstraint<Key, Input>>
      : ToldOrOpen<FreeByConstraint<Key, Input>, FreeByConstraint<Key, Input>>)['is'];

/** Of a union a mistake in one alternative would vanish among the others. */
type FreeInAll<Key, Input> = [Misfit<Key, Input>] extends [never] ? unknown : Misfit<Key, Input>;
type Misfit<Key, Input> = Input extends unknown ? (unknown extends IsFree<Key, Input> ? never : IsFree<Key, Input>) : never;

// A condition on a type parameter is open, and nothing fits it. As a property it is judged by the constraint of the parameter.
type FreeByConstraint<Key, Input> = (Input extends unknown ? { readonly is: IsFree<Key, Input> } : never)['is'];

type IsFree<Key, Input> = IfAny<
  Input,
  unknown,
  Key extends keyof Input
    ? Mistake<`the input already has "${Key & string}". Choose another key, or write replace: "${Key & string}" to overwrite it`>
    : unknown extends Input
      ? unknown
      : [Input] extends [object]
        ? 'length' extends keyof Input
          ? Input extends readonly unknown[]
            ? Mistake<'the state input is not always an object, so nothing can be merged into it. Use output, or none'>
            : unknown
          : unknown
        : Mistake<'the state input is not always an object, so nothing can be merged into it. Use output, or none'>
>;

/**
 * `unknown` for a key the input has, else the mistake to show at the key.
 *
 * @typeParam Key the key given to `replace`
 * @typeParam Input the state input
 */
export type TakenKey<Key, Input> = [Key] extends [never]
  ? unknown
  : (Input extends unknown ? { readonly is: IsTaken<Key, Input> } : never)['is'];

type IsTaken<Key, Input> = IfAny<
  Input,
  unknown,
  Key extends keyof Input ? unknown : Mistake<`the input has no "${Key & string}" to replace. Write into: "${Key & string}" to add it`>
>;

/**
 * The input with a key overwritten.
 *
 * @typeParam Input the state input
 * @typeParam Key the key to overwrite
 * @typeParam Value what it holds then
 */
export type Replaced<Input, Key extends PropertyKey, Value> = Input extends infer Known
  ? IfAny<Known, Known, Omit<Known, Key> & { [Name in Key]: Value }>
  : never;

/**
 * The type itself, out of reach of inference: what a step hands on must not be read backwards into what it takes, nor what an
 * annotation says it hands on into what it was told to.
 *
 * @typeParam Type any type
 */
export type Settled<Type> = Type extends infer Same extends Type ? Same : never;

/**
 * The state output, given the options that say where the result goes.
 *
 * @typeParam Input the state input
 * @typeParam Result the result, unwrapped
 * @typeParam Into the key it is merged under, or never
 * @typeParam Replace the key it overwrites, or never
 * @typeParam Discard whether the input is kept
 * @typeParam Output the template given to `output`, or NotGiven
 * @typeParam Keys the names of the options given, see {@link GivenKeys}
 */
export type Passed<Input, Result, Into extends string, Replace extends string, Discard, Output, Keys = never> =
  Held<Output> extends Held<Expression<unknown>>
    ? Settled<Resolved<Output>>
    : Settled<
        [Output] extends [NotGiven]
          ? 'output' extends Keys
            ? Refused
            : [Into] extends [never]
              ? [Replace] extends [never]
                ? [Discard] extends [true]
                  ? Input
                  : Result
                : Replaced<Input, Replace, Result>
              : Input & { [Name in Into]: Result }
          : Resolved<Output>
      >;

/** The variables that a template given to `assign` adds. */
export type Assigned<Written, Keys = never> = [Written] extends [NotGiven]
  ? 'assign' extends Keys
    ? Refused
    : unknown
  : Settled<Resolved<Written>>;

/**
 * The names of the options that were given. Where a callback is refused, the compiler looks at none of them: a name without a type then
 * stands for what it would have been. Where it saw no option at all, each of them may have been given.
 *
 * @typeParam Given the options as written, `unknown` where the compiler saw none
 */
export type GivenKeys<Given> = unknown extends Given ? 'output' | 'assign' : keyof Given;

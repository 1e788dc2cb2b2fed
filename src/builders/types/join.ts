import type { IfAny, IfNever, IsUnion } from '../../expressions';
import type { EndsInEnded } from './early-end';
import type { IfEnded, MarkInEnded } from './standard-only';

type AllKeys<Type> = Type extends unknown ? keyof Type : never;
type ValueOf<Type, Key> = Type extends unknown ? (Key extends keyof Type ? Type[Key] : never) : never;

/** Common keys whose literal text tells the branches apart. */
type Discriminants<Outputs, Keys extends keyof Outputs> = {
  [Key in Keys]: Outputs[Key] extends string
    ? string extends Outputs[Key]
      ? never
      : true extends IsUnion<Outputs[Key]>
        ? Key
        : never
    : never;
}[Keys];

// Each key is an object of its own, made of the key and its value alone: a mapped type over all outputs would hold on to them, and
// TypeScript 5.4 goes through all that again at every later step, three times as long each time.
type Field<Key extends PropertyKey, Value> = { [Name in Key]: Value };
type MaybeField<Key extends PropertyKey, Value> = { [Name in Key]?: Value };
type Together<Boxes> = (Boxes extends [infer Box] ? (box: Box) => void : never) extends (box: infer Whole) => void ? Whole : never;

type Common<Outputs, Keys extends keyof Outputs> = [Keys] extends [never]
  ? unknown
  : Together<Keys extends unknown ? [Field<Keys, Outputs[Keys]>] : never>;
type Some<Outputs, Keys extends PropertyKey> = [Keys] extends [never]
  ? unknown
  : Together<Keys extends unknown ? [MaybeField<Keys, ValueOf<Outputs, Keys>>] : never>;

// What is new is told once: to go through the keys of a long input takes as long again for each time.
type JoinedKeys<Outputs, New extends PropertyKey> = Common<Outputs, Extract<New, keyof Outputs>> &
  Some<Outputs, Exclude<New, keyof Outputs>>;

type JoinedNew<Outputs, New extends PropertyKey> = [New] extends [never]
  ? unknown
  : IfNever<Discriminants<Outputs, Extract<New, keyof Outputs>>, JoinedKeys<Outputs, New>, Outputs>;

// What adds to what was known is an operand of its own: in a generic function the fields of a type parameter are those that were known,
// whatever else is decided once it is filled in.
type JoinedTo<Known, Outputs> = [Outputs] extends [never]
  ? never
  : unknown extends Known
    ? Outputs
    : JoinedNew<Outputs, Exclude<AllKeys<Outputs>, keyof Known>>;

/**
 * What comes out where branches meet, by shape: what was known before stays, a field set on every path is there, a field set on
 * some paths is optional. Outputs told apart by a text literal stay a union, and so do outputs that do not keep the input.
 *
 * @typeParam Known what every branch was given
 * @typeParam Outputs the outputs of the branches, as a union
 */
export type Join<Known, Outputs> = [Outputs] extends [IfAny<Known, never, Known>] ? Known & JoinedTo<Known, Outputs> : Outputs;

/**
 * The variables known where branches meet: optional unless every branch assigns them.
 *
 * @typeParam Added the variables each branch adds, as a union of one-tuples
 */
export type JoinVariables<Added> = [Stored<Added>] extends [never]
  ? unknown
  : JoinAdded<Added extends [infer Variables] ? (unknown extends Variables ? Empty : IfEnded<Variables, never, Variables>) : never> &
      MarkInEnded<Added> &
      EndsInEnded<Added>;

/** What the branches add, without those that add nothing. */
type Stored<Added> = Added extends [infer Variables] ? (unknown extends Variables ? never : Variables) : never;

// biome-ignore lint/complexity/noBannedTypes: the variables of a branch that assigns none.
type Empty = {};

type JoinAdded<Added> = IfNever<AllKeys<Added>, unknown, JoinedKeys<Added, AllKeys<Added>>>;

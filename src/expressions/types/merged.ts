import type { IfAny, Scalar } from './json-types';
import type { Mistake, ToldOrOpen } from './mistake';
import type { Resolved } from './template';

/**
 * Nothing for an object, or what gives one; else the mistake.
 *
 * @typeParam Written what was given to `merge`
 */
export type MergeSide<Written> = SideToldOrOpen<Resolved<Written>>['is'];

type SideToldOrOpen<Value> = 0 extends 1 & Value
  ? MergeableSide<unknown, Value>
  : unknown extends Value
    ? MergeableSide<unknown, Value>
    : [Extract<Value, undefined>] extends [never]
      ? [Extract<Value, Scalar | readonly unknown[]>] extends [never]
        ? MergeableSide<unknown, Value>
        : MergeableSide<OnlyObjects, Value>
      : MergeableSide<Mistake<'it may be absent: write orElse(..., {})'>, Value>;

type OnlyObjects = Mistake<'only objects merge: write flatten([a, b]) or format'>;

/** In a generic function the constraint of what is merged says whether it is an object. */
type MergeableSide<Told, Value> = ToldOrOpen<Told, { readonly object: unknown; readonly other: OnlyObjects }[KindOf<Value>]>;
type KindOf<Value> = Value extends Scalar | readonly unknown[] ? 'other' : 'object';

/**
 * The fields of two objects. A field of the second that may be absent leaves that of the first.
 *
 * @typeParam Left the first
 * @typeParam Right the second, whose fields win
 */
export type Merged<Left, Right> = Left extends infer One ? (Right extends infer Other ? MergedObjects<One, Other> : never) : never;

type MergedObjects<Left, Right> = IfAny<
  Left,
  Left,
  IfAny<
    Right,
    Right,
    [MaybeKeys<Left, Right>] extends [never]
      ? Omit<Left, keyof Right> & Right
      : Omit<Left, keyof Right> &
          Omit<Right, MaybeKeys<Left, Right>> & {
            [Key in keyof Pick<Left, MaybeKeys<Left, Right> & keyof Left>]: Left[Key] | Exclude<Right[Key & keyof Right], undefined>;
          }
  >
>;

/** Fields that both have and the second may lack. */
type MaybeKeys<Left, Right> = {
  [Key in keyof Right]-?: Key extends keyof Left ? (undefined extends Right[Key] ? Key : never) : never;
}[keyof Right];

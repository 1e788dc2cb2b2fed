import type { NoneIf, OnlyIf } from './json-types';
import type { Mistake, Refused } from './mistake';

declare const valueType: unique symbol;
declare const copiedType: unique symbol;
declare const optionalType: unique symbol;
declare const tokenType: unique symbol;

/**
 * A value that is known when the workflow runs: a reference into its data, or something computed from references.
 *
 * @typeParam Value what it will be
 */
export declare abstract class Expression<out Value> {
  protected constructor();
  // A copy by spread leaves out what a class computes, so it is not taken for the expression itself.
  get [valueType](): Value;
  /** What a copy by spread keeps of it; of several copies it holds each. */
  readonly [copiedType]?: CopiedValue<Value>;
  /** Does not exist at run time: it makes the compiler refuse an expression as a condition of JavaScript. */
  // biome-ignore lint/suspicious/noThenProperty: a type only, which no value has.
  protected then(decided: (value: unknown) => unknown): unknown;
}

/**
 * What was copied by spread.
 *
 * @typeParam Value what the reference stands for
 */
export interface CopiedValue<out Value> {
  readonly of: Value;
}

/**
 * A copy of a reference by spread, `{ ...input, amount: 1 }`.
 *
 * @typeParam Copied what was copied: a {@link CopiedValue} for each
 */
export interface CopyOf<out Copied> {
  readonly [copiedType]?: Copied;
}

/** The key under which a copy by spread keeps what was copied. */
export type CopyKey = typeof copiedType;

/**
 * What `optional()` gives: a field that is left out when the value is absent. It fits optional fields only.
 *
 * @typeParam Value what the field holds when it is there
 */
export interface OptionalField<out Value> {
  readonly [optionalType]: Value;
}

/** The mark of the task token, and of what holds it. */
export interface HasToken {
  readonly [tokenType]: true;
}

/** The task token of a callback task; the payload of such a task must contain it. */
export interface TaskToken extends Expression<string>, HasToken {}

/**
 * A reference to data of the workflow: fields are reached by dot, and every field is a reference again.
 *
 * @typeParam Value the type of the data it stands for
 */
export type Ref<Value> = Expression<Value> & RefFields<Value>;

/** A reference to data that the author typed `any`; so are all its fields. */
// biome-ignore lint/suspicious/noExplicitAny: data that the author typed `any` stays so.
export type AnyFields = Expression<any> & { readonly [key: string]: AnyFields } & {
  readonly length: Mistake<"data has no length: write count(...), textLength(...) or field(..., 'length')">;
};

/** The fields that a reference offers; those of a value that may be something else than an object, such as null, may be absent. */
export type RefFields<Value> = FieldsBy<Value, Value>;

// In a generic function the compiler takes a condition for all that it may come to. Where the type is a parameter each way but that of an
// object comes to nothing then, so that the fields of its constraint are left. `Kind` is the same type again: a condition on a type
// narrows it in what follows.
type FieldsBy<Kind, Value> = [Kind] extends [object]
  ? 0 extends 1 & Kind
    ? NoneIf<Value, object, AnyFields>
    : [Kind] extends [readonly unknown[]]
      ? OnlyIf<Value, readonly unknown[], FieldsOf<Value, never>>
      : // Most data is one object: taking it whole spares the compiler a second copy of a long intersection.
        NoneIf<Value, readonly unknown[], { readonly [Key in keyof Value]-?: Ref<Value[Key]> }>
  : NoneIf<Value, object, PartFields<Extract<Value, object>>>;

// Beside the object there is null, a text or nothing at all, of which no field can be read.
type PartFields<Value> = [Value] extends [never] ? unknown : FieldsOf<Value, undefined>;

type FieldsOf<Value, Absent> = Value extends readonly (infer Item)[]
  ? number extends Value['length']
    ? { readonly [index: number]: Ref<Item | Absent> } & WriteMapItemsOrFilter
    : { readonly [Index in Extract<keyof Value, `${number}`>]: Ref<Value[Index] | Absent> }
  : { readonly [Key in keyof Value]-?: Ref<Value[Key] | Absent> };

/**
 * What a list of the data does not have: the compiler refuses its methods as protected, and names this class. An editor does not offer
 * them, and their callbacks have types, so that the methods alone are refused.
 */
export declare abstract class WriteMapItemsOrFilter {
  protected constructor();
  protected map(each: (item: Refused, position: Refused) => unknown): Refused;
  protected filter(each: (item: Refused, position: Refused) => unknown): Refused;
}

/**
 * References to variables by name; there is none to all variables as one value.
 *
 * @typeParam Variables the variables assigned so far
 */
export type VariableRefs<Variables> = { readonly [Name in keyof Variables]-?: Ref<Variables[Name]> };

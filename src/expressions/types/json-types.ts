/** A value without parts. */
export type Scalar = string | number | boolean | bigint | symbol | null | undefined;

/** `Yes` for `any`, else `No`. */
export type IfAny<Type, Yes, No> = 0 extends 1 & Type ? Yes : No;

/** `Yes` for `never`, else `No`. */
export type IfNever<Type, Yes, No> = [Type] extends [never] ? Yes : No;

/** `Type` where a value is of that kind, else `never`. Unlike an open condition, in a generic function it is what the constraint says. */
export type OnlyIf<Value, Kind, Type> = { readonly yes: Type; readonly no: never }[Value extends Kind ? 'yes' : 'no'];

/** `never` where a value is of that kind, else `Type`; in a generic function as {@link OnlyIf}. */
export type NoneIf<Value, Kind, Type> = { readonly yes: never; readonly no: Type }[Value extends Kind ? 'yes' : 'no'];

/**
 * A type as what an object holds. In a generic function a condition on a reference stays open where the reference itself is asked about, and is decided where
 * it is held.
 *
 * @typeParam Value any type
 */
export interface Held<out Value> {
  readonly of: Value;
}

declare const unknowable: unique symbol;

/**
 * Nothing in particular for a type that is known; in a generic function what is taken for it. A condition `[Exact] extends [infer Same extends OpenBound<...>]`
 * comes to `Exact`, and while it is open it is read and compared as `Open`.
 *
 * @typeParam Of the type on which it depends, which may be a type parameter
 * @typeParam Open what it is taken for then
 */
// No type is what is asked for. Of a condition that is open the compiler leaves out a side that is anything.
// biome-ignore lint/suspicious/noExplicitAny: see above.
export type OpenBound<Of, Open> = [Of] extends [{ readonly [unknowable]: true }] ? Open : any;

type Unprintable = symbol | ((...parameters: never[]) => unknown);

/**
 * What JSON leaves of a value: a Date becomes its text, functions and symbols vanish, an absent result becomes null inside arrays.
 *
 * @typeParam Type the value before it is printed as JSON
 */
export type Jsonify<Type> = IfAny<
  Type,
  Type,
  unknown extends Type
    ? unknown
    : Type extends string | number | boolean | null | undefined
      ? Type
      : Type extends bigint
        ? never
        : Type extends { toJSON(...parameters: never[]): infer Printed }
          ? Jsonify<Printed>
          : Type extends ReadonlyMap<unknown, unknown> | ReadonlySet<unknown>
            ? Record<string, never>
            : Type extends readonly unknown[]
              ? { [Index in keyof Type]: Jsonify<undefined extends Type[Index] ? Exclude<Type[Index], undefined> | null : Type[Index]> }
              : Type extends object
                ? { [Key in keyof Type as Key extends string ? (Type[Key] extends Unprintable ? never : Key) : never]: Jsonify<Type[Key]> }
                : Type
>;

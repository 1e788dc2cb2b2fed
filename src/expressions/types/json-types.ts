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

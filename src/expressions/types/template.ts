import type { CopiedValue, CopyKey, CopyOf, Expression, OptionalField, TaskToken } from './expression';
import type { IfAny, Scalar } from './json-types';
import type { Mistake } from './mistake';

/** JSON with expressions at any depth. */
export type AnyTemplate =
  | string
  | number
  | boolean
  | null
  | Expression<unknown>
  | readonly AnyTemplate[]
  | { readonly [key: string]: AnyTemplate | OptionalField<unknown> | undefined };

/**
 * What may be written where a value of that type is expected: the value, an expression of it, or a mixture at any depth.
 *
 * @typeParam Value what the template must come to
 */
export type Template<Value> = IfAny<Value, AnyTemplate, unknown extends Value ? AnyTemplate : Expression<Value> | TemplateBody<Value>>;

type TemplateBody<Value> = Value extends Scalar
  ? Value
  : Value extends readonly (infer Item)[]
    ? readonly Template<Item>[]
    : Value extends object
      ? { readonly [Key in keyof Value]: FieldTemplate<Value[Key]> }
      : never;

type FieldTemplate<Value> = undefined extends Value
  ? unknown extends Value
    ? AnyTemplate
    : Template<Exclude<Value, undefined>> | OptionalField<Exclude<Value, undefined>> | Expression<Value> | undefined
  : Template<Value>;

/**
 * What a template comes to when the workflow runs.
 *
 * @typeParam Written the template as its author wrote it
 */
export type Resolved<Written> = IfAny<
  Written,
  Written,
  Written extends Expression<infer Value>
    ? Value
    : Written extends Scalar
      ? Written
      : Written extends readonly unknown[]
        ? { -readonly [Index in keyof Written]: Resolved<Written[Index]> }
        : Written extends object
          ? CopyKey extends keyof Written
            ? ResolvedCopy<Written>
            : ResolvedObject<Written>
          : Written
>;

/**
 * What a copy of references with more fields comes to. A field whose value may be absent keeps what was copied; where a copied field is
 * missing, it was taken out before.
 */
type ResolvedCopy<Written extends object> =
  Written extends CopyOf<infer Copied>
    ? IfAny<
        ValueIn<Copied>,
        ValueIn<Copied>,
        [Uncopied<Copied>] extends [never]
          ? [LeftOut<Written, Copied>] extends [never]
            ? { -readonly [Key in Exclude<keyof Written, MaybeKeys<Written> | CopyKey>]: Resolved<Written[Key]> } & MaybeFields<
                Written,
                ValueIn<Copied>
              >
            : Mistake<`the rest of a reference still holds "${LeftOut<Written, Copied>}" when the workflow runs. Name the fields to keep: pick(input, ...)`>
          : Mistake<'only an object can be copied by spread. Hand on an array or a single value as it is'>
      >
    : never;

type ValueIn<Copied> = Copied extends CopiedValue<infer Value> ? Value : never;

/** What was copied and is not an object; what may be absent adds nothing. */
type Uncopied<Copied> =
  Copied extends CopiedValue<infer Value>
    ? unknown extends Value
      ? never
      : Extract<Exclude<Value, undefined>, Scalar | readonly unknown[]>
    : never;

/** Fields of what was copied that the copy lacks. */
type LeftOut<Written, Copied> =
  Copied extends CopiedValue<infer Value> ? Extract<Exclude<keyof Exclude<Value, undefined>, keyof Written>, string | number> : never;

/** Fields whose value may be absent. */
type MaybeKeys<Written> = {
  [Key in keyof Written]-?: Written[Key] extends OptionalField<unknown>
    ? Key
    : Written[Key] extends Expression<infer Value>
      ? IfAny<Value, never, unknown extends Value ? never : undefined extends Value ? Key : never>
      : never;
}[keyof Written];

type MaybeFields<Written, Base> = [Exclude<MaybeKeys<Written>, CopyKey>] extends [never]
  ? unknown
  : {
      -readonly [Key in Exclude<MaybeKeys<Written>, CopyKey>]?: Exclude<
        (Written[Key] extends OptionalField<infer Value> ? Value : Resolved<Written[Key]>) | (Key extends keyof Base ? Base[Key] : never),
        undefined
      >;
    };

type OptionalKeys<Written> = { [Key in keyof Written]-?: Written[Key] extends OptionalField<unknown> ? Key : never }[keyof Written];

type ResolvedObject<Written> = [OptionalKeys<Written>] extends [never]
  ? { -readonly [Key in keyof Written]: Resolved<Written[Key]> }
  : { -readonly [Key in Exclude<keyof Written, OptionalKeys<Written>>]: Resolved<Written[Key]> } & {
      -readonly [Key in OptionalKeys<Written>]?: Written[Key] extends OptionalField<infer Value> ? Value : never;
    };

/**
 * Nothing when every key is known; else a mistake at each unknown key. Results of arrow functions get no such check from the compiler.
 *
 * @typeParam Written the template as its author wrote it
 * @typeParam Value what the template must come to
 */
export type KnownKeys<Written, Value> = IfAny<
  Value,
  unknown,
  unknown extends Value
    ? unknown
    : Written extends Expression<unknown> | Scalar | readonly unknown[]
      ? unknown
      : Value extends Scalar | readonly unknown[]
        ? unknown
        : string extends keyof Value
          ? unknown
          : {
              readonly [Key in keyof Written]: Key extends KeysOf<Value>
                ? CopyKey extends keyof Written
                  ? unknown
                  : KnownKeys<Written[Key], Exclude<Value[Key & keyof Value], undefined>> & SurelyThere<Key, Written[Key]>
                : Key extends CopiedKeys<Written>
                  ? unknown
                  : Mistake<`what the task takes has no field "${Key & string}"`>;
            }
>;

/** A copy by spread leaves out what is absent; a field that is written fails there. */
type SurelyThere<Key, Written> =
  Written extends Expression<infer Value>
    ? IfAny<
        Value,
        unknown,
        unknown extends Value
          ? unknown
          : undefined extends Value
            ? Mistake<`"${Key & string}" may be absent when the workflow runs. Write optional(...), or orElse(..., ...) for a default`>
            : unknown
      >
    : unknown;

/** Fields that a copy by spread brings along, which a task may be handed whether it takes them or not. */
type CopiedKeys<Written> =
  Written extends CopyOf<infer Copied> ? CopyKey | (Copied extends CopiedValue<infer Value> ? KeysOf<Value> : never) : never;

type KeysOf<Value> = Value extends unknown ? keyof Value : never;

/** Whether a template holds the task token somewhere. */
export type HoldsToken<Written> = Written extends TaskToken
  ? true
  : Written extends Expression<unknown> | Scalar
    ? false
    : Written extends object
      ? true extends { [Key in keyof Written]: HoldsToken<Written[Key]> }[keyof Written]
        ? true
        : false
      : false;

import type { Expression, OptionalField, TaskToken } from './expression';
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
    : Template<Exclude<Value, undefined>> | OptionalField<Exclude<Value, undefined>> | undefined
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
          ? ResolvedObject<Written>
          : Written
>;

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
                ? KnownKeys<Written[Key], Exclude<Value[Key & keyof Value], undefined>>
                : Mistake<`what the task takes has no field "${Key & string}"`>;
            }
>;

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

import type { CopiedValue, CopyKey, CopyOf, Expression, OptionalField, RefFields, TaskToken } from './expression';
import type { Held, IfAny, Scalar } from './json-types';
import type { Merged } from './merged';
import type { Mistake, Refused } from './mistake';

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
 * Anything. As the bound of what is written it keeps a literal text as it stands, since it names one; numbers and flags become `number`
 * and `boolean`.
 */
export type KeepsTexts =
  | `\u0000${string}`
  | { readonly [key: string]: KeepsTexts }
  | readonly KeepsTexts[]
  | NonNullable<unknown>
  | null
  | undefined;

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
export type Resolved<Written> =
  Held<0> extends Held<1 & Written>
    ? Refused
    : Held<Written> extends Held<Expression<infer Value>>
      ? Held<Expression<Value> & RefFields<Value>> extends Held<Written>
        ? Value
        : Held<Written> extends Held<Expression<Value> & RefFields<Value> & infer More>
          ? ResolvedCopyOf<Written, Value, More>
          : ResolvedEach<Written>
      : ResolvedEach<Written>;

/** What a copy by spread comes to that a function over the type of its input made: there it still is the reference, with more fields beside it. */
type ResolvedCopyOf<Written, Value, More> = unknown extends More
  ? ResolvedEach<Written>
  : [More] extends [Expression<unknown>]
    ? ResolvedEach<Written>
    : Merged<Value, Resolved<More>>;

type ResolvedEach<Written> =
  Written extends Expression<infer Value>
    ? Expression<Value> & RefFields<Value> extends Written
      ? Value
      : ResolvedMore<Written, Value>
    : Written extends Scalar
      ? Written
      : Written extends readonly unknown[]
        ? { -readonly [Index in keyof Written]: Resolved<Written[Index]> }
        : Written extends object
          ? CopyKey extends keyof Written
            ? ResolvedCopy<Written>
            : ResolvedObject<Written>
          : Written;

/**
 * What a reference with more fields comes to: a copy by spread that was written in a generic function, where it still is the reference. A
 * field that was written over one of another type may be anything, since the compiler only knows that it is both.
 */
type ResolvedMore<Written, Value> = [MoreKeys<Written, RefFields<Value>>] extends [never]
  ? Value
  : Omit<Value, MoreKeys<Written, RefFields<Value>>> & {
      [Key in MoreKeys<Written, RefFields<Value>>]: Key extends keyof Value
        ? unknown
        : Key extends keyof Written
          ? Resolved<Written[Key]>
          : never;
    };

type MoreKeys<Written, Fields> = {
  [Key in keyof Written & string]: Key extends keyof Fields ? (Fields[Key] extends Written[Key] ? never : Key) : Key;
}[keyof Written & string];

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
            ? { -readonly [Key in Exclude<keyof Written, MaybeWrittenKeys<Written> | CopyKey>]: Resolved<Written[Key]> } & MaybeFields<
                Written,
                ValueIn<Copied>
              >
            : Refused
          : Refused
      >
    : never;

/**
 * Nothing where a copy is made of objects and lacks none of their fields; else the mistake.
 *
 * @typeParam Written the copy with more fields
 * @typeParam Copied what was copied
 */
export type CopyFit<Written, Copied> = IfAny<
  ValueIn<Copied>,
  unknown,
  [Uncopied<Copied>] extends [never]
    ? [LeftOut<Written, Copied>] extends [never]
      ? unknown
      : Mistake<`the rest of a reference still holds "${LeftOut<Written, Copied>}" when the workflow runs. Name the fields to keep: pick(input, ...)`>
    : Mistake<'only an object can be copied by spread. Pass an array or a single value as it is'>
>;

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
type MaybeWrittenKeys<Written> = {
  [Key in keyof Written]-?: Written[Key] extends OptionalField<unknown>
    ? Key
    : Written[Key] extends Expression<infer Value>
      ? IfAny<Value, never, unknown extends Value ? never : undefined extends Value ? Key : never>
      : never;
}[keyof Written];

type MaybeFields<Written, Base> = [Exclude<MaybeWrittenKeys<Written>, CopyKey>] extends [never]
  ? unknown
  : {
      -readonly [Key in Exclude<MaybeWrittenKeys<Written>, CopyKey>]?: Exclude<
        (Written[Key] extends OptionalField<infer Value> ? Value : Resolved<Written[Key]>) | (Key extends keyof Base ? Base[Key] : never),
        undefined
      >;
    };

type OptionalKeys<Written> = {
  [Key in keyof Written]-?: Held<Written[Key]> extends Held<Expression<unknown>>
    ? never
    : Written[Key] extends OptionalField<unknown>
      ? Key
      : never;
}[keyof Written];

/** What an object comes to when the workflow runs. */
export type ResolvedObject<Written> = [OptionalKeys<Written>] extends [never]
  ? { -readonly [Key in keyof Written]: Resolved<Written[Key]> }
  : { -readonly [Key in Exclude<keyof Written, OptionalKeys<Written>>]: Resolved<Written[Key]> } & {
      -readonly [Key in OptionalKeys<Written>]?: Written[Key] extends OptionalField<infer Value> ? Value : never;
    };

/**
 * A template whose fields may all be missing, so that {@link PayloadFit} tells of the field that is.
 *
 * @typeParam Value what the template must come to
 */
export type PayloadTemplate<Value> = IfAny<
  Value,
  AnyTemplate,
  unknown extends Value ? AnyTemplate : Expression<Value> | (IsUnion<Value> extends true ? TemplateBody<Value> : PayloadBody<Value>)
>;

type PayloadBody<Value> = Value extends Scalar | readonly unknown[]
  ? TemplateBody<Value>
  : Value extends object
    ? PayloadFields<Value>
    : never;

// Fields that may all be missing have to be met by one at least, unless something stands beside them.
type PayloadFields<Value> = { readonly [Key in keyof Value]?: PayloadField<Value[Key]> } & object;

type PayloadField<Value> = undefined extends Value
  ? unknown extends Value
    ? AnyTemplate
    : PayloadTemplate<Exclude<Value, undefined>> | OptionalField<Exclude<Value, undefined>> | Expression<Value> | undefined
  : PayloadTemplate<Value>;

/** The fields that something takes, with what may be written into each. */
export type FieldsTaken<Value> = { readonly [Key in keyof Value]: FieldTemplate<Value[Key]> };

/**
 * Nothing when every field is known and none is missing; else the mistake at the field, or the fields that something takes where one is
 * missing. A reference has to be to what is taken: the bound of what is written, whose fields may all be missing, takes any.
 *
 * @typeParam Written the template as its author wrote it
 * @typeParam Value what the template must come to
 */
export type PayloadFit<Written, Value> = [Written] extends [Expression<unknown>] ? Expression<Value> : BodyFit<Written, Value>;

type BodyFit<Written, Value> = IfAny<
  Value,
  unknown,
  unknown extends Value
    ? unknown
    : [Written] extends [Expression<unknown> | Scalar | readonly unknown[]]
      ? unknown
      : [Value] extends [Scalar | readonly unknown[]]
        ? unknown
        : string extends keyof Value
          ? unknown
          : [Written] extends [PromiseLike<unknown>]
            ? Mistake<PromiseIsNotData>
            : FieldsFit<Written, Value, UnknownKeys<Written, Value>>
>;

/** What is said of a callback that is async, or of what such a function gives. */
export type PromiseIsNotData = 'a promise is not data: take out async and await';

type UnknownKeys<Written, Value> = Exclude<keyof Written, KeysOf<Value> | CopiedKeys<Written>>;

// A payload that is refused for a value was taken for any that fits, whose fields may all be missing.
type FieldsFit<Written, Value, Unknown> = [Unknown] extends [never]
  ? Expression<Value> extends Written
    ? unknown
    : FieldsTaken<Value> & ValuesFit<Written, Value, keyof Written & JudgedKeys<Value>>
  : {
      readonly [Key in Unknown &
        PropertyKey]: Mistake<`"${Key & string}" is not a field of what the task takes${Lacking<MissingKeys<Written, Value>>}`>;
    };

type MissingKeys<Written, Value> = IsUnion<Value> extends true ? never : Exclude<RequiredKeys<Value>, keyof Written>;
type RequiredKeys<Value> = { [Key in keyof Value]-?: Partial<Pick<Value, Key>> extends Pick<Value, Key> ? never : Key }[keyof Value];
type Lacking<Missing> = [Missing] extends [never] ? '' : IsUnion<Missing> extends true ? '' : `, which lacks "${Missing & string}"`;

/** Fields whose values are looked into: those that may be left out, and objects. */
type JudgedKeys<Value> =
  KeysOf<Value> extends infer Key
    ? Key extends keyof Value
      ? undefined extends Value[Key]
        ? Key
        : Value[Key] extends Scalar | readonly unknown[]
          ? never
          : Key
      : never
    : never;

type ValuesFit<Written, Value, Judged> = [Judged] extends [never]
  ? unknown
  : CopyKey extends keyof Written
    ? unknown
    : { readonly [Key in Judged & keyof Written]: ValueFit<Key, Written[Key], Value[Key & keyof Value]> };

/** In a generic function it is open what a reference refers to: there it fits as an expression. */
type ValueFit<Key, Written, Value> = undefined extends Value
  ? BodyFit<Written, Exclude<Value, undefined>> & SurelyThere<Key, Written>
  : Expression<Value> | BodyFit<Written, Value>;

/** A copy by spread leaves out what is absent; a field that is written fails there. */
type SurelyThere<Key, Written> =
  Written extends Expression<infer Value>
    ? IfAny<
        Value,
        unknown,
        unknown extends Value
          ? unknown
          : undefined extends Value
            ? Mistake<`"${Key & string}" may be absent: write optional(...), or orElse(..., ...)`>
            : unknown
      >
    : unknown;

/** `true` for a union, `boolean` and enums among them; `false` for `never`. */
export type IsUnion<Type, Whole = Type> = [Type] extends [never]
  ? false
  : Type extends unknown
    ? [Whole] extends [Type]
      ? false
      : true
    : never;

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

import type { CopyKey, CopyOf, Expression, OptionalField } from './expression';
import type { IfAny, Scalar } from './json-types';
import type { Mistake, ToldOrOpen } from './mistake';
import type { CopyFit, PromiseIsNotData } from './template';

/**
 * Nothing where every value of a template is there when the workflow runs, and only objects are copied by spread; else the mistake at the
 * field. In a generic function, where it is open what a reference refers to, the constraint of its type decides.
 *
 * @typeParam Written the template as its author wrote it
 */
export type WrittenFit<Written> = FitOf<Written> | OpenFit<Written>['is'];

type There = Expression<NonNullable<unknown> | null>;

// Nothing, but in a generic function where what was written is a reference that is open.
type OpenFit<Written> = [Written] extends [never] ? ToldOrOpen<never, There> : ToldOrOpen<never, There>;

type FitOf<Written> = IfAny<
  Written,
  unknown,
  Written extends Expression<infer Value>
    ? Sure<Value>
    : Written extends Scalar | OptionalField<unknown>
      ? unknown
      : Written extends Mistake<string>
        ? never
        : CopyKey extends keyof Written
          ? Written extends CopyOf<infer Copied>
            ? CopyFit<Written, Copied>
            : unknown
          : Written extends PromiseLike<unknown>
            ? Mistake<PromiseIsNotData>
            : Written extends object
              ? { readonly [Key in keyof Written]: There | FitOf<Written[Key]> }
              : unknown
>;

type Sure<Value> = IfAny<
  Value,
  unknown,
  unknown extends Value
    ? unknown
    : undefined extends Value
      ? Mistake<'it may be absent: write optional(...), orElse(..., ...), or required(...)'>
      : unknown
>;

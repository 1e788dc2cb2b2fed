import type { IfAny } from '../../expressions';

type Unnamed = '$metadata';

/**
 * The types of an SDK client as Step Functions passes them: names begin with a capital letter, a Date is text, binary data is text.
 *
 * @typeParam Type a request or response of a client
 */
export type SdkFields<Type> = IfAny<
  Type,
  Type,
  unknown extends Type
    ? Type
    : Type extends string | number | boolean | null | undefined
      ? Type
      : Type extends Date | Uint8Array
        ? string
        : Type extends readonly (infer Item)[]
          ? SdkFields<Item>[]
          : Type extends object
            ? string extends keyof Type
              ? { [Key in keyof Type]: SdkFields<Type[Key]> }
              : { [Key in keyof Type as Key extends Unnamed ? never : Capitalize<Key & string>]: SdkFields<Type[Key]> }
            : Type
>;

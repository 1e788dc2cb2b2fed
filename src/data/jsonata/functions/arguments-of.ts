import type { FunctionValue, Value, ValueObject } from '../values';

/** What each letter of a signature takes. Nothing passes for everything but a function. */
interface LetterTypes {
  readonly s: string | undefined;
  readonly n: number | undefined;
  readonly b: boolean | undefined;
  readonly o: ValueObject | undefined;
  readonly a: readonly Value[] | undefined;
  readonly f: FunctionValue;
  readonly j: Value;
  readonly x: Value;
}

/** The types of the letters between parentheses: any of them. */
type AnyLetterOf<Letters extends string> = Letters extends `${infer Letter extends keyof LetterTypes}${infer More}`
  ? LetterTypes[Letter] | AnyLetterOf<More>
  : undefined;

/** The parameters of a signature without its brackets, up to the colon. */
type ParametersIn<Text extends string, Found extends readonly unknown[]> = Text extends '' | `:${string}`
  ? Found
  : Text extends `-${infer More}`
    ? ParametersIn<More, Found>
    : Text extends `?${infer More}`
      ? Found extends readonly [...infer Before, infer Last]
        ? ParametersIn<More, readonly [...Before, Last | undefined]>
        : never
      : Text extends `+${infer More}`
        ? Found extends readonly [...infer Before, infer Last]
          ? ParametersIn<More, readonly [...Before, ...Last[]]>
          : never
        : Text extends `(${infer Letters})${infer More}`
          ? ParametersIn<More, readonly [...Found, AnyLetterOf<Letters>]>
          : Text extends `a<${infer Letter extends keyof LetterTypes}>${infer More}`
            ? ParametersIn<More, readonly [...Found, ReadonlyArray<NonNullable<LetterTypes[Letter]>> | undefined]>
            : Text extends `f<${string}>${infer More}`
              ? ParametersIn<More, readonly [...Found, FunctionValue]>
              : Text extends `${infer Letter extends keyof LetterTypes}${infer More}`
                ? ParametersIn<More, readonly [...Found, LetterTypes[Letter]]>
                : never;

/** The arguments that a call has once it was checked against a signature such as `<s-nn?:s>`. */
export type ArgumentsOf<Signature extends string> = string extends Signature
  ? readonly Value[]
  : Signature extends `<${infer Text}>`
    ? ParametersIn<Text, readonly []>
    : never;

/** The same for a function that is not asked when its first argument is nothing. */
export type StrictArgumentsOf<Signature extends string> =
  ArgumentsOf<Signature> extends readonly [infer First, ...infer More]
    ? readonly [Exclude<First, undefined>, ...More]
    : ArgumentsOf<Signature>;

import type { NeverGivenErrorName, StatesErrorName } from '../../asl';
import type { Mistake } from '../../expressions';

/** The error names that AWS itself gives, among them the statuses of HTTP tasks. */
export type AwsErrorName = Exclude<StatesErrorName, NeverGivenErrorName> | `States.Http.StatusCode.${number}`;

/** An error name: one of AWS's own, which an editor completes, or any other text for an error of yours. */
export type ErrorName = AwsErrorName | (string & {});

/**
 * An error name that can occur: what begins with `States.` is reserved for AWS, so a name there that AWS does not have is a mistake.
 *
 * @typeParam Name the name as written
 */
export type PossibleErrorName<Name> = Name extends AwsErrorName
  ? Name
  : Name extends NeverGivenErrorName
    ? Mistake<`AWS never gives ${Name}: it is States.Runtime there, which nothing catches, or for ResultPath States.ReferencePathConflict`>
    : Name extends `States.${string}`
      ? Mistake<`${Name} is no error of AWS, and no other error may begin with States. Take one that the editor offers, or another name`>
      : Name;

/**
 * One or more error names that can occur.
 *
 * @typeParam Names the name or names as written
 */
export type PossibleErrorNames<Names> = Names extends readonly unknown[]
  ? { readonly [Index in keyof Names]: PossibleErrorName<Names[Index]> }
  : PossibleErrorName<Names>;

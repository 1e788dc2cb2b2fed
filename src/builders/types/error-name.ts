import type {
  LAMBDA_ERRORS,
  NeverGivenErrorName,
  SDK_ERROR_PREFIXES,
  SERVICE_ERRORS,
  ServiceErrorPrefix,
  START_ERRORS,
  StatesErrorName,
} from '../../asl';
import type { Mistake } from '../../expressions';

/** The error names that AWS itself gives, among them the statuses of HTTP tasks. */
export type AwsErrorName = Exclude<StatesErrorName, NeverGivenErrorName> | `States.Http.StatusCode.${number}`;

/** An error name: one of AWS's own, which an editor completes, or any other text for an error of yours. */
export type ErrorName = AwsErrorName | (string & {});

/**
 * The errors that a task raises by itself, as far as its integration tells.
 *
 * @typeParam Names those worth a handler, which an editor offers
 * @typeParam Begins what all of them begin with; `never` where a task may fail with anything
 */
export interface Raises<out Names extends string, out Begins extends string> {
  readonly names: Names;
  readonly begins: Begins;
}

/** Errors that may have any name: those of activities, of steps around other steps, of whoever has a task token. */
export type RaisesAny = Raises<never, never>;

/** What invoking a Lambda function fails with, beside the errors of the function itself, which have any name. */
export type RaisesLambda = Raises<`Lambda.${(typeof LAMBDA_ERRORS)[number]}`, never>;

/** What starting an execution fails with. */
export type RaisesStart<Callback> = RaisesBy<`StepFunctions.${(typeof START_ERRORS)[number]}`, 'StepFunctions', Callback>;

/** What a call of the SDK fails with, by the service as the integration names it. */
export type RaisesSdk<Service, Callback> = Service extends keyof typeof SDK_ERROR_PREFIXES
  ? RaisesBy<OfService<(typeof SDK_ERROR_PREFIXES)[Service]>, (typeof SDK_ERROR_PREFIXES)[Service], Callback>
  : RaisesAny;

/** Whoever has the token of a task may let it fail under any name. */
type RaisesBy<Names extends string, Begins extends string, Callback> = Raises<Names, [Callback] extends [true] ? never : Begins>;

/** The two of every client of the SDK for Java 2, and those of some services that a workflow does something about. */
type OfService<Prefix extends string> =
  | `${Prefix}.${Prefix}Exception`
  | `${Prefix}.SdkClientException`
  | (Prefix extends keyof typeof SERVICE_ERRORS ? `${Prefix}.${(typeof SERVICE_ERRORS)[Prefix][number]}` : never);

/** Names that an editor offers for a task. */
export type NamesOf<From> = From extends Raises<infer Names, string> ? Names : never;

/**
 * An error name that can occur: what begins with `States.` is reserved for AWS, so a name there that AWS does not have is a mistake, and so
 * is the name of another service where a task calls one.
 *
 * @typeParam Name the name as written
 * @typeParam From what the task raises
 */
export type PossibleErrorName<Name, From = RaisesAny> = Name extends AwsErrorName
  ? Name
  : Name extends NeverGivenErrorName
    ? Name extends 'States.ResultPathMatchFailure'
      ? Mistake<`AWS never gives ${Name}: it fails with States.ReferencePathConflict`>
      : Mistake<`AWS never gives ${Name}: it fails with States.Runtime, which nothing catches`>
    : Name extends `States.${string}`
      ? Mistake<`${Name} is not an AWS error, and only those begin with States. Take one that the editor offers, or another name`>
      : From extends Raises<infer Names, infer Begins>
        ? OwnErrorName<Name, Names, Begins>
        : Name;

/** Names of services in any spelling, also as the SDK for Java 1 calls its clients: `AWSLambda`, `AmazonSNS`. No error begins so. */
type ServiceLetters = `${'' | 'aws' | 'amazon'}${Lowercase<ServiceErrorPrefix>}`;

type OwnErrorName<Name, Names extends string, Begins extends string> = [Begins] extends [never]
  ? Name
  : Name extends `${infer Before}.${string}`
    ? Before extends Begins
      ? Name
      : Lowercase<Before> extends ServiceLetters
        ? Mistake<`${Name} never comes from this task: its errors begin with "${Begins}."`>
        : Name
    : `${Begins}.${Name & string}` extends Names
      ? Mistake<`${Name & string} never comes from this task: write "${Begins}.${Name & string}"`>
      : Name;

/**
 * One or more error names that can occur.
 *
 * @typeParam Names the name or names as written
 * @typeParam From what the task raises
 */
export type PossibleErrorNames<Names, From = RaisesAny> = Names extends readonly unknown[]
  ? { readonly [Index in keyof Names]: PossibleErrorName<Names[Index], From> }
  : PossibleErrorName<Names, From>;

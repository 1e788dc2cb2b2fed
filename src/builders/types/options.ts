import type { Duration } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { Mistake, Operand, WrittenFit } from '../../expressions';
import type { RetryGiven, RetryRule } from '../tree/retry';
import type { Catches } from './catching';
import type { RaisesAny } from './error-name';
import type { FreeKey, TakenKey } from './passing';
import type { ResultScope, StepScope } from './scopes';

/** What is said of a step to people. */
export interface CommentOptions {
  /** The comment of the step's first state in the definition. @default none */
  readonly comment?: string;
}

/** Where the result of a step goes, as it is. */
export interface PlaceOptions<Input, Into extends string, Replace extends string, Discard> {
  /** Merges the result into the input, under this key. */
  readonly into?: Into & FreeKey<Into, Input>;
  /** Overwrites this key of the input with the result. */
  readonly replace?: Replace & TakenKey<Replace, Input>;
  /** Drops the result and passes on the input. */
  readonly discard?: Discard;
}

/** What a step makes of its result. */
export interface OutcomeOptions<Input, Variables, Result, Output, Written> {
  /** The output from input, result and variables. */
  readonly output?: (scope: ResultScope<Input, Variables, Result>) => Output & WrittenFit<Output>;
  /** Stores values in variables that later steps read. */
  readonly assign?: (scope: ResultScope<Input, Variables, Result>) => Written & WrittenFit<Written>;
}

/** Where the result of a step goes. At most one of `into`, `replace`, `discard` and `output`; with none, the result becomes the output. */
export interface PlacementOptions<Input, Variables, Result, Into extends string, Replace extends string, Discard, Output, Written>
  extends PlaceOptions<Input, Into, Replace, Discard>,
    OutcomeOptions<Input, Variables, Result, Output, Written>,
    CommentOptions {}

/**
 * What happens when a step fails.
 *
 * @typeParam Input the state input
 * @typeParam Variables the variables known so far
 * @typeParam Caught what comes out of the handlers
 * @typeParam CaughtAdded the variables they add, as a union of one-tuples
 * @typeParam Errors the names that retriers answer
 * @typeParam From what the task raises
 */
export interface RecoveryOptions<Input, Variables, Caught, CaughtAdded, Errors extends string, From = RaisesAny> {
  /** Retriers; made by `retry`, or your own. @default what aws-cdk-lib gives the task */
  readonly retry?: RetryGiven<Errors, From> | readonly RetryRule<Errors, From>[];
  /** Handlers of failures that no retry fixes; after each, the workflow continues with the step after this one. @default the execution fails */
  readonly catch?: Catches<Input, Variables, Caught, CaughtAdded, From>;
}

/** How long a task may take: a duration, or a callback that gives whole seconds of 1 or more. */
export interface TimeoutOptions<Input, Variables> {
  /** @default none */
  readonly timeout?: Duration | ((scope: StepScope<Input, Variables>) => Operand<number>);
  /** Longest silence between heartbeats of a callback task. @default none */
  readonly heartbeat?: Duration | ((scope: StepScope<Input, Variables>) => Operand<number>);
}

/** In whose name a task calls. */
export interface CredentialOptions<Input, Variables> {
  /**
   * The role to call with, as in another account: a role, which the role of the workflow may then assume, or a callback that gives an
   * ARN. An ARN that only an execution knows lets the workflow assume every role that trusts it. @default the role of the workflow
   */
  readonly credentials?: IRole | ((scope: StepScope<Input, Variables>) => Operand<string>);
}

/** Names of the options of {@link PlacementOptions}, of the comment among them. */
export type PlacementKey = 'into' | 'replace' | 'discard' | 'output' | 'assign' | 'comment';

/** Names of the options of {@link PlaceOptions}. */
export type PlaceKey = 'into' | 'replace' | 'discard';

/** Names of the options of {@link RecoveryOptions}. */
export type RecoveryKey = 'retry' | 'catch';

/** Names of the options of {@link TimeoutOptions}. */
export type TimeoutKey = 'timeout' | 'heartbeat';

/**
 * The options that were given, without the `undefined` of options left out: the compiler then points into a callback's result rather
 * than at the whole callback. An option that does not exist is a mistake at its name.
 *
 * @typeParam Given the options as written
 * @typeParam Key the options there are
 */
export type AsGiven<Given, Key> = {
  readonly [Name in keyof Given]: Name extends Key ? NonNullable<unknown> : Mistake<`there is no option "${Name & string}"`> & AnyCallback;
};

/** What a callback under a wrong name is taken for, so that its parameters are not refused as well. */
// biome-ignore lint/suspicious/noExplicitAny: see above.
type AnyCallback = (scope: any) => unknown;

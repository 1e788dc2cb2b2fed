import { type Operand, templateNode } from '../../expressions';
import { knownOptions } from '../tree/known-options';
import { beforeResult, captured } from '../tree/placement';
import type { FailNode } from '../tree/step-node';
import { stepMade } from '../tree/step-value';
import type { ErrorName, PossibleErrorName } from '../types/error-name';
import type { CommentOptions } from '../types/options';
import type { StepScope } from '../types/scopes';
import type { Ended } from '../types/standard-only';
import type { Step } from '../types/step';

/** Text, or what gives it from the data of the workflow. */
export type FailText<Input, Variables> = string | ((scope: StepScope<Input, Variables>) => Operand<string>);

/**
 * Why a workflow fails.
 *
 * @typeParam Input the state input
 * @typeParam Variables the variables it can read
 * @typeParam Name the error name as written
 */
export interface FailOptions<Input, Variables, Name extends string = string> extends CommentOptions {
  /** Error name: one of your own, or one of AWS's that begin with `States.`. @default none */
  readonly error?: (Name & PossibleErrorName<Name>) | Exclude<FailText<Input, Variables>, string>;
  /** Text for people. @default none */
  readonly cause?: FailText<Input, Variables>;
}

/**
 * A step that ends the workflow with a failure. Nothing can come after it.
 *
 * @example fail('Reject', { error: 'OrderRejected', cause: ({ input }) => format('order {}', input.orderId) })
 */
export function fail<Input, Variables, Name extends ErrorName>(
  name: string,
  options: FailOptions<Input, Variables, Name> = {},
): Step<Input, never, Variables, Ended> {
  return stepMade(name, ['fail', 2, arguments], () => failNode(name, knownOptions(name, 'fail', options)), options);
}

/** The options of a Fail without their types. */
export interface UntypedFail {
  readonly error?: string | ((scope: never) => unknown) | undefined;
  readonly cause?: string | ((scope: never) => unknown) | undefined;
}

/** The description of a Fail. */
export function failNode(name: string, options: UntypedFail): FailNode {
  const text = (given: UntypedFail['error']): FailNode['error'] =>
    typeof given === 'function'
      ? captured(name, beforeResult, given)
      : given === undefined
        ? undefined
        : templateNode(given, { step: name });
  return Object.freeze({ kind: 'fail', name, error: text(options.error), cause: text(options.cause) });
}

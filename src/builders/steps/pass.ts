import { BuilderError, type KeepsTexts, type Resolved, type WrittenFit } from '../../expressions';
import { knownOptions } from '../tree/known-options';
import { beforeResult, captured, placementOf } from '../tree/placement';
import type { PassNode } from '../tree/step-node';
import { stepMade } from '../tree/step-value';
import type { AsGiven, CommentOptions, PlacementKey } from '../types/options';
import type { Assigned, FreeKey, GivenKeys, NotGiven, Passed, TakenKey } from '../types/passing';
import type { StepScope } from '../types/scopes';
import type { Step } from '../types/step';

/** What a Pass makes of its input. */
export interface PassOptions<Input, Variables, Value, Into extends string, Replace extends string, Output, Written> extends CommentOptions {
  /** A value to merge under `into` or `replace`. */
  readonly value?: (scope: StepScope<Input, Variables>) => Value & WrittenFit<Value>;
  /** The key of `value` in the input. */
  readonly into?: Into & FreeKey<Into, Input>;
  /** The key of the input that `value` overwrites. */
  readonly replace?: Replace & TakenKey<Replace, Input>;
  /** The output. @default the input */
  readonly output?: (scope: StepScope<Input, Variables>) => Output & WrittenFit<Output>;
  /** Values to store in variables. */
  readonly assign?: (scope: StepScope<Input, Variables>) => Written & WrittenFit<Written>;
}

/** What a Pass hands on. */
export type PassedOn<Input, Value, Into extends string, Replace extends string, Output, Keys> = [Value] extends [NotGiven]
  ? Passed<Input, Input, never, never, true, Output, 'value' extends Keys ? 'output' : Keys>
  : Passed<Input, Resolved<Value>, Into, Replace, false, Output, Keys>;

/**
 * A step that does no work: it hands on its input, or reshapes it, or stores variables.
 *
 * @example pass('Escalate', { output: ({ input }) => ({ orderId: input.orderId, escalated: true }) })
 */
export function pass<Input, Variables>(name: string): Step<Input, Input, Variables, unknown>;
export function pass<
  Input,
  Variables,
  Value = NotGiven,
  Into extends string = never,
  Replace extends string = never,
  Output extends KeepsTexts = NotGiven,
  Written = NotGiven,
  Given = unknown,
>(
  name: string,
  options: PassOptions<Input, Variables, Value, Into, Replace, Output, Written> &
    AsGiven<Given, 'value' | Exclude<PlacementKey, 'discard'>>,
): Step<Input, PassedOn<Input, Value, Into, Replace, Output, GivenKeys<Given>>, Variables, Assigned<Written, GivenKeys<Given>>>;
export function pass(name: string, options?: UntypedPass & CommentOptions): unknown {
  return stepMade(
    name,
    ['pass', 2, arguments],
    () => passNode(name, knownOptions(name, 'pass', options === undefined ? {} : options)),
    options,
  );
}

/** The options of a Pass without their types. */
export interface UntypedPass {
  readonly value?: ((scope: never) => unknown) | undefined;
  readonly into?: unknown;
  readonly replace?: unknown;
  readonly output?: ((scope: never) => unknown) | undefined;
  readonly assign?: ((scope: never) => unknown) | undefined;
}

/** The description of a Pass. */
export function passNode(name: string, options: UntypedPass): PassNode {
  const placement = placementOf(name, options, beforeResult);
  if (options.value !== undefined && options.output !== undefined) {
    throw new BuilderError({
      code: 'PLACEMENT_CONFLICT',
      step: name,
      message: 'It has value and output, and only the output would be passed on.',
      hint: 'keep output, or value with into or replace.',
    });
  }
  return Object.freeze({
    kind: 'pass',
    name,
    value: options.value === undefined ? undefined : captured(name, beforeResult, options.value),
    placement,
  } satisfies PassNode);
}

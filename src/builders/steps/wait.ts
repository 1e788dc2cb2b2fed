import { type Duration, Token } from 'aws-cdk-lib';
import type { JsonPrimitive } from '../../asl';
import type { IsUnion, Mistake, WrittenFit } from '../../expressions';
import { BuilderError, type KeepsTexts, type Operand, templateNode } from '../../expressions';
import { knownOptions } from '../tree/known-options';
import { beforeResult, captured, placementOf, type UntypedPlacement } from '../tree/placement';
import type { WaitNode } from '../tree/step-node';
import { stepMade } from '../tree/step-value';
import type { AsGiven, CommentOptions } from '../types/options';
import type { Assigned, GivenKeys, NotGiven } from '../types/passing';
import type { StepScope } from '../types/scopes';
import type { Step } from '../types/step';
import type { PassedOn } from './pass';

/** How long to wait: exactly one of the three. */
export interface WaitTimes<Input, Variables> {
  readonly duration?: Duration;
  readonly seconds?: number | ((scope: StepScope<Input, Variables>) => Operand<number>);
  readonly until?: string | Date | ((scope: StepScope<Input, Variables>) => Operand<string>);
}

/** Names of the options of {@link WaitTimes}. */
export type TimeKey = 'duration' | 'seconds' | 'until';

/** What has an option at least: while the compiler has not looked at callbacks yet any will do. */
type AnyOfWait =
  | { readonly duration: object }
  | { readonly seconds: number | object }
  | { readonly until: string | object }
  | { readonly output: object }
  | { readonly assign: object };

/** A callback where the options should be: its parameters have types, so that only the callback itself is refused. */
interface NoOptions<Input, Variables> extends CommentOptions {
  (scope: StepScope<Input, Variables>): unknown;
  readonly seconds: number & Mistake<'options are wanted: { seconds: ({ input }) => ... }'>;
}

/** Those surely given: options that are declared as {@link WaitOptions} may have any. */
type RequiredTimes<Given> = {
  [Key in keyof Given & TimeKey]: Partial<Pick<Given, Key>> extends Pick<Given, Key> ? never : Key;
}[keyof Given & TimeKey];

/**
 * Nothing where one of the three says how long; else the mistake.
 *
 * @typeParam Given the options as written, `unknown` while they are not known
 */
export type OneTime<Given> = unknown extends Given
  ? AnyOfWait
  : [keyof Given & TimeKey] extends [never]
    ? NoTime<keyof Given>
    : IsUnion<RequiredTimes<Given>> extends true
      ? { readonly [Key in 'until' extends keyof Given ? 'until' : 'seconds']: Mistake<'keep one of duration, seconds and until'> }
      : unknown;

/** What is missing has no place of its own: it is told at an option that was given. */
type NoTime<Key> = 'output' extends Key
  ? { readonly output: Mistake<'give duration, seconds or until as well'> }
  : 'assign' extends Key
    ? { readonly assign: Mistake<'give duration, seconds or until as well'> }
    : { readonly duration: Mistake<'nothing says how long: give duration, seconds or until'> };

/** How long to wait, and what to pass on afterwards. */
export interface WaitOptions<Input, Variables, Output extends KeepsTexts = NotGiven, Written = NotGiven>
  extends WaitTimes<Input, Variables>,
    CommentOptions {
  /** The output; in JSONPath a path. @default the input */
  readonly output?: (scope: StepScope<Input, Variables>) => Output & WrittenFit<Output>;
  /** Values to store in variables. */
  readonly assign?: (scope: StepScope<Input, Variables>) => Written & WrittenFit<Written>;
}

/** The options of a Wait as written. */
export type GivenWait<Input, Variables, Output extends KeepsTexts, Written, Given> =
  | (WaitOptions<Input, Variables, Output, Written> & OneTime<Given> & AsGiven<Given, TimeKey | 'output' | 'assign' | 'comment'>)
  | (unknown extends Given ? NoOptions<Input, Variables> : never);

/**
 * A step that waits: for a duration, for seconds known at run time, or until a timestamp.
 *
 * @example wait('Cool Down', { duration: Duration.hours(1) })
 * @throws BuilderError for seconds that are not a whole number of 0 or more
 */
export function wait<Input, Variables, Output extends KeepsTexts = NotGiven, Written = NotGiven, Given = unknown>(
  name: string,
  options: GivenWait<Input, Variables, Output, Written, Given>,
): Step<Input, PassedOn<Input, NotGiven, never, never, Output, GivenKeys<Given>>, Variables, Assigned<Written, GivenKeys<Given>>> {
  return stepMade(name, ['wait', 2, arguments], () => waitNode(name, knownOptions(name, 'wait', options)), options);
}

/** The options of a Wait without their types. */
export interface UntypedWait extends Pick<UntypedPlacement, 'output' | 'assign'> {
  readonly duration?: Duration | undefined;
  readonly seconds?: number | ((scope: never) => unknown) | undefined;
  readonly until?: string | Date | ((scope: never) => unknown) | undefined;
}

/** The description of a Wait. */
export function waitNode(name: string, options: UntypedWait): WaitNode {
  const [first, second] = (['duration', 'seconds', 'until'] as const).filter((key) => options[key] !== undefined);
  if (second !== undefined) {
    throw new BuilderError({
      code: 'PLACEMENT_CONFLICT',
      step: name,
      message: `It has ${first} and ${second}, and each says how long it waits.`,
      hint: 'keep one of duration, seconds and until.',
    });
  }
  const given = options.duration === undefined ? (options.seconds ?? options.until) : options.duration.toSeconds({ integral: false });
  const time = typeof given === 'function' ? captured(name, beforeResult, given) : templateNode(given, { step: name });
  if (options.until === undefined && time.kind === 'literal') requireSeconds(name, time.value);
  return Object.freeze({
    kind: 'wait',
    name,
    time: options.until === undefined ? { seconds: time } : { until: time },
    placement: placementOf(name, options, beforeResult),
  } satisfies WaitNode);
}

function requireSeconds(step: string, seconds: JsonPrimitive): void {
  if (typeof seconds !== 'number' || Token.isUnresolved(seconds) || (Number.isInteger(seconds) && seconds >= 0)) return;
  throw new BuilderError({
    code: 'WAIT_SECONDS',
    step,
    message: `It waits for ${seconds} seconds, and Step Functions takes whole seconds of 0 or more.`,
    hint: 'round it up, or use duration: Duration.seconds(n).',
  });
}

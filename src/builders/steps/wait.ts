import type { Duration } from 'aws-cdk-lib';
import { BuilderError, type Operand, templateNode } from '../../expressions';
import type { StepScope } from '../types/scopes';
import type { Step } from '../types/step';
import { knownOptions } from './known-options';
import { beforeResult, captured } from './placement';
import type { WaitNode } from './step-node';
import { stepMade } from './step-value';

/** How long to wait: exactly one of the three. */
export type WaitOptions<Input, Variables> =
  | { readonly duration: Duration; readonly seconds?: never; readonly until?: never }
  | {
      readonly seconds: number | ((scope: StepScope<Input, Variables>) => Operand<number>);
      readonly duration?: never;
      readonly until?: never;
    }
  | {
      readonly until: string | Date | ((scope: StepScope<Input, Variables>) => Operand<string>);
      readonly duration?: never;
      readonly seconds?: never;
    };

/**
 * Gives a step that waits: for a duration, for seconds known at run time, or until a timestamp.
 *
 * @example wait('Cool Down', { duration: Duration.hours(1) })
 * @throws BuilderError for seconds that are negative or no whole number
 */
export function wait<Input, Variables>(name: string, options: WaitOptions<Input, Variables>): Step<Input, Input, Variables, unknown> {
  return stepMade(name, () => waitNode(name, knownOptions(name, 'wait', options)));
}

/** The options of a Wait without their types. */
export interface UntypedWait {
  readonly duration?: Duration | undefined;
  readonly seconds?: number | ((scope: never) => unknown) | undefined;
  readonly until?: string | Date | ((scope: never) => unknown) | undefined;
}

/** Gives the description of a Wait. */
export function waitNode(name: string, options: UntypedWait): WaitNode {
  const given = options.duration === undefined ? (options.seconds ?? options.until) : options.duration.toSeconds({ integral: false });
  const time = typeof given === 'function' ? captured(name, beforeResult, given) : templateNode(given, { step: name });
  if (typeof given === 'number' && !(Number.isInteger(given) && given >= 0)) {
    throw new BuilderError({
      code: 'WAIT_SECONDS',
      step: name,
      message: `It waits for ${given} seconds, and Step Functions takes whole seconds of 0 or more.`,
      hint: 'round it up, or use duration: Duration.seconds(n).',
    });
  }
  return Object.freeze({ kind: 'wait', name, time: options.until === undefined ? { seconds: time } : { until: time } });
}

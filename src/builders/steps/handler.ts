import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { BuilderError, requireAtMost } from '../../expressions';
import type { EventOf, ResultOf } from '../types/handler-types';

declare const handlerTypes: unique symbol;

/**
 * A Lambda function with the types of its handler.
 *
 * @typeParam Event what it takes
 * @typeParam Result what it gives, as JSON leaves it
 */
export interface HandlerReference<Event, Result> {
  readonly [handlerTypes]?: { readonly event: (event: Event) => void; readonly result: Result };
  /** The function to invoke. */
  readonly lambdaFunction: IFunction;
}

/** Constraint of `handler`: any function. */
// biome-ignore lint/suspicious/noExplicitAny: a handler's own parameters decide; nothing narrower accepts them all.
type AnyHandler = (...parameters: any[]) => unknown;

/**
 * A Lambda function with the types of its handler: taken from the handler itself, or written out for functions in other languages. Throws a
 * {@link BuilderError} when there is no function, as when a property is read before it is set.
 *
 * @example handler<typeof import('../src/charge').handler>(chargeFunction)
 * @example handler<{ orderId: string }, { receiptId: string }>(pythonFunction)
 */
export function handler<Handler extends AnyHandler>(lambdaFunction: IFunction): HandlerReference<EventOf<Handler>, ResultOf<Handler>>;
export function handler<Event, Result>(lambdaFunction: IFunction): HandlerReference<Event, Result>;
export function handler(lambdaFunction: IFunction): HandlerReference<unknown, unknown> {
  requireAtMost('handler()', 1, arguments, 'which code of the function a step runs is an option of the step: { lambda }.');
  if (typeof lambdaFunction !== 'object' || lambdaFunction === null) {
    throw new BuilderError({
      code: 'NO_FUNCTION',
      message: `handler() expected a Lambda function, received ${lambdaFunction === null ? 'null' : typeof lambdaFunction}.`,
      hint: 'pass the construct: handler<typeof charge>(chargeFunction).',
    });
  }
  return Object.freeze({ lambdaFunction });
}

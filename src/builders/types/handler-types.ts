import type { IfNever, Jsonify } from '../../expressions';

type FirstParameter<Handler> = Handler extends (...parameters: infer Parameters) => unknown
  ? Parameters extends readonly []
    ? unknown
    : Parameters[0]
  : unknown;

type ReturnOf<Handler> = Handler extends (...parameters: never[]) => infer Return ? Return : never;

// biome-ignore lint/suspicious/noConfusingVoidType: `void` is what handlers declare.
type Nothing = void | undefined;

/** What comes by promise or by plain return; `never` for a function that answers by its callback alone. */
type HandlerAnswer<Handler> =
  | Awaited<Extract<ReturnOf<Handler>, PromiseLike<unknown>>>
  | Exclude<ReturnOf<Handler>, PromiseLike<unknown> | Nothing>;

type CallbackAnswer<Handler> = Handler extends (event: never, context: never, callback: infer Callback, ...rest: never[]) => unknown
  ? NonNullable<Callback> extends (error?: never, result?: infer Result, ...rest: never[]) => unknown
    ? unknown extends Result
      ? never
      : Exclude<Result, undefined>
    : never
  : never;

type NullForVoid<Value> = Value extends Nothing ? null : Value;

/**
 * The event that a handler takes, as JSON carries it.
 *
 * @typeParam Handler the type of the handler function
 */
export type EventOf<Handler> = Jsonify<FirstParameter<Handler>>;

/**
 * What a handler gives, as JSON leaves it: promises, callbacks and wrappers unwrapped, Date as text, nothing as null.
 *
 * @typeParam Handler the type of the handler function
 */
export type ResultOf<Handler> = IfNever<
  HandlerAnswer<Handler>,
  IfNever<CallbackAnswer<Handler>, null, Jsonify<NullForVoid<CallbackAnswer<Handler>>>>,
  Jsonify<NullForVoid<HandlerAnswer<Handler>>>
>;

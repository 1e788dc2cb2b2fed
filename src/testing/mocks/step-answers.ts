import type { TaskBrand } from '../../asl';
import type { Delayed, Parked, Submitted, TaskCall, Worked } from '../../interpreter';
import type { VirtualDuration } from '../time/duration';
import type { AfterOptions, AnswerChain, MockFunction } from './answer-chain';
import type { CallRecord } from './call-record';
import type { LambdaHandler } from './lambda-handler';

/**
 * What a typed mock may answer: a value, a function of the call, or a mock function of the runner.
 *
 * @typeParam Value what the task gives
 */
export type TypedAnswer<Value> = Value | ((call: TaskCall) => Value | Special | Promise<Value | Special>) | MockFunction;

/** Answers that are not a result yet. */
type Special = Parked | Submitted | Worked | Delayed;

/**
 * The answers of a builder's step, typed by what it is sent and gives. They are those of {@link AnswerChain}.
 *
 * @typeParam Sent what its Lambda function or worker gets
 * @typeParam Result its raw result
 * @typeParam Payload what its Lambda function or worker gives; `never`: it calls none
 */
export interface StepAnswers<Sent, Result, Payload> {
  /** Answers with the task's raw result. See {@link AnswerChain.returns}. */
  returns(value: TypedAnswer<Result>): this;
  /** Answers with a Lambda function's payload. See {@link AnswerChain.returnsPayload}. */
  returnsPayload(value: TypedAnswer<Payload>): this;
  /** Calls a real Lambda handler. See {@link AnswerChain.run}. */
  run(handler: StepHandler<Sent, Payload>): this;
  /** What follows answers calls whose payload holds these fields, or for which the predicate is true. See {@link AnswerChain.onInput}. */
  onInput(wanted: Partial<Sent> | ((payload: Sent, call: TaskCall) => boolean)): this;
  /** See {@link AnswerChain.fails}. */
  fails(error: string, cause?: string): this;
  /** See {@link AnswerChain.butFails}. */
  butFails(error: string, cause?: string): this;
  /** See {@link AnswerChain.timesOut}. */
  timesOut(): this;
  /** See {@link AnswerChain.throttles}. */
  throttles(count?: number, error?: string): this;
  /** See {@link AnswerChain.after}. */
  after(duration: VirtualDuration, options?: AfterOptions): this;
  /** See {@link AnswerChain.times}. */
  times(count: number): this;
  /** See {@link AnswerChain.onAttempt}. */
  onAttempt(attempt: number): this;
  /** See {@link AnswerChain.onItem}. */
  onItem(index: number, map?: string): this;
  /** See {@link AnswerChain.onBranch}. */
  onBranch(branch: number | string): this;
  /** See {@link AnswerChain.otherwise}. */
  otherwise(): this;
}

/**
 * A handler that does a step's work.
 *
 * @typeParam Sent the event it gets
 * @typeParam Payload what it gives
 */
export type StepHandler<Sent, Payload> = (event: Sent, context: never, callback: never) => Payload | Promise<Payload> | undefined;

/** The handler of a step: typed where it brings its types. */
export type HandlerOf<Step> =
  Step extends TaskBrand<infer Sent, infer Result, infer Payload>
    ? unknown extends Result
      ? LambdaHandler
      : StepHandler<Sent, Payload>
    : LambdaHandler;

/** The answers of a step: typed where it brings its types, anything else takes any JSON. */
export type AnswersOf<Step> =
  Step extends TaskBrand<infer Sent, infer Result, infer Payload>
    ? unknown extends Result
      ? AnswerChain
      : StepAnswers<Sent, Result, Payload>
    : AnswerChain;

/**
 * A call of a builder's step.
 *
 * @typeParam Sent what its Lambda function or worker got
 */
export type StepCall<Sent> = Omit<CallRecord, 'payload'> & { readonly payload: Sent };

/** The calls of a step: typed where it brings its types. */
export type CallsOf<Step> =
  Step extends TaskBrand<infer Sent, unknown, unknown>
    ? readonly (unknown extends Sent ? CallRecord : StepCall<Sent>)[]
    : readonly CallRecord[];

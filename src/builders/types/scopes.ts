import type { Mistake, Ref, TaskToken, VariableRefs } from '../../expressions';

/** The context object of an execution, as Step Functions fills it. */
export interface ExecutionContext {
  readonly Execution: {
    readonly Id: string;
    readonly Input: unknown;
    readonly Name: string;
    readonly RoleArn: string;
    readonly StartTime: string;
    readonly RedriveCount?: number;
    readonly RedriveTime?: string;
  };
  readonly State: { readonly EnteredTime: string; readonly Name: string; readonly RetryCount?: number };
  readonly StateMachine: { readonly Id: string; readonly Name: string };
}

/** What a failure leaves behind: the error output of a state. */
export interface ErrorOutput {
  readonly Error: string;
  readonly Cause: string;
}

/**
 * The failure that a handler was called for: the same as `input.error`, under which it stands in the input of handlers.
 *
 * @typeParam Input the state input
 */
export type CaughtError<Input> = Input extends infer Known
  ? [Known] extends [{ readonly error: ErrorOutput }]
    ? Ref<ErrorOutput>
    : Mistake<'only a handler of a failure has an error: write the step inside catch, on or all'>
  : never;

/**
 * What a callback of a step can refer to before the step has run.
 *
 * @typeParam Input the state input
 * @typeParam Variables the variables assigned so far
 */
export interface StepScope<Input, Variables> {
  /** The state input. */
  readonly input: Ref<Input>;
  /** Variables that earlier steps assigned. */
  readonly vars: VariableRefs<Variables>;
  /** The context object: execution, state machine, state. */
  readonly context: Ref<ExecutionContext>;
  /** In handlers of a failure: its name and cause. */
  readonly error: CaughtError<Input>;
}

/**
 * What a callback can refer to once the step has its result.
 *
 * @typeParam Input the state input
 * @typeParam Variables the variables assigned so far
 * @typeParam Result the result, unwrapped
 */
export interface ResultScope<Input, Variables, Result> extends StepScope<Input, Variables> {
  /** The result, unwrapped: for a Lambda function what its handler returned. */
  readonly result: Ref<Result>;
}

/**
 * What the payload callback of a task can refer to.
 *
 * @typeParam Input the state input
 * @typeParam Variables the variables assigned so far
 * @typeParam Callback whether the task waits for its token
 */
export interface PayloadScope<Input, Variables, Callback> extends StepScope<Input, Variables> {
  /** The token to send back; only with `waitForTaskToken: true`. */
  readonly taskToken: [Callback] extends [true] ? TaskToken : Mistake<'a task has a token only with waitForTaskToken: true'>;
}

/**
 * What the callbacks for the items of a Map can refer to.
 *
 * @typeParam Input the state input of the Map
 * @typeParam Variables the variables assigned so far
 * @typeParam Item one item
 */
export interface ItemScope<Input, Variables, Item> extends StepScope<Input, Variables> {
  /** The item of this iteration. */
  readonly item: Ref<Item>;
  /** Its position, from 0. */
  readonly index: Ref<number>;
}

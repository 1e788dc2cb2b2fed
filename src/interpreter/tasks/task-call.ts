import { type JsonObject, type JsonValue, receivedText, refuseSurplus } from '../../asl';
import { requireText } from '../payloads/error-text';
import { jsonAnswer } from '../payloads/json-answer';
import { UsageError } from '../usage-error';

/** One enclosing Map iteration or Parallel branch, outermost first. */
export interface BranchStep {
  /** Name of the Map or Parallel state. */
  readonly state: string;
  /** Index of the item or of the branch, from 0. */
  readonly index: number;
  /** First state of the branch: Parallel only. */
  readonly branch?: string;
  /** How often the Map or Parallel state had been started before, by a retry or a loop: 0 the first time. */
  readonly run: number;
}

/** One attempt of a Task state, as its handler sees it. */
export interface TaskCall {
  /** Name of the state. */
  readonly state: string;
  /** `Resource` as the definition gives it. */
  readonly resource: string;
  /**
   * What the service would be sent: evaluated `Parameters` or `Arguments`, else the effective input. A copy, as `context` is: changing it
   * changes nothing of the workflow.
   */
  readonly input: JsonValue;
  /** 0 for the first attempt of this visit of the state, 1 for its first retry. */
  readonly attempt: number;
  /** The context object (`$$`, `$states.context`). */
  readonly context: JsonObject;
  readonly branch: readonly BranchStep[];
  /** `.waitForTaskToken` only: what SendTaskSuccess would name. */
  readonly taskToken?: string;
}

/** Where a `.sync` or `.waitForTaskToken` task can fail. */
export type TaskStage = 'submit' | 'run';

/** Fails the attempt of a task when a handler throws it: `error` is what `Retry` and `Catch` match. `States.Timeout` times it out. */
export class TaskError extends Error {
  /** Error name; undefined records a failure without one. */
  readonly error?: string;
  override readonly cause?: string;
  /** Whether the service refused the request (TaskSubmitFailed) or what it had accepted failed (TaskSubmitted, then TaskFailed). */
  readonly stage?: TaskStage;

  /** @param stage of a `.sync` or `.waitForTaskToken` task @default 'submit' for an error of the task's own service, such as Batch.ServerException, else 'run' */
  constructor(error?: string, cause?: string, stage?: TaskStage) {
    requireText('TaskError: the error', error);
    requireText('TaskError: the cause', cause);
    if (stage !== undefined && stage !== 'submit' && stage !== 'run')
      throw new UsageError(`TaskError: expected the stage "submit" or "run", received ${receivedText(stage)}.`);
    // An outcome of the workflow, not a defect: where it was thrown interests nobody, and walking the stack costs more than the attempt.
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    super(cause ?? error ?? 'task failed');
    Error.stackTraceLimit = limit;
    this.name = 'TaskError';
    if (error !== undefined) this.error = error;
    if (cause !== undefined) this.cause = cause;
    if (stage !== undefined) this.stage = stage;
  }
}

/** Tells a {@link TaskError}, by its name as well: two copies of the package may be loaded. */
export function isTaskError(thrown: unknown): thrown is TaskError {
  return thrown instanceof TaskError || (thrown instanceof Error && thrown.name === 'TaskError');
}

/** Marks answers that are not results. One key for all, since every result is looked at. */
const ANSWER: unique symbol = Symbol.for('drystep.answer');

/** Answer of a handler that leaves a callback or an activity waiting for its token, its worker or its timeout. */
export interface Parked {
  readonly [ANSWER]: 'parked';
  /** Output of the `TaskSubmitted` event: what the service answered to the request. */
  readonly response: JsonValue | undefined;
}

/**
 * Makes the answer that parks a callback or activity: it waits for its token or its timeout.
 *
 * @param response output of the `TaskSubmitted` event; a plausible one is made when absent
 */
export function parked(response?: JsonValue): Parked {
  refuseSurplus('parked()', 1, arguments);
  return { [ANSWER]: 'parked', response: response === undefined ? undefined : jsonAnswer(response, 'parked(), the response') };
}

/** Tells {@link parked} answers from results. */
export function isParked(value: unknown): value is Parked {
  return answerKind(value) === 'parked';
}

/** Answer of a handler that gives both the service's response to the request and the final result of a callback or `.sync` task. */
export interface Submitted {
  readonly [ANSWER]: 'submitted';
  readonly response: JsonValue;
  /** Returns the raw result, or throws {@link TaskError}. */
  readonly outcome: () => JsonValue;
}

/** Makes the answer of a `.sync` or `.waitForTaskToken` task that says what `TaskSubmitted` held and how the task ended. */
export function submitted(response: JsonValue, outcome: () => JsonValue): Submitted {
  refuseSurplus('submitted()', 2, arguments);
  requireFunction('submitted(): the outcome', outcome);
  return { [ANSWER]: 'submitted', response: jsonAnswer(response, 'submitted(), the response'), outcome };
}

/** Tells {@link submitted} answers from results. */
export function isSubmitted(value: unknown): value is Submitted {
  return answerKind(value) === 'submitted';
}

/** Answer of a handler that plays the worker of an activity. */
export interface Worked {
  readonly [ANSWER]: 'worked';
  readonly workerName: string | undefined;
  /** Returns the raw result, or throws {@link TaskError}. Undefined: the worker says nothing more, and the timeouts run. */
  readonly outcome: (() => JsonValue) | undefined;
}

/**
 * Makes the answer of an activity that names the worker, as GetActivityTask would.
 *
 * @param outcome what the worker answers; absent, it took the task up and nothing is heard of it
 */
export function worked(workerName: string | undefined, outcome?: () => JsonValue): Worked {
  refuseSurplus('worked()', 2, arguments);
  requireText("worked(), the worker's name", workerName);
  if (outcome !== undefined) requireFunction('worked(): the outcome', outcome);
  return { [ANSWER]: 'worked', workerName, outcome };
}

/** Tells {@link worked} answers from results. */
export function isWorked(value: unknown): value is Worked {
  return answerKind(value) === 'worked';
}

/** Answer of a handler that takes virtual time: the task's timeouts run meanwhile. */
export interface Delayed {
  readonly [ANSWER]: 'delayed';
  readonly seconds: number;
  /** The answer when the time has passed, or a promise of it; throws {@link TaskError}. Virtual time stands while the promise is out. */
  readonly answer: () => TaskAnswer | Promise<TaskAnswer>;
}

/**
 * Makes the answer that comes after some virtual time.
 *
 * @param seconds how long the task takes; `Infinity`: it never ends by itself
 */
export function delayed(seconds: number, answer: () => TaskAnswer | Promise<TaskAnswer>): Delayed {
  refuseSurplus('delayed()', 2, arguments);
  if (typeof seconds !== 'number' || !(seconds >= 0))
    throw new UsageError(`delayed(): expected seconds of 0 or more, received ${receivedText(seconds)}.`);
  requireFunction('delayed(): the answer', answer);
  return { [ANSWER]: 'delayed', seconds, answer };
}

/** Tells {@link delayed} answers from results. */
export function isDelayed(value: unknown): value is Delayed {
  return answerKind(value) === 'delayed';
}

/** A task that somebody outside of the loop answers, when it suits them. */
export interface ExternalTask {
  /** Tells it from every other attempt: ARN of the execution, number of the event that entered the state, number of the attempt. */
  readonly id: string;
  /** Whether it still waits: false once it was answered, timed out or cut short. */
  readonly open: boolean;
  /** Ends it with an answer that a handler may give; false when it had ended before. The execution goes on when it is pumped. */
  answer(answer: TaskAnswer): boolean;
  /** Ends it with an error; false when it had ended before. */
  fail(error?: string, cause?: string, stage?: TaskStage): boolean;
}

/** Answer of a handler whose task is answered from outside, later: see {@link external}. */
export interface External {
  readonly [ANSWER]: 'external';
  readonly opened: (task: ExternalTask) => void;
}

/**
 * Makes the answer that leaves a task open for somebody outside of the loop: its timeouts run, and it holds no other branch and no timer back, as a
 * promise of a handler does.
 *
 * @param opened is given the task, at once
 * @example const tasks = { Ship: () => external((task) => queue.push(task)) };
 */
export function external(opened: (task: ExternalTask) => void): External {
  refuseSurplus('external()', 1, arguments);
  requireFunction('external(): what takes the task', opened);
  return { [ANSWER]: 'external', opened };
}

/** Tells {@link external} answers from results. */
export function isExternal(value: unknown): value is External {
  return answerKind(value) === 'external';
}

/** An answer that is not a result. */
export type SpecialAnswer = Parked | Submitted | Worked | Delayed | External;

/** Tells special answers from results. */
export function isSpecialAnswer(value: unknown): value is SpecialAnswer {
  return answerKind(value) !== undefined;
}

function answerKind(value: unknown): SpecialAnswer[typeof ANSWER] | undefined {
  return typeof value === 'object' && value !== null ? (value as Partial<SpecialAnswer>)[ANSWER] : undefined;
}

/** What a handler may answer: the task's raw result, as AWS's `mock.result`. */
export type TaskAnswer = JsonValue | SpecialAnswer;

/** Answers the attempts of tasks. May throw {@link TaskError}; anything else thrown rejects the run. */
export interface TaskHandler {
  (call: TaskCall): TaskAnswer | Promise<TaskAnswer>;
  /** Whether it answers this task itself: a machine registered for `states:startExecution` then does not run in its place. @default false */
  readonly answers?: (call: TaskCall) => boolean;
}

/** One handler for all tasks, or handlers and constant raw results by state name or resource (state names first). */
export type Tasks = TaskHandler | Readonly<Record<string, TaskHandler | JsonValue>>;

function requireFunction(what: string, given: unknown): void {
  if (typeof given !== 'function') throw new UsageError(`${what}: expected a function that gives it, received ${receivedText(given)}.`);
}

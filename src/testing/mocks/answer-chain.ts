import type { JsonValue } from '../../asl';
import { isParked, isSubmitted, isWorked, parked, type TaskAnswer, type TaskCall, TaskError } from '../../interpreter';
import { UsageError } from '../usage-error';
import { type LambdaHandler, runLambdaHandler } from './lambda-handler';
import { rawResult, requirePayload, wrapPayload } from './raw-result';

const BRAND: unique symbol = Symbol.for('drystep.answerChain');

/** A mock function of jest or vitest, told by its records: called with the call's input and the call. */
export interface MockFunction {
  readonly mock: object;
  readonly getMockName: () => string;
}

/** What a mock may answer: a constant, a function of the call, or a `jest.fn()`. Data must be JSON; what is not is a usage error. */
export type AnswerValue = MockFunction | ((call: TaskCall) => unknown) | object | string | number | boolean | null;

/** One answer, as often as `times` says; undefined: once when another follows, else for ever. */
export interface Answer {
  /** How it was written, for messages. */
  readonly text: string;
  readonly times: number | undefined;
  readonly answer: (call: TaskCall) => TaskAnswer | Promise<TaskAnswer>;
  /** Throws a usage error when a state cannot be answered like this. */
  readonly check: (state: string, resource: string) => void;
}

/**
 * The answers of a mock, in order: each once, or as often as `.times(n)` says; the last repeats unless it ends in `.times(n)`.
 * Calls are counted over all executions of a test, and from the start again in the next.
 *
 * @example orders.mock('Ship').fails('Busy').times(2).returns({ shipped: true });
 */
export class AnswerChain {
  readonly [BRAND] = true;
  private readonly list: Answer[] = [];

  /**
   * @param who whose answers they are, for messages: `State "Ship"`
   * @param onAnswer called with each answer when it is added: may throw a usage error
   */
  constructor(
    private readonly who = 'mock',
    private readonly onAnswer?: (answer: Answer) => void,
  ) {}

  /** Answers with the task's raw result, as AWS's `mock.result` does: what `lambda:invoke` gives is `{ Payload, … }`. */
  returns(value: AnswerValue): this {
    return this.add(
      '.returns(…)',
      valueAnswer(this.who, '.returns()', value, (_call, result) => result),
    );
  }

  /** Answers with a Lambda function's payload, wrapped as the task's resource wraps it. */
  returnsPayload(value: AnswerValue): this {
    return this.add('.returnsPayload(…)', valueAnswer(this.who, '.returnsPayload()', value, wrapPayload), (state, resource) =>
      requirePayload(state, resource, '.returnsPayload()'),
    );
  }

  /** Calls a real Lambda handler; what it throws becomes the error AWS makes of it. Behind a task token the state then waits. */
  run(handler: LambdaHandler): this {
    if (typeof handler !== 'function')
      throw new UsageError(`.run() expected a Lambda handler, received ${typeof handler}.`, 'pass the handler function itself.');
    return this.add(
      '.run(…)',
      (call) => handlerAnswer(handler, call),
      (state, resource) => requirePayload(state, resource, '.run()'),
    );
  }

  /** Fails the attempt: `error` is what Retry and Catch match. */
  fails(error: string, cause?: string): this {
    return this.add(`.fails(${JSON.stringify(error)})`, () => {
      throw new TaskError(error, cause);
    });
  }

  /** Times the attempt out: Retry and Catch see `States.Timeout`. */
  timesOut(): this {
    return this.add('.timesOut()', () => {
      throw new TaskError('States.Timeout');
    });
  }

  /** Says how often the answer before it is given. Throws a usage error when there is none, or for anything but 1, 2, 3… */
  times(count: number): this {
    const last = this.list.pop();
    if (last === undefined) throw new UsageError('.times() stands behind no answer.', 'write .returns({ … }).times(2).');
    if (!Number.isInteger(count) || count < 1) {
      throw new UsageError(
        `.times() expected a whole number of 1 or more, received ${String(count)}.`,
        'leave the answer out to give it never.',
      );
    }
    this.list.push({ ...last, times: count });
    return this;
  }

  /** The answers so far. */
  get answers(): readonly Answer[] {
    return this.list;
  }

  private add(text: string, answer: Answer['answer'], check: Answer['check'] = () => undefined): this {
    const added: Answer = { text, times: undefined, answer, check };
    this.onAnswer?.(added);
    this.list.push(added);
    return this;
  }
}

/** Tells an {@link AnswerChain} from data. */
export function isAnswerChain(value: unknown): value is AnswerChain {
  return typeof value === 'object' && value !== null && (value as Partial<AnswerChain>)[BRAND] === true;
}

/** Gives the answer to the call with this number, from 0; undefined when the answers are used up. */
export function answerAt(answers: readonly Answer[], number: number): Answer | undefined {
  let left = number;
  for (let index = 0; index < answers.length; index++) {
    const answer = answers[index] as Answer;
    const times = answer.times ?? (index === answers.length - 1 ? Number.POSITIVE_INFINITY : 1);
    if (left < times) return answer;
    left -= times;
  }
  return undefined;
}

/** Gives the chain of a value in a map of mocks: a chain itself, else `.returns(value)`. */
export function chainOf(value: AnswerChain | AnswerValue, who: string): AnswerChain {
  return isAnswerChain(value) ? value : new AnswerChain(who).returns(value);
}

function valueAnswer(
  who: string,
  method: string,
  value: AnswerValue,
  wrap: (call: TaskCall, result: JsonValue) => JsonValue,
): Answer['answer'] {
  if (typeof value !== 'function') {
    const constant = rawResult(who, method, value);
    return (call) => wrap(call, constant);
  }
  const finish = (call: TaskCall, result: unknown): TaskAnswer => {
    if (isParked(result) || isSubmitted(result) || isWorked(result)) return result;
    return wrap(call, rawResult(`State "${call.state}"`, `the function in ${method}`, result));
  };
  return (call) => {
    const result = isMockFunction(value) ? callMockFunction(value, call) : (value as (call: TaskCall) => unknown)(call);
    return isPromise(result) ? result.then((settled) => finish(call, settled)) : finish(call, result);
  };
}

/** The function gets a copy of the call: jest keeps what it is given, and a test may change it. */
function callMockFunction(mock: unknown, call: TaskCall): unknown {
  const { state, resource, attempt, branch, context, taskToken } = call;
  const input = JSON.parse(JSON.stringify(call.input)) as JsonValue;
  const copy: TaskCall = { state, resource, input, attempt, branch, context, ...(taskToken === undefined ? {} : { taskToken }) };
  return (mock as (input: JsonValue, call: TaskCall) => unknown)(input, copy);
}

function handlerAnswer(handler: LambdaHandler, call: TaskCall): TaskAnswer | Promise<TaskAnswer> {
  const finish = (payload: JsonValue): TaskAnswer => {
    if (call.resource.endsWith('.waitForTaskToken'))
      return parked(wrapPayload({ resource: call.resource.replace('.waitForTaskToken', '') }, payload));
    return wrapPayload(call, payload);
  };
  const result = runLambdaHandler(handler, call);
  return isPromise(result) ? (result as Promise<JsonValue>).then(finish) : finish(result as JsonValue);
}

function isMockFunction(value: unknown): boolean {
  return typeof value === 'function' && (value as { _isMockFunction?: unknown })._isMockFunction === true;
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}

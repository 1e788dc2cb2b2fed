import { elementAt, exactMethods, kinds, lastIn, type OptionTable, receivedText } from '../../asl';
import { throttlingFailure } from '../../data';
import { delayed, requireText, type TaskAnswer, type TaskCall, TaskError } from '../../interpreter';
import { viewOf } from '../machine-view/machine-view';
import { requireOptions } from '../require-options';
import { durationMilliseconds, type VirtualDuration } from '../time/duration';
import { UsageError } from '../usage-error';
import { ANSWER_CHAIN } from './answer-value';
import { type AnswerWork, workOf } from './answer-work';
import { type CallCondition, onAttempt, onBranch, onInput, onItem } from './call-condition';
import { handlerAnswer } from './handler-answer';
import { refuseHidden } from './hidden-section';
import type { LambdaHandler } from './lambda-handler';
import { lostAnswer } from './lost-answer';
import { requirePayload, wrapPayload } from './raw-result';
import { requireError } from './require-error';
import { valueAnswer } from './value-answer';

/** A machine is not an answer: it stands in for the one that the task starts, and that is said where the mock is made. */
function refuseMachine(who: string, method: string, value: unknown): void {
  const machine = viewOf(value)?.core.found.name;
  if (machine === undefined) return;
  throw new UsageError(
    `${who}: ${method} got the machine ${machine}, which is not an answer.`,
    'write mock(state, machine): it stands in for the one that is started.',
  );
}

/** A mock function of jest or vitest, recognised by its records of calls. It is called with the call's input and the call. */
export interface MockFunction {
  readonly mock: object;
  readonly getMockName: () => string;
}

/** What a mock may answer: a constant, a function of the call, or a `jest.fn()`. Data must be JSON; anything else is a usage error. */
export type AnswerValue = MockFunction | ((call: TaskCall) => unknown) | object | string | number | boolean | null;

/** One answer, as often as `times` says; undefined: once when another follows, else for ever. */
export interface Answer {
  /** How it was written, for messages. */
  readonly text: string;
  readonly times: number | undefined;
  /** How long it takes, in virtual milliseconds. @default 0 */
  readonly after?: number;
  /** Whether that time was written as a bare number. @default false */
  readonly bareAfter?: boolean;
  /** Whether its work is done when that time has passed, and not when the task begins. @default false */
  readonly worksAtEnd?: boolean;
  /** The function that gives the answer, if one does. */
  readonly work?: AnswerWork;
  /** How it fails whatever it is asked, if it does: with an error, or when the definition says that the attempt times out. */
  readonly failing?: 'error' | 'timeout';
  readonly answer: (call: TaskCall, task: AnsweredTask) => TaskAnswer | Promise<TaskAnswer>;
  /** Throws a usage error when a state cannot be answered like this. */
  readonly check: (state: string, resource: string) => void;
}

/** When an answer that takes time does its work. */
export interface AfterOptions {
  /** `'start'`: a handler runs when its task begins, and its answer is under way. `'end'`: it runs when the time has passed. @default 'start' */
  readonly effect?: 'start' | 'end';
}

const AFTER_OPTIONS: OptionTable<AfterOptions> = { effect: kinds.oneOf('start', 'end') };

/** What an answer may know of the state that asks. */
export interface AnsweredTask {
  /** Whether the state's definition sets a time after which an attempt ends. */
  readonly hasTimeout: boolean;
}

/** Answers for the calls that fit conditions; those without any stand for all other calls. */
export interface AnswerSection {
  readonly conditions: readonly CallCondition[];
  readonly answers: readonly Answer[];
}

/**
 * The answers of a mock, in order: each once, or as often as `.times(n)` says; the last repeats unless it ends in `.times(n)`.
 * Calls are counted over all executions of a test, and from the start again in the next. What stands behind `onItem`, `onBranch`,
 * `onAttempt` or `onInput` is for the calls that fit, and counts those alone; the first that fits answers.
 *
 * @example orders.mock('Ship').fails('Busy').times(2).returns({ shipped: true });
 * @example orders.mock('Ship').returns({ shipped: true }).onItem(3).fails('Lost');
 */
export class AnswerChain {
  readonly [ANSWER_CHAIN] = true;
  private readonly all: { conditions: CallCondition[]; answers: Answer[] }[] = [{ conditions: [], answers: [] }];

  /**
   * @param who whose answers they are, for messages: `State "Ship"`
   * @param onAnswer called with each answer when it is added: may throw a usage error
   * @param onCondition called with each condition when it is added: may throw a usage error
   */
  constructor(
    private readonly who = 'mock',
    private readonly onAnswer?: (answer: Answer) => void,
    private readonly onCondition?: (condition: CallCondition) => void,
  ) {}

  /** Answers with the task's raw result, as AWS's `mock.result` does: what `lambda:invoke` gives is `{ Payload, … }`. */
  returns(value: AnswerValue): this {
    refuseMachine(this.who, '.returns()', value);
    return this.add(
      '.returns(…)',
      valueAnswer(this.who, '.returns()', value, (_call, result) => result),
      workOf('returns', value),
    );
  }

  /** Answers with a Lambda function's payload, wrapped as the task's resource wraps it. */
  returnsPayload(value: AnswerValue): this {
    refuseMachine(this.who, '.returnsPayload()', value);
    return this.add('.returnsPayload(…)', valueAnswer(this.who, '.returnsPayload()', value, wrapPayload), {
      ...workOf('returnsPayload', value),
      check: (state, resource) => requirePayload(state, resource, '.returnsPayload()'),
    });
  }

  /** Calls a real Lambda handler; what it throws becomes the error AWS makes of it. Behind a task token the state then waits. */
  run(handler: LambdaHandler): this {
    refuseMachine(this.who, '.run()', handler);
    if (typeof handler !== 'function')
      throw new UsageError(`.run() expected a Lambda handler, received ${receivedText(handler)}.`, 'pass the handler function itself.');
    return this.add(`.run(${handler.name === '' ? '…' : handler.name})`, handlerAnswer(handler), {
      ...workOf('run', handler),
      check: (state, resource) => requirePayload(state, resource, '.run()'),
    });
  }

  /** Fails the attempt: `error` is what Retry and Catch match. */
  fails(error: string, cause?: string): this {
    requireError(this.who, '.fails()', error, cause);
    const failure = (): never => {
      throw new TaskError(error, cause);
    };
    return this.add(`.fails(${JSON.stringify(error)})`, failure, { failing: 'error' });
  }

  /**
   * Fails the attempt of the answer before it when its work is done: the handler runs, and what it answers is lost. A task that is retried does its work
   * twice then, as tasks of Step Functions do. Throws a usage error when there is no answer before it, or one that fails anyway.
   *
   * @example orders.mock('Charge').run(charge).butFails('States.Timeout').run(charge);
   */
  butFails(error: string, cause?: string): this {
    const last = this.takeLast('.butFails()', ".run(charge).butFails('States.Timeout')");
    this.section.answers.push(last);
    requireError(this.who, '.butFails()', error, cause);
    if (last.failing !== undefined)
      throw new UsageError(
        `${this.who}: ${last.text} fails already: .butFails(${JSON.stringify(error)}) would change nothing.`,
        `write .fails(${JSON.stringify(error)}), or .butFails() behind .run(handler) or .returns({ … }).`,
      );
    this.section.answers.splice(-1, 1, {
      ...last,
      failing: 'error',
      text: `${last.text}.butFails(${JSON.stringify(error)})`,
      answer: (call, task) => lostAnswer(last.answer(call, task), new TaskError(error, cause)),
    });
    return this;
  }

  /** Times the attempt out: Retry and Catch see `States.Timeout`, after the state's own timeout where it has one, else at once. */
  timesOut(): this {
    const timeout: Answer['answer'] = (_call, { hasTimeout }) => {
      if (hasTimeout) return delayed(Number.POSITIVE_INFINITY, () => null);
      throw new TaskError('States.Timeout');
    };
    return this.add('.timesOut()', timeout, { failing: 'timeout' });
  }

  /**
   * Fails attempts as the service does when it is called too often: with `Lambda.TooManyRequestsException`, for instance.
   *
   * @param count how many attempts @default 1
   * @param error another error name
   */
  throttles(count = 1, error?: string): this {
    requireCount(`${this.who}: .throttles()`, '.throttles', count);
    requireText(`${this.who}: .throttles(), the error`, error);
    if (error === '')
      throw new UsageError(
        `${this.who}: .throttles(), the error: expected a name, received "".`,
        "leave it out for that of the task's own service.",
      );
    if (error !== undefined) requireError(this.who, '.throttles()', error, undefined);
    const failure = (call: TaskCall): never => {
      const throttled = throttlingFailure(call.resource, error);
      throw new TaskError(throttled.error, throttled.cause);
    };
    this.add(`.throttles(${count === 1 ? '' : count})`, failure, { failing: 'error' });
    return this.times(count);
  }

  /**
   * Says how much virtual time the answer before it takes: timeouts run meanwhile. Throws a usage error when there is none.
   *
   * @example orders.mock('Reserve').run(reserve).after({ minutes: 1 }, { effect: 'end' });
   */
  after(duration: VirtualDuration, options: AfterOptions = {}): this {
    const last = this.takeLast('.after()', '.returns({ … }).after({ minutes: 5 })');
    this.section.answers.push(last);
    if (last.after !== undefined) throw new UsageError(`${this.who}: ${last.text} says .after() twice.`, 'keep one.');
    const after = durationMilliseconds(duration, '.after()');
    requireOptions('.after()', options, AFTER_OPTIONS);
    this.section.answers.splice(-1, 1, {
      ...last,
      after,
      ...(typeof duration === 'number' ? { bareAfter: true } : {}),
      ...(options.effect === 'end' ? { worksAtEnd: true } : {}),
    });
    return this;
  }

  /** What follows answers attempts of this number: 0 is the first, 1 the first retry. */
  onAttempt(attempt: number): this {
    return this.condition(onAttempt(attempt));
  }

  /** What follows answers calls from the Map item with this index, from 0; `map` names the Map state where Maps are nested. @default the innermost */
  onItem(index: number, map?: string): this {
    return this.condition(onItem(index, map));
  }

  /** What follows answers calls from this branch of a Parallel state: its index, from 0, or the name of its first state. */
  onBranch(branch: number | string): this {
    return this.condition(onBranch(branch));
  }

  /** What follows answers calls whose payload holds these fields, or for which the predicate is true; a Lambda function's payload is its event. */
  onInput(wanted: object | ((payload: never, call: TaskCall) => boolean)): this {
    return this.condition(onInput(wanted));
  }

  /** What follows answers all calls that no condition fits. */
  otherwise(): this {
    const { conditions, answers } = this.section;
    if (conditions.length > 0 && answers.length === 0) throw noAnswerBehind(this.who, conditions);
    if (conditions.length === 0 && answers.length > 0)
      throw new UsageError(
        `${this.who}: .otherwise() has no condition before it.`,
        'write .onInput({ … }).returns({ … }).otherwise().returns({ … }).',
      );
    const rest = this.all.filter((section) => section.conditions.length > 0);
    const fallback = this.all.find((section) => section.conditions.length === 0);
    this.all.splice(0, this.all.length, ...rest, fallback ?? { conditions: [], answers: [] });
    return this;
  }

  /** Says how often the answer before it is given. Throws a usage error when there is none, or for anything but 1, 2, 3… */
  times(count: number): this {
    requireCount(`${this.who}: .times()`, '.times', count);
    const last = this.takeLast('.times()', '.returns({ … }).times(2)');
    if (last.times !== undefined)
      throw new UsageError(`${this.who}: ${last.text} says .times() twice: ${last.times} and ${count}.`, 'keep one.');
    this.section.answers.push({ ...last, times: count });
    return this;
  }

  /** The answers so far, by their conditions. */
  get sections(): readonly AnswerSection[] {
    return this.all;
  }

  private get section() {
    return lastIn(this.all);
  }

  private takeLast(method: string, example: string): Answer {
    const last = this.section.answers.pop();
    if (last === undefined) throw new UsageError(`${method} has no answer before it.`, `write ${example}.`);
    return last;
  }

  /** Conditions without an answer between them must all fit. */
  private condition(added: CallCondition): this {
    this.onCondition?.(added);
    const { section } = this;
    if (section.conditions.length > 0 && section.answers.length === 0) section.conditions.push(added);
    else this.all.push({ conditions: [added], answers: [] });
    return this;
  }

  private add(text: string, answer: Answer['answer'], more: Partial<Answer> = {}): this {
    const added: Answer = { text, times: undefined, answer, check: () => undefined, ...more };
    this.onAnswer?.(added);
    const { conditions, answers } = this.section;
    // Conditions are complete when the first answer stands behind them.
    if (conditions.length > 0 && answers.length === 0) refuseHidden(this.who, conditions, this.all.slice(0, -1));
    answers.push(added);
    return this;
  }
}

exactMethods(AnswerChain.prototype, '.', {
  returns: { most: 1, hint: 'answers one after the other are a chain: .returns(first).returns(second).' },
  returnsPayload: { most: 1, hint: 'answers one after the other are a chain: .returnsPayload(first).returnsPayload(second).' },
  run: 1,
  fails: { most: 2, hint: 'it takes the name of the error and its cause.' },
  butFails: { most: 2, hint: 'it takes the name of the error and its cause.' },
  timesOut: { most: 0, hint: 'the definition says how long the task may take; .after(…) delays an answer.' },
  throttles: 2,
  after: { most: 2, hint: 'write .after({ minutes: 5 }).' },
  onAttempt: { most: 1, hint: 'write .onAttempt(0).returns({ … }).onAttempt(1).returns({ … }).' },
  onItem: 2,
  onBranch: { most: 1, hint: 'write .onBranch(0).returns({ … }).onBranch(1).returns({ … }).' },
  onInput: { most: 1, hint: 'put all fields into one object.' },
  otherwise: { most: 0, hint: 'write .otherwise().returns({ … }).' },
  times: 1,
});

function requireCount(place: string, method: string, count: unknown): void {
  if (Number.isSafeInteger(count) && (count as number) >= 1) return;
  throw new UsageError(
    `${place} expected a whole number of 1 or more, received ${receivedText(count)}.`,
    count === 0 ? 'leave the answer out if it is never to be given.' : `write ${method}(2).`,
  );
}

/** Throws a usage error for a condition, or `.otherwise()`, with no answer behind it: what is meant for its calls nobody knows. */
export function requireAnswers({ sections }: AnswerChain, who: string): void {
  for (const { conditions, answers } of sections) if (conditions.length > 0 && answers.length === 0) throw noAnswerBehind(who, conditions);
  // Those for all other calls stand first unless .otherwise() has put them last.
  const last = lastIn(sections);
  if (sections.length > 1 && last.conditions.length === 0 && last.answers.length === 0)
    throw new UsageError(`${who}: .otherwise() has no answer after it.`, 'write .otherwise().returns({ … }), or leave it out.');
}

function noAnswerBehind(who: string, conditions: readonly CallCondition[]): UsageError {
  const text = conditions.map((condition) => condition.text).join('');
  return new UsageError(`${who}: ${text} has no answer after it.`, `write ${text}.returns({ … }).`);
}

/** A chain as it is at this moment: what is added to it later is not taken. */
export function takenChain({ sections }: AnswerChain): AnswerChain {
  const copy = new AnswerChain();
  const taken = copy.sections as AnswerSection[];
  taken.splice(0, taken.length, ...sections.map(({ conditions, answers }) => ({ conditions: [...conditions], answers: [...answers] })));
  return copy;
}

/** Tells an {@link AnswerChain} from data. */
export function isAnswerChain(value: unknown): value is AnswerChain {
  return typeof value === 'object' && value !== null && (value as Partial<AnswerChain>)[ANSWER_CHAIN] === true;
}

/** The answer to the call with this number, from 0; undefined when the answers are used up. */
export function answerAt(answers: readonly Answer[], number: number): Answer | undefined {
  let left = number;
  for (let index = 0; index < answers.length; index++) {
    const answer = elementAt(answers, index);
    const times = answer.times ?? (index === answers.length - 1 ? Number.POSITIVE_INFINITY : 1);
    if (left < times) return answer;
    left -= times;
  }
  return undefined;
}

/** The chain of a value in a map of mocks: a chain itself, else `.returns(value)`. */
export function chainOf(value: AnswerChain | AnswerValue, who: string): AnswerChain {
  return isAnswerChain(value) ? value : new AnswerChain(who).returns(value);
}

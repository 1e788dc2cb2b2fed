import { exactMethods } from '../../asl';
import type { TaskCall } from '../../interpreter';
import { AnswerChain, type AnswerValue } from './answer-chain';
import type { LambdaHandler } from './lambda-handler';

/**
 * Begins a chain of answers for `machine.with({ … })` and `execute(input, { mocks })`.
 *
 * @example orders.with({ Ship: answer.fails('Busy').times(2).returnsPayload({ shipped: true }) });
 */
export const answer = exactMethods(
  {
    /** The task's raw result. */
    returns: (value: AnswerValue): AnswerChain => new AnswerChain().returns(value),
    /** A Lambda function's payload. */
    returnsPayload: (value: AnswerValue): AnswerChain => new AnswerChain().returnsPayload(value),
    /** What a real Lambda handler answers. */
    run: (handler: LambdaHandler): AnswerChain => new AnswerChain().run(handler),
    /** A failed attempt. */
    fails: (error: string, cause?: string): AnswerChain => new AnswerChain().fails(error, cause),
    /** An attempt that times out. */
    timesOut: (): AnswerChain => new AnswerChain().timesOut(),
    /** Attempts that the service refuses because it is asked too often. */
    throttles: (count?: number, error?: string): AnswerChain => new AnswerChain().throttles(count, error),
    /** Answers for attempts of a number, 0 the first. */
    onAttempt: (attempt: number): AnswerChain => new AnswerChain().onAttempt(attempt),
    /** Answers for one item of a Map. */
    onItem: (index: number, map?: string): AnswerChain => new AnswerChain().onItem(index, map),
    /** Answers for one branch of a Parallel state. */
    onBranch: (branch: number | string): AnswerChain => new AnswerChain().onBranch(branch),
    /** Answers for some inputs. */
    onInput: (wanted: object | ((payload: never, call: TaskCall) => boolean)): AnswerChain => new AnswerChain().onInput(wanted),
  },
  'answer.',
  {
    returns: { most: 1, hint: 'answers one after the other are a chain: answer.returns(first).returns(second).' },
    returnsPayload: 1,
    run: 1,
    fails: 2,
    timesOut: 0,
    throttles: 2,
    onAttempt: 1,
    onItem: 2,
    onBranch: 1,
    onInput: { most: 1, hint: 'put all fields into one object.' },
  },
);

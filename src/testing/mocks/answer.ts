import { AnswerChain, type AnswerValue } from './answer-chain';
import type { LambdaHandler } from './lambda-handler';

/**
 * Begins a chain of answers for `machine.with({ … })` and `execute(input, { mocks })`.
 *
 * @example orders.with({ Ship: answer.fails('Busy').times(2).returnsPayload({ shipped: true }) });
 */
export const answer = {
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
};

import { isPromise } from '../../asl';
import { delayed, type TaskAnswer, type TaskCall } from '../../interpreter';
import type { Answer, AnsweredTask } from './answer-chain';

/** The answer of a mock at the virtual time at which it comes. */
export function answerInTime(given: Answer, call: TaskCall, task: AnsweredTask): TaskAnswer | Promise<TaskAnswer> {
  if (given.after === undefined || given.after === 0) return given.answer(call, task);
  const seconds = given.after / 1000;
  if (given.worksAtEnd === true) return delayed(seconds, () => given.answer(call, task));
  const late = (value: TaskAnswer): TaskAnswer => delayed(seconds, () => value);
  // The error of an attempt takes its time as well; any other is the test's own and comes at once.
  const lateError = (thrown: unknown): TaskAnswer => {
    if (!(thrown instanceof Error) || thrown.name !== 'TaskError') throw thrown;
    return delayed(seconds, () => {
      throw thrown;
    });
  };
  try {
    const value = given.answer(call, task);
    return isPromise(value) ? value.then(late, lateError) : late(value);
  } catch (thrown) {
    return lateError(thrown);
  }
}

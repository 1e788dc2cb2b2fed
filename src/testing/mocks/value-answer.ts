import { isPromise, type JsonValue } from '../../asl';
import { delayed, givenCall, isDelayed, isParked, isSubmitted, isWorked, type TaskAnswer, type TaskCall } from '../../interpreter';
import type { Answer, AnswerValue } from './answer-chain';
import { callMockFunction, isMockFunction, requireImplementation } from './mock-function';
import { rawResult } from './raw-result';

/** The answer of data, or of a function of the call: taken as JSON at the moment at which it is given, that of `delayed()` when its time has passed. */
export function valueAnswer(
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
    if (result === undefined) requireImplementation(value, call, method);
    if (isDelayed(result)) return delayed(result.seconds, () => settled(call, result.answer()));
    return wrap(call, rawResult(`State "${call.state}"`, `the function in ${method}`, result));
  };
  const settled = (call: TaskCall, result: unknown): TaskAnswer | Promise<TaskAnswer> =>
    isPromise(result) ? Promise.resolve(result).then((given) => finish(call, given)) : finish(call, result);
  return (call) =>
    settled(call, isMockFunction(value) ? callMockFunction(value, call) : (value as (call: TaskCall) => unknown)(givenCall(call)));
}

import { isPromise, type JsonValue } from '../../../asl';
import {
  isDelayed,
  isExternal,
  isParked,
  isSubmitted,
  isWorked,
  type TaskAnswer,
  type TaskCall,
  type TaskError,
} from '../../../interpreter';
import { durationText } from '../../time/duration';
import { UsageError } from '../../usage-error';

/** What a mock's answer comes to: a raw result, or an error. */
export type MockedOutcome = { readonly result: JsonValue } | { readonly error: string; readonly cause: string | undefined };

/** What an answer comes to where there is no time. Throws a usage error for one that takes time, or waits for somebody. */
export function mockedOutcome(call: TaskCall, give: () => TaskAnswer | Promise<TaskAnswer>): MockedOutcome {
  try {
    const given = give();
    if (isPromise(given))
      throw new UsageError(
        `State "${call.state}": its mock promises an answer inside of delayed(), and TestState has no virtual time.`,
        'give the promise itself.',
      );
    return settled(call, given);
  } catch (thrown) {
    if (!(thrown instanceof Error) || thrown.name !== 'TaskError') throw thrown;
    const { error, cause } = thrown as TaskError;
    // The service gives a timeout an empty cause.
    if (error !== undefined) return { error, cause: error === 'States.Timeout' ? (cause ?? '') : cause };
    throw new UsageError(
      `State "${call.state}": its mock fails without the name of an error, which TestState needs.`,
      "give it one: .fails('Rejected').",
    );
  }
}

function settled(call: TaskCall, answer: TaskAnswer): MockedOutcome {
  if (isDelayed(answer)) {
    if (answer.seconds === Number.POSITIVE_INFINITY) return { error: 'States.Timeout', cause: '' };
    if (answer.seconds === 0) return mockedOutcome(call, answer.answer);
    throw new UsageError(
      `State "${call.state}": its mock answers after ${durationText(answer.seconds * 1000)} of virtual time, and TestState has no virtual time.`,
      "leave out .after(), answer with .timesOut(), or run this test with target: 'local'.",
    );
  }
  if (isParked(answer) || isExternal(answer) || (isWorked(answer) && answer.outcome === undefined)) {
    throw new UsageError(
      `State "${call.state}": its mock leaves it waiting, and TestState cannot wait for an answer.`,
      'mock what comes back: .returns({ … }).',
    );
  }
  if (isSubmitted(answer) || isWorked(answer)) return mockedOutcome(call, answer.outcome as () => JsonValue);
  return { result: answer };
}

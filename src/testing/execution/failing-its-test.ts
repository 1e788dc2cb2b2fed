import { isUnmocked } from '../is-unmocked';
import { isExpectation } from '../mocks/is-expectation';
import { isUsageError, UsageError } from '../usage-error';
import { isLookedAt, placeOfReading } from './looked-at';
import { startedInTest } from './started-in-test';

/** What notes for an error that somebody looks at it. */
const watched = new WeakMap<Error, () => void>();

/** Notes that somebody looks at an error and knows what it is. */
export function lookAt(error: Error): void {
  watched.get(error)?.();
}

/**
 * What an execution rejects with: an error of the test itself fails the test whoever catches it, unless somebody looks at its message. A workflow that fails
 * rejects nothing, so that `.rejects.toThrow()` and a `catch` that takes everything would take the mistake for what they wait for.
 */
export function failingItsTest(error: unknown): unknown {
  if (!isUsageError(error) && !isExpectation(error)) return error;
  if (!startedInTest.watches || watched.has(error)) return error;
  const readings: Error[] = [];
  let known = false;
  let { message } = error;
  try {
    let { stack } = error;
    const read = <Text>(text: Text): Text => {
      readings.push(placeOfReading());
      return text;
    };
    Object.defineProperties(error, {
      message: { configurable: true, get: () => read(message), set: (other: string) => (message = other) },
      stack: { configurable: true, get: () => read(stack), set: (other: string) => (stack = other) },
    });
  } catch {
    // A frozen error stays as it is.
    return error;
  }
  watched.set(error, () => {
    known = true;
  });
  startedInTest.addError((test) => {
    const looked = known || test?.failed === true || readings.some((place) => isLookedAt(place, test?.text));
    return looked ? undefined : { error: swallowed(error, message) };
  });
  return error;
}

function swallowed(error: Error, message: string): Error {
  if (isUnmocked(error))
    return new UsageError(
      `The test takes any error, and got that of a task without a mock (if it is meant, write .rejects.toThrow('nobody mocked it')). ${message}`,
    );
  return new UsageError(
    `The test takes any error, and got one of the test itself: a workflow that fails rejects nothing (if it is meant, look at its message: .rejects.toThrow('…')). ${message}`,
  );
}

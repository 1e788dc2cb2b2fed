import { isUnmocked } from '../is-unmocked';
import { placeOfHandler, takesAnyError } from '../time/any-rejection';
import { UsageError } from '../usage-error';

/** The promise of an execution, which tells when `.rejects.toThrow()` takes the error of a task that nobody mocked for the one that the test expects. */
export function watchingSwallowed<Result>(promise: Promise<Result>, tell: (error: UsageError) => void): Promise<Result> {
  const original = promise.then.bind(promise);
  const then: typeof promise.then = (onValue, onError) => {
    if (typeof onError === 'function') {
      const place = placeOfHandler();
      void original(undefined, (error: unknown) => {
        if (isUnmocked(error) && takesAnyError(place)) tell(swallowedError(error));
      });
    }
    return original(onValue, onError);
  };
  return Object.defineProperty(promise, 'then', { value: then });
}

/** The error for a test that passes with any error, and got that of its own mistake. */
function swallowedError(error: Error): UsageError {
  return new UsageError(
    `The test expects any error, and got that of a task without a mock (if it is meant, write .rejects.toThrow('nobody mocked it')). ${error.message}`,
  );
}

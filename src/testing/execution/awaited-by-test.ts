import { testScope } from '../mocks/test-scope';
import { notePromised } from '../promised-executions';
import { WatchedPromise } from '../time/watched-promise';
import { startedInTest } from './started-in-test';

/**
 * Runs an execution, and has its test wait for it when the test ends before it does: nobody awaits it then, and what goes wrong in it fails that test. One
 * that runs outside of all tests is waited for by the end of the file.
 */
export function awaitedByTest<Result>(run: () => Promise<Result>): Promise<Result> {
  return notePromised(endedByTest(run));
}

/** The same for work of another kind, such as an exploration. */
export function endedByTest<Result>(run: () => Promise<Result>): Promise<Result> {
  startedInTest.requireHooks();
  if (testScope.concurrentTest !== undefined) startedInTest.noteConcurrent();
  else if (startedInTest.watches) return testScope.insideTest ? inTest(run) : outsideOfTests(run);
  return run();
}

function inTest<Result>(run: () => Promise<Result>): Promise<Result> {
  let forgotten: { readonly error: unknown } | undefined;
  let waitedFor = false;
  const settled = startedInTest.addPromised({
    finish: () => {
      waitedFor = true;
      return promise.then(
        () => undefined,
        (error: unknown) => {
          forgotten = { error };
        },
      );
    },
    untold: () => forgotten,
  });
  const promise = run().finally(() => {
    if (!waitedFor) settled();
  });
  return promise;
}

/** Jest listens to no rejection that nobody handles while hooks of a file run: the process would end, with all other tests. */
function outsideOfTests<Result>(run: () => Promise<Result>): Promise<Result> {
  const done = run();
  const promise = WatchedPromise.of(done);
  promise.silence();
  startedInTest.add({
    finish: () =>
      done.then(
        () => undefined,
        () => undefined,
      ),
    untold: () => (promise.seen ? undefined : promise.failure),
  });
  return promise;
}

import { testScope } from '../mocks/test-scope';
import { notePromised } from '../promised-executions';
import { startedInTest } from './started-in-test';
import { watchingSwallowed } from './swallowed-error';

/**
 * Runs an execution, and has its test wait for it when the test ends before it does: nobody awaits it then, and what goes wrong in it fails that test.
 */
export function awaitedByTest<Result>(run: () => Promise<Result>): Promise<Result> {
  if (testScope.concurrentTest !== undefined) startedInTest.noteConcurrent();
  else if (startedInTest.watches) return notePromised(watched(run));
  return notePromised(run());
}

function watched<Result>(run: () => Promise<Result>): Promise<Result> {
  let forgotten: { readonly error: unknown } | undefined;
  const settled = startedInTest.addPromised({
    finish: () =>
      promise.then(
        () => undefined,
        (error: unknown) => {
          forgotten = { error };
        },
      ),
    untold: () => forgotten,
  });
  const promise = run().finally(settled);
  return watchingSwallowed(promise, (error) => startedInTest.add({ finish: () => undefined, untold: () => ({ error }) }));
}

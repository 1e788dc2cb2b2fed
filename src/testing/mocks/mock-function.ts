import { isPromise, type JsonValue } from '../../asl';
import { copyJson, type TaskCall } from '../../interpreter';
import { UsageError } from '../usage-error';

/** Tells a mock function of jest or vitest. */
export function isMockFunction(value: unknown): boolean {
  return typeof value === 'function' && (value as { _isMockFunction?: unknown })._isMockFunction === true;
}

/** What a mock function answers. It gets a copy of the call: jest keeps what it is given, and a test may change it. */
export function callMockFunction(mock: unknown, call: TaskCall): unknown {
  const { state, resource, attempt, branch, taskToken } = call;
  const input = copyJson(call.input);
  const context = copyJson(call.context);
  const copy: TaskCall = { state, resource, input, attempt, branch, context, ...(taskToken === undefined ? {} : { taskToken }) };
  return (mock as (input: JsonValue, call: TaskCall) => unknown)(input, copy);
}

/** Throws a usage error for a mock function that answers nothing, where it has no implementation that could. */
export function requireImplementation(mock: unknown, { state }: TaskCall, method: string): void {
  if (!isMockFunction(mock) || hasImplementation(mock)) return;
  throw new UsageError(
    `State "${state}": the mock function in ${method} has no implementation, and would answer undefined.`,
    `give it one where it is made, jest.fn(() => ({ … })). ${WHO_TAKES_IT}`,
  );
}

/**
 * Looks at what a mock function gives as a Lambda handler, to which undefined is an answer: throws a usage error when it has lost its implementation, or has
 * no more answers. One that never had any is a handler that returns nothing.
 */
export function watchedHandler(handler: object): (given: unknown, call: TaskCall) => void {
  if (!isMockFunction(handler)) return () => undefined;
  const hadImplementation = hasImplementation(handler);
  const note = (answered: unknown): void => {
    if (answered !== undefined) haveAnswered.add(handler);
  };
  return (given, call) => {
    if (isPromise(given)) given.then(note, () => undefined);
    else note(given);
    if (given !== undefined) return;
    if (hadImplementation) requireImplementation(handler, call, '.run()');
    if (haveAnswered.has(handler) && !hasImplementation(handler))
      throw new UsageError(
        `State "${call.state}": the answers of the mock function in .run() are used up, and it would answer undefined.`,
        'add .mockResolvedValue({ … }) for the calls that follow.',
      );
  };
}

/** Mock functions that have given something as a handler. */
const haveAnswered = new WeakSet<object>();

const WHO_TAKES_IT = 'jest.resetAllMocks(), mockReset() and resetMocks: true take it away; jest.clearAllMocks() does not.';

function hasImplementation(mock: unknown): boolean {
  return (mock as { readonly getMockImplementation?: () => unknown }).getMockImplementation?.() !== undefined;
}

import { types } from 'node:util';
import { firstIn, isJsonObject, isPromise, type JsonValue, jsonFrom } from '../../asl';
import { isTaskError, type TaskCall, TaskError } from '../../interpreter';
import { crypto } from '../lazy-crypto';
import { taskKindOf } from '../machine-view/task-kind';
import { isUsageError, UsageError } from '../usage-error';
import { packageValue } from './answer-value';
import { isExpectation } from './is-expectation';
import { lambdaEvent } from './raw-result';

/** A Lambda handler of any signature: `(event, context, callback)`, async, sync or by callback. */
export type LambdaHandler = (event: never, context: never, callback: never) => unknown;

type LambdaFunction = (event: unknown, context: unknown, callback: (error?: unknown, result?: unknown) => void) => unknown;

/**
 * Calls a real Lambda handler with the event the task sends, and gives its result as Lambda's JSON does (a Date becomes text,
 * nothing becomes null). What it throws fails the attempt the way a Lambda function's error does; a {@link TaskError} as it is.
 *
 * @param look called with what the handler returns: may throw a usage error
 */
export function runLambdaHandler(
  handler: LambdaHandler,
  call: TaskCall,
  look: (given: unknown, call: TaskCall) => void,
): JsonValue | Promise<JsonValue> {
  const event = JSON.parse(JSON.stringify(lambdaEvent(call))) as unknown;
  let calledBack: { readonly error?: unknown; readonly result?: unknown } | undefined;
  let notify: (() => void) | undefined;
  const callback = (error?: unknown, result?: unknown): void => {
    calledBack ??= { error, result };
    notify?.();
  };
  const settle = (): JsonValue => {
    if (calledBack?.error !== undefined && calledBack.error !== null) throw lambdaError(calledBack.error);
    return lambdaJson(call, calledBack?.result);
  };
  let returned: unknown;
  try {
    returned = (handler as LambdaFunction)(event, lambdaContext(call, callback), callback);
  } catch (thrown) {
    throw lambdaError(thrown);
  }
  look(returned, call);
  if (isPromise(returned)) {
    return Promise.resolve(returned).then(
      (result) => lambdaJson(call, result),
      (thrown: unknown) => {
        throw lambdaError(thrown);
      },
    );
  }
  if (calledBack !== undefined) return settle();
  // Three parameters and nothing returned: a handler that answers by its callback, later.
  if (returned === undefined && handler.length >= 3) {
    return new Promise<void>((resolve) => {
      notify = resolve;
    }).then(settle);
  }
  return lambdaJson(call, returned);
}

/** What Node's Lambda runtime reports for a thrown value: `errorType` is the name that Retry and Catch match. It never reports what the test itself expects. */
function lambdaError(thrown: unknown): Error {
  if (isUsageError(thrown) || isExpectation(thrown) || (isTaskError(thrown) && 'error' in thrown)) return thrown;
  const report = errorReport(thrown);
  // Node's runtime writes its error report compactly; AWS passes it on as it is.
  return new TaskError(report.errorType, JSON.stringify(report));
}

function errorReport(thrown: unknown): { errorType: string; errorMessage: string; trace: string[] } {
  if (types.isNativeError(thrown) || (typeof thrown === 'object' && thrown !== null && 'name' in thrown && 'message' in thrown)) {
    const { name, message, stack } = thrown as Error;
    return { errorType: String(name), errorMessage: String(message), trace: String(stack ?? '').split('\n') };
  }
  return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
}

function lambdaJson(call: TaskCall, result: unknown): JsonValue {
  const own = packageValue(result);
  if (own !== undefined)
    throw new UsageError(
      `State "${call.state}": the handler in .run() gave ${own}, which a Lambda function cannot send.`,
      'return plain data and say the rest in the chain, .run(handler).after({ seconds: 30 }), or answer by a function: .returns((call) => delayed(30, () => result)).',
    );
  if (isTaskError(result))
    throw new UsageError(
      `State "${call.state}": the handler in .run() gave a TaskError as its result, so that the task would succeed.`,
      'throw it: throw new TaskError(error, cause).',
    );
  try {
    const text = JSON.stringify(result === undefined ? null : result) as string | undefined;
    return text === undefined ? null : jsonFrom(text);
  } catch (error) {
    const told = error instanceof Error ? firstIn(error.message.split('\n')) : String(error);
    const why = /call stack/.test(told) ? 'it nests too deeply' : told;
    throw new UsageError(
      `State "${call.state}": the handler's result cannot be sent as JSON: ${why}.`,
      'return plain data from the handler.',
      {
        cause: error,
      },
    );
  }
}

/** The context object that Node's runtime passes, as far as it can be known here. */
function lambdaContext(call: TaskCall, callback: (error?: unknown, result?: unknown) => void): Readonly<Record<string, unknown>> {
  const target = functionNameOf(call);
  const functionName = /:function:([^:]+)/.exec(target)?.[1] ?? target;
  return {
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: target.startsWith('arn:') ? target : `arn:aws:lambda:us-east-1:111111111111:function:${functionName}`,
    memoryLimitInMB: '128',
    awsRequestId: requestId(call),
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: 'drystep',
    callbackWaitsForEmptyEventLoop: true,
    // Lambda's longest timeout: virtual time stands while a handler runs.
    getRemainingTimeInMillis: () => 900_000,
    done: callback,
    fail: (error: unknown) => callback(error ?? new Error('failed')),
    succeed: (result: unknown) => callback(undefined, result),
  };
}

/** Made from the call, so that equal executions see equal ids. */
function requestId({ context, state, attempt, branch }: TaskCall): string {
  const execution = isJsonObject(context.Execution) ? context.Execution.Id : undefined;
  const place = branch.map((step) => `${step.state}/${step.index}/${step.run}`).join('/');
  const hex = crypto()
    .createHash('sha256')
    .update(JSON.stringify([execution, place, state, attempt, context.State]))
    .digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function functionNameOf({ resource, input, state }: TaskCall): string {
  if (taskKindOf(resource) === 'lambdaArn') return resource;
  const name = isJsonObject(input) ? input.FunctionName : undefined;
  return typeof name === 'string' ? name : state;
}

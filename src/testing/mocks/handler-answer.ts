import { isPromise, isServiceResource, type JsonValue, parseResource } from '../../asl';
import { parked, type TaskAnswer, type TaskCall } from '../../interpreter';
import { type LambdaHandler, runLambdaHandler } from './lambda-handler';
import { watchedHandler } from './mock-function';
import { wrapPayload } from './raw-result';

/** What answers calls by a real Lambda handler, wrapped as the task's resource wraps it; behind a task token its function has only taken the request. */
export function handlerAnswer(handler: LambdaHandler): (call: TaskCall) => TaskAnswer | Promise<TaskAnswer> {
  const look = watchedHandler(handler);
  return (call) => answerOf(handler, call, look);
}

function answerOf(
  handler: LambdaHandler,
  call: TaskCall,
  look: (given: unknown, call: TaskCall) => void,
): TaskAnswer | Promise<TaskAnswer> {
  const finish = (payload: JsonValue): TaskAnswer => {
    const called = parseResource(call.resource);
    if (isServiceResource(called) && called.pattern === 'waitForCallback')
      return parked(wrapPayload({ resource: call.resource.slice(0, -`.${called.suffix}`.length) }, payload));
    return wrapPayload(call, payload);
  };
  const result = runLambdaHandler(handler, call, look);
  return isPromise(result) ? Promise.resolve(result).then(finish) : finish(result);
}

import type { JsonObject, JsonValue } from '../../asl';
import type { RootExecution } from '../service/execution-record';
import type { Service } from '../service/service';
import { invalidToken, ServiceProblem } from '../service-problem';
import { type OperationHandler, optionalText, textOf } from './operation';
import { readPayload } from './payload-text';

/** Does something with the execution that waits for a token, and moves it on. Throws TaskTimedOut, TaskDoesNotExist, InvalidToken. */
function withHolder(service: Service, request: JsonObject, act: (record: RootExecution, taskToken: string) => void): JsonObject {
  const taskToken = textOf(request, 'taskToken');
  const known = service.holderOf(taskToken);
  for (const record of known === undefined ? service.executions.roots() : [known]) {
    try {
      act(record, taskToken);
    } catch (error) {
      // A token that the engine gave out itself, to the child that a callback started, is found by asking.
      if (known === undefined && (error as Error).name === 'TaskDoesNotExist') continue;
      throw error;
    }
    service.driver.move(record);
    return {};
  }
  if (!/^[A-Za-z0-9+/]{16,}={0,2}$/.test(taskToken)) throw invalidToken();
  throw new ServiceProblem('TaskDoesNotExist', "Task Does Not Exist: 'Provided task does not exist'");
}

export const SendTaskSuccess: OperationHandler = (service, request) => {
  const read = readPayload(textOf(request, 'output'));
  if ('problem' in read) throw new ServiceProblem('InvalidOutput', `Invalid Output: '${read.problem}'`);
  return withHolder(service, request, ({ execution }, taskToken) => execution.sendTaskSuccess(taskToken, read.value as JsonValue));
};

export const SendTaskFailure: OperationHandler = (service, request) =>
  withHolder(service, request, ({ execution }, taskToken) =>
    execution.sendTaskFailure(taskToken, optionalText(request, 'error'), optionalText(request, 'cause')),
  );

export const SendTaskHeartbeat: OperationHandler = (service, request) =>
  withHolder(service, request, ({ execution }, taskToken) => execution.sendTaskHeartbeat(taskToken));

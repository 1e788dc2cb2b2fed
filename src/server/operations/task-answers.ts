import type { JsonObject } from '../../asl';
import { executionOfToken } from '../../interpreter';
import type { RootExecution } from '../service/execution-record';
import type { Service } from '../service/service';
import { invalidToken, ServiceProblem } from '../service-problem';
import { runOfChild } from './find-map-run';
import { type OperationHandler, optionalText, requestText } from './operation';
import { readPayload } from './payload-text';

/** Whose engine gave a token out itself, to the child that a callback started: the token names the execution. */
function issuerOf(service: Service, taskToken: string): RootExecution | undefined {
  const arn = executionOfToken(taskToken);
  if (arn === undefined) return undefined;
  return (service.executions.get(arn) ?? (arn.includes('/') ? runOfChild(service, arn)?.parent : undefined))?.root;
}

/** Does something with the execution that waits for a token, and moves it on. Throws TaskTimedOut, TaskDoesNotExist, InvalidToken. */
function withHolder(service: Service, request: JsonObject, act: (record: RootExecution, taskToken: string) => void): JsonObject {
  const taskToken = requestText(request, 'taskToken');
  const record = service.holderOf(taskToken) ?? issuerOf(service, taskToken);
  if (record !== undefined) {
    service.driver.reach(record);
    act(record, taskToken);
    service.driver.move(record);
    return {};
  }
  if (!/^[A-Za-z0-9+/]{16,}={0,2}$/.test(taskToken)) throw invalidToken();
  throw new ServiceProblem('TaskDoesNotExist', "Task Does Not Exist: 'Provided task does not exist'");
}

export const SendTaskSuccess: OperationHandler = (service, request) => {
  const read = readPayload(requestText(request, 'output'));
  if ('problem' in read) throw new ServiceProblem('InvalidOutput', `Invalid Output: '${read.problem}'`);
  return withHolder(service, request, ({ execution }, taskToken) => execution.sendTaskSuccess(taskToken, read.value));
};

export const SendTaskFailure: OperationHandler = (service, request) =>
  withHolder(service, request, ({ execution }, taskToken) =>
    execution.sendTaskFailure(taskToken, optionalText(request, 'error'), optionalText(request, 'cause')),
  );

export const SendTaskHeartbeat: OperationHandler = (service, request) =>
  withHolder(service, request, ({ execution }, taskToken) => execution.sendTaskHeartbeat(taskToken));

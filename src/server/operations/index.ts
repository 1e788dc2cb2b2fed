import { type JsonObject, nearestName } from '../../asl';
import { checkRequest } from '../requests/check-request';
import { type Operation, REQUEST_SHAPES } from '../requests/request-shapes';
import type { Service } from '../service/service';
import { CreateActivity, DeleteActivity, DescribeActivity, GetActivityTask, ListActivities } from './activities';
import {
  CreateStateMachineAlias,
  DeleteStateMachineAlias,
  DescribeStateMachineAlias,
  ListStateMachineAliases,
  UpdateStateMachineAlias,
} from './aliases';
import { Advance, Clock, SkipToNext } from './clock';
import {
  DescribeExecution,
  DescribeStateMachineForExecution,
  GetExecutionHistory,
  ListExecutions,
  RedriveExecution,
  StopExecution,
} from './executions';
import { CreateStateMachine, DeleteStateMachine, DescribeStateMachine, ListStateMachines, UpdateStateMachine } from './machines';
import { DescribeMapRun, ListMapRuns, UpdateMapRun } from './map-runs';
import type { OperationHandler, RequestScene } from './operation';
import { StartExecution, StartSyncExecution } from './start';
import { ListTagsForResource, TagResource, UntagResource } from './tags';
import { SendTaskFailure, SendTaskHeartbeat, SendTaskSuccess } from './task-answers';
import { TestState, ValidateStateMachineDefinition } from './validation';
import { DeleteStateMachineVersion, ListStateMachineVersions, PublishStateMachineVersion } from './versions';

/** The operations of the service by name. Not recorded: what GetActivityTask gives, ListActivities, RedriveExecution, the answers to tokens and UpdateMapRun. */
export const OPERATIONS: Readonly<Record<Operation, OperationHandler>> = {
  CreateActivity,
  CreateStateMachine,
  CreateStateMachineAlias,
  DeleteActivity,
  DeleteStateMachine,
  DeleteStateMachineAlias,
  DeleteStateMachineVersion,
  DescribeActivity,
  DescribeExecution,
  DescribeMapRun,
  DescribeStateMachine,
  DescribeStateMachineAlias,
  DescribeStateMachineForExecution,
  GetActivityTask,
  GetExecutionHistory,
  ListActivities,
  ListExecutions,
  ListMapRuns,
  ListStateMachineAliases,
  ListStateMachineVersions,
  ListStateMachines,
  ListTagsForResource,
  PublishStateMachineVersion,
  RedriveExecution,
  SendTaskFailure,
  SendTaskHeartbeat,
  SendTaskSuccess,
  StartExecution,
  StartSyncExecution,
  StopExecution,
  TagResource,
  TestState,
  UntagResource,
  UpdateMapRun,
  UpdateStateMachine,
  UpdateStateMachineAlias,
  ValidateStateMachineDefinition,
};

/** Operations of our own, under their own prefix: they move the time of a server. */
const EXTENSIONS: Readonly<Record<string, OperationHandler>> = { Advance, Clock, SkipToNext };

/** Answers the operation that a target names; undefined where it names none. */
export function answerTarget(
  service: Service,
  target: string,
  request: JsonObject,
  scene: RequestScene,
): JsonObject | Promise<JsonObject> | undefined {
  const [prefix, name = ''] = target.split('.');
  if (prefix === 'Drystep' && Object.hasOwn(EXTENSIONS, name)) return EXTENSIONS[name]!(service, request, scene);
  if (prefix !== 'AWSStepFunctions' || !Object.hasOwn(OPERATIONS, name)) return undefined;
  return callOperation(service, name as Operation, request, scene);
}

/** Says of a target that `answerTarget` does not know what is near it. */
export function unknownTarget(target: string): string {
  const known = [
    ...Object.keys(OPERATIONS).map((name) => `AWSStepFunctions.${name}`),
    ...Object.keys(EXTENSIONS).map((name) => `Drystep.${name}`),
  ];
  const near = nearestName(target, known);
  const hint = near === undefined ? 'Hint: it answers those of AWS Step Functions, AWSStepFunctions.*.' : `Hint: did you mean ${near}?`;
  return `This server does not have the operation ${JSON.stringify(target)}. ${hint}`;
}

/** Checks a request against the service's model, and answers it. */
export function callOperation(
  service: Service,
  operation: Operation,
  request: JsonObject,
  scene: RequestScene,
): JsonObject | Promise<JsonObject> {
  return OPERATIONS[operation](service, checkRequest(request, REQUEST_SHAPES[operation]), scene);
}

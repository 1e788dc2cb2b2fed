import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, ownKey } from '../../asl';

type Addition = (parameters: JsonObject) => JsonObject;

/**
 * What Step Functions adds to the parameters of a job that it waits for, seen in `TaskScheduled`. Known from LocalStack's integrations,
 * which compares itself with the service; a Batch job that tells of its start shows the variable. What it adds for other services is not
 * known, and `states:startExecution` gets nothing (recorded).
 */
const ADDITIONS: Readonly<Record<string, Addition | undefined>> = {
  'ecs:runTask.sync': (parameters) => ({ ...parameters, StartedBy: 'AWS Step Functions' }),
  'batch:submitJob.sync': withManagedBy,
};

/** The parameters of a task as they are sent. */
export function sentParameters(service: string, action: string, parameters: JsonValue): JsonValue {
  const add = ADDITIONS[`${service}:${action}`];
  return add === undefined || !isJsonObject(parameters) ? parameters : add(parameters);
}

function withManagedBy(parameters: JsonObject): JsonObject {
  const given = ownKey(parameters, 'ContainerOverrides');
  const overrides: JsonObject = isJsonObject(given) ? given : {};
  const environment = ownKey(overrides, 'Environment');
  const variables: readonly JsonValue[] = isJsonArray(environment) ? environment : [];
  const added = { name: 'MANAGED_BY_AWS', value: 'STARTED_BY_STEP_FUNCTIONS' };
  return { ...parameters, ContainerOverrides: { ...overrides, Environment: [...variables, added] } };
}

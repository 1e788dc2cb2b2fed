import { execute, type JsonValue, type TaskCall } from 'drystep/interpreter';

// LocalStack's integrations of ECS and Batch, which compare themselves with the service. Nothing is added for states:startExecution
// (recorded: sfn_start_execution_sync).

async function scheduled(resource: string, parameters: JsonValue): Promise<{ recorded: unknown; asked: unknown }> {
  const machine = {
    StartAt: 'Job',
    States: { Job: { Type: 'Task', Resource: `arn:aws:states:::${resource}`, Parameters: parameters, End: true } },
  };
  let asked: unknown;
  const tasks = (call: TaskCall): JsonValue => {
    asked = call.input;
    return {};
  };
  const { history } = await execute(machine, { tasks });
  const details = history.find(({ type }) => type === 'TaskScheduled')?.taskScheduledEventDetails;
  return { recorded: JSON.parse(details?.parameters ?? 'null'), asked };
}

const task = { TaskDefinition: 't', Cluster: 'c' };
const job = { JobName: 'j', JobDefinition: 'd', JobQueue: 'q' };
const managed = { name: 'MANAGED_BY_AWS', value: 'STARTED_BY_STEP_FUNCTIONS' };

test.each<[resource: string, parameters: JsonValue, recorded: JsonValue]>([
  ['ecs:runTask.sync', task, { ...task, StartedBy: 'AWS Step Functions' }],
  ['ecs:runTask', task, task],
  ['batch:submitJob.sync', job, { ...job, ContainerOverrides: { Environment: [managed] } }],
  [
    'batch:submitJob.sync',
    { ...job, ContainerOverrides: { Vcpus: 1, Environment: [{ Name: 'A', Value: 'b' }] } },
    { ...job, ContainerOverrides: { Vcpus: 1, Environment: [{ Name: 'A', Value: 'b' }, managed] } },
  ],
  ['batch:submitJob', job, job],
  ['glue:startJobRun.sync', { JobName: 'j' }, { JobName: 'j' }],
])('%s with %j is scheduled with what Step Functions adds', async (resource, parameters, recorded) => {
  const seen = await scheduled(resource, parameters);

  expect(seen).toEqual({ recorded, asked: parameters });
});

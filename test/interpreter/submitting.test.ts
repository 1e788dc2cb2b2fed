import { execute, parked, start as startExecution, submitted, type TaskAnswer, TaskError } from 'drystep/interpreter';

// TaskSubmitFailed with Batch.ServerException for submitJob.sync: as users report it of the service. A failure behind TaskSubmitted: recorded
// (callback.start_execution_sync_delegate_failure, callback.sqs_failure_in_wait_for_task_tok_no_error_field).

const task = (resource: string, Parameters: object = {}) => ({
  StartAt: 'Do',
  States: { Do: { Type: 'Task', Resource: `arn:aws:states:::${resource}`, Parameters, End: true } },
});

const throwing =
  (...error: ConstructorParameters<typeof TaskError>) =>
  (): TaskAnswer => {
    throw new TaskError(...error);
  };

async function eventsOf(definition: object, options: Parameters<typeof execute>[1]) {
  const { history } = await execute(definition, options);
  return history.slice(2, -1).map(({ type }) => type);
}

test.each([
  ['batch:submitJob.sync', 'Batch.ServerException'],
  ['ecs:runTask.sync', 'AmazonECS.ClientException'],
  ['aws-sdk:sqs:sendMessage.waitForTaskToken', 'Sqs.QueueDoesNotExistException'],
  ['lambda:invoke.waitForTaskToken', 'Lambda.ServiceException'],
  ['states:startExecution.sync:2', 'StepFunctions.StateMachineDoesNotExistException'],
])('Task: %s whose service fails with %s was not submitted', async (resource, error) => {
  const { history } = await execute(task(resource), { tasks: throwing(error, 'no') });

  const failed = history.find(({ type }) => type === 'TaskSubmitFailed');
  expect(history.slice(2, -1).map(({ type }) => type)).toEqual(['TaskScheduled', 'TaskStarted', 'TaskSubmitFailed']);
  expect(failed?.taskSubmitFailedEventDetails).toEqual({
    resource: resource.slice(resource.lastIndexOf(':', resource.indexOf('.')) + 1),
    resourceType: resource.slice(0, resource.lastIndexOf(':', resource.indexOf('.'))),
    error,
    cause: 'no',
  });
});

test.each([
  ['batch:submitJob.sync', 'States.TaskFailed'],
  ['glue:startJobRun.sync', 'JobFailed'],
  ['sqs:sendMessage.waitForTaskToken', 'Orders.Refused'],
  ['lambda:invoke.waitForTaskToken', undefined],
])('Task: %s that fails with %s had been submitted', async (resource, error) => {
  expect(await eventsOf(task(resource), { tasks: throwing(error) })).toEqual([
    'TaskScheduled',
    'TaskStarted',
    'TaskSubmitted',
    'TaskFailed',
  ]);
});

test('Task: one without a job is never submitted', async () => {
  expect(await eventsOf(task('sqs:sendMessage'), { tasks: throwing('Sqs.SqsException') })).toEqual([
    'TaskScheduled',
    'TaskStarted',
    'TaskFailed',
  ]);
});

test('Task: a handler may say at which point it failed', async () => {
  const refused = await eventsOf(task('glue:startJobRun.sync'), { tasks: throwing('Busy', undefined, 'submit') });
  const failed = await eventsOf(task('glue:startJobRun.sync'), { tasks: throwing('Glue.JobRunFailed', undefined, 'run') });
  const both = await eventsOf(task('glue:startJobRun.sync'), {
    tasks: () => submitted({ JobRunId: 'j' }, () => throwing('Glue.X')() as never),
  });

  expect([refused.at(-1), failed.at(-1), both.at(-1)]).toEqual(['TaskSubmitFailed', 'TaskFailed', 'TaskFailed']);
});

test('Task: a retrier tries the request again', async () => {
  const machine = task('batch:submitJob.sync');
  Object.assign(machine.States.Do, { Retry: [{ ErrorEquals: ['Batch.ServerException'] }] });

  const types = await eventsOf(machine, { tasks: ({ attempt }) => (attempt === 0 ? throwing('Batch.ServerException')() : { JobId: 'j' }) });

  expect(types).toEqual([
    'TaskScheduled',
    'TaskStarted',
    'TaskSubmitFailed',
    'TaskScheduled',
    'TaskStarted',
    'TaskSubmitted',
    'TaskSucceeded',
    'TaskStateExited',
  ]);
});

test('Task: an execution whose name is taken was not started', async () => {
  const arn = 'arn:aws:states:us-east-1:111111111111:stateMachine:Inner';
  const start = { Type: 'Task', Resource: 'arn:aws:states:::states:startExecution.sync', Parameters: { StateMachineArn: arn, Name: 'n' } };
  const machine = { StartAt: 'One', States: { One: { ...start, Next: 'Two' }, Two: { ...start, End: true } } };
  const inner = { StartAt: 'Done', States: { Done: { Type: 'Succeed' } } };

  const { history } = await execute(machine, { machines: { Inner: { definition: inner } } });

  expect(history.at(-2)).toMatchObject({
    type: 'TaskSubmitFailed',
    taskSubmitFailedEventDetails: { error: 'StepFunctions.ExecutionAlreadyExistsException' },
  });
});

test('Task: a token that is answered with an error of the service itself is not a failed request', () => {
  const execution = startExecution(task('sqs:sendMessage.waitForTaskToken'), { tasks: () => parked() });
  execution.pump();

  execution.pending[0]?.fail('SQS.SqsException');
  execution.pump();

  expect(execution.history.at(-2)?.type).toBe('TaskFailed');
});

test('Task: fails when the handler of a request without a job says that it was submitted', async () => {
  await expect(execute(task('sqs:sendMessage'), { tasks: () => submitted({}, () => ({})) })).rejects.toThrow(
    'Task "Do" at /States/Do: expected a result, received submitted(). Hint: only .sync tasks and callbacks submit; answer with the result.',
  );
});

import { execute, parked } from 'drystep/interpreter';
import { worked } from '../../src/interpreter';

const region = {
  Type: 'Task',
  End: true,
  TimeoutSeconds: 30,
  HeartbeatSeconds: 10,
  Credentials: { RoleArn: 'arn:aws:iam::111111111111:role/r' },
};

async function scheduled(Resource: string, answer: unknown) {
  const { history } = await execute({ StartAt: 'T', States: { T: { ...region, Resource } } }, { input: {}, tasks: () => answer as never });
  const event = history.find(({ type }) => type.endsWith('Scheduled'));
  return Object.entries(event ?? {}).find(([key]) => key.endsWith('ScheduledEventDetails'))?.[1];
}

test('LambdaFunctionScheduled holds the timeout and the credentials, and no heartbeat', async () => {
  expect(await scheduled('arn:aws:lambda:us-east-1:111111111111:function:work', 1)).toEqual({
    resource: 'arn:aws:lambda:us-east-1:111111111111:function:work',
    input: '{}',
    inputDetails: { truncated: false },
    timeoutInSeconds: 30,
    taskCredentials: { roleArn: 'arn:aws:iam::111111111111:role/r' },
  });
});

test('ActivityScheduled holds timeout and heartbeat, and no credentials', async () => {
  expect(await scheduled('arn:aws:states:us-east-1:111111111111:activity:work', worked('w'))).toEqual({
    resource: 'arn:aws:states:us-east-1:111111111111:activity:work',
    input: '{}',
    inputDetails: { truncated: false },
    timeoutInSeconds: 30,
    heartbeatInSeconds: 10,
  });
});

test('TaskScheduled holds all three', async () => {
  expect(await scheduled('arn:aws:states:::sqs:sendMessage.waitForTaskToken', parked())).toEqual({
    resource: 'sendMessage.waitForTaskToken',
    resourceType: 'sqs',
    region: 'us-east-1',
    parameters: '{}',
    timeoutInSeconds: 30,
    heartbeatInSeconds: 10,
    taskCredentials: { roleArn: 'arn:aws:iam::111111111111:role/r' },
  });
});

test('A distributed Map that a failing sibling stops leaves MapStateAborted and MapRunAborted', async () => {
  const task = (name: string) => ({
    StartAt: name,
    States: { [name]: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', End: true } },
  });
  const processor = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...task('Ask') };
  const { history } = await execute(
    {
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'Each', States: { Each: { Type: 'Map', ItemProcessor: processor, End: true } } },
            { StartAt: 'Pause', States: { Pause: { Type: 'Wait', Seconds: 1, Next: 'Stop' }, Stop: { Type: 'Fail' } } },
          ],
          End: true,
        },
      },
    },
    { input: [1], tasks: () => parked() },
  );

  expect(history.map(({ type }) => type).filter((type) => type.endsWith('Aborted'))).toEqual(['MapStateAborted', 'MapRunAborted']);
});

// Runs alone: it reads what is told when the file ends.
import 'drystep/jest';
import { testMachine } from 'drystep/testing';
import type { JsonValue } from '../../../src/asl';
import { fileHints } from '../../../src/testing/mocks/file-hints';
import { chain } from '../fixtures/asl';

function asking(call: string) {
  return testMachine(chain({ Ask: { Type: 'Task', Resource: `arn:aws:states:::${call}`, Parameters: {} } }), 'Asking');
}

function strictly(call: string, answer: JsonValue) {
  const machine = asking(call);
  machine.mock('Ask').returns(answer);
  return machine.execute({}, { answers: 'STRICT' });
}

const EXECUTION = {
  ExecutionArn: 'arn:aws:states:us-east-1:111111111111:execution:Child:one',
  StateMachineArn: 'arn:aws:states:us-east-1:111111111111:stateMachine:Child',
  StartDate: 1638296005295,
  Status: 'SUCCEEDED',
};
const BATCH_JOB = { JobId: 'j-1', JobName: 'n', JobQueue: 'q', JobDefinition: 'd', StartedAt: 1638296005295 };

// Recorded for ECS (TaskSucceeded of runTask.sync); published outputs and samples of AWS for the others.
describe('A job answers with its own description', () => {
  test.each<[string, JsonValue]>([
    ['ecs:runTask.sync', { TaskArn: 'arn', LastStatus: 'STOPPED', StoppedAt: 1638296005295, Containers: [{ Name: 'c', ExitCode: 0 }] }],
    ['batch:submitJob.sync', { ...BATCH_JOB, Status: 'SUCCEEDED', Container: { ExitCode: 0 } }],
    ['glue:startJobRun.sync', { Id: 'jr_1', JobName: 'n', JobRunState: 'SUCCEEDED', CompletedOn: 1638296059130 }],
    ['codebuild:startBuild.sync', { Build: { Id: 'b', BuildStatus: 'SUCCEEDED' } }],
    ['elasticmapreduce:createCluster.sync', { ClusterId: 'c-1', Cluster: { Id: 'c-1' } }],
    ['athena:startQueryExecution.sync', { QueryExecution: { QueryExecutionId: 'q', Status: { State: 'SUCCEEDED' } } }],
    ['states:startExecution.sync', { ...EXECUTION, Output: '{"a":1}' }],
    ['states:startExecution.sync:2', { ...EXECUTION, Output: { a: 1 } }],
  ])('%s', async (call, answer) => {
    expect(await strictly(call, answer)).toSucceedWith(answer);
  });

  test.each<[string, JsonValue, string]>([
    ['ecs:runTask.sync', { Tasks: [{ TaskArn: 'arn' }], Failures: [] }, "'Tasks'"],
    ['batch:submitJob.sync', { Jobs: [{ ...BATCH_JOB, Status: 'SUCCEEDED' }] }, "'JobName' is missing"],
    ['glue:startJobRun.sync', { JobRun: { Id: 'jr_1' } }, "'JobRun'"],
    ['glue:startJobRun.sync', { Id: 7 }, "'Id' must be a string"],
    ['codebuild:startBuild.sync', { Builds: [{ Id: 'b' }] }, "'Builds' is not part of the answer, did you mean 'Build'?"],
    ['ecs:runTask', { TaskArn: 'arn' }, "'TaskArn'"],
    ['states:startExecution.sync', { ...EXECUTION, Output: { a: 1 } }, "'Output' must be a string"],
    ['http:invoke', { Body: 21, StatusCode: 200 }, "'Body'"],
    ['apigateway:invoke', { responseBody: {} }, "write 'ResponseBody': fields begin with a capital."],
    ['lambda:invoke', null, 'must be a JSON object. Hint'],
  ])('fails when %s answers %j', async (call, answer, said) => {
    await expect(strictly(call, answer)).rejects.toThrow(said);
  });
});

describe('A failure is not an answer', () => {
  const failures: [string, JsonValue, string][] = [
    ['batch:submitJob.sync', { ...BATCH_JOB, Status: 'FAILED' }, 'Field \'Status\' is "FAILED"'],
    ['batch:submitJob.sync', { ...BATCH_JOB, Status: 'SUBMITTED' }, 'waits until its job has ended'],
    ['glue:startJobRun.sync', { JobRunState: 'TIMEOUT' }, 'Field \'JobRunState\' is "TIMEOUT"'],
    ['codebuild:startBuild.sync', { Build: { BuildStatus: 'FAULT' } }, 'Field \'Build.BuildStatus\' is "FAULT"'],
    ['states:startExecution.sync:2', { ...EXECUTION, Status: 'ABORTED' }, "Hint: write .fails('States.TaskFailed', cause)."],
    ['states:startExecution.sync:2', { ...EXECUTION, Output: '{"a":1}' }, '.sync:2 gives the JSON itself'],
    ['bedrock:createModelCustomizationJob.sync', { JobArn: 'arn', Status: 'Failed' }, 'Field \'Status\' is "Failed"'],
    ['emr-containers:startJobRun.sync', { JobRun: { Id: 'r', State: 'FAILED' } }, 'Field \'JobRun.State\' is "FAILED"'],
    ['emr-serverless:startJobRun.sync', { JobRun: { JobRunId: 'r', State: 'CANCELLED' } }, 'Field \'JobRun.State\' is "CANCELLED"'],
    ['emr-serverless:startJobRun.sync', { JobRun: { JobRunId: 'r', State: 'SCHEDULED' } }, 'waits until its job has ended'],
    ['mediaconvert:createJob.sync', { Job: { Id: 'j', Status: 'ERROR' } }, 'Field \'Job.Status\' is "ERROR"'],
    ['mediaconvert:createJob.sync', { Job: { Id: 'j', Status: 'PROGRESSING' } }, 'waits until its job has ended'],
    ['sqs:sendMessage', { messageId: 'm' }, "Field 'messageId' is not part of the answer"],
    ['dynamodb:getItem', { item: { id: { S: 'a' } } }, "Hint: write 'Item': fields begin with a capital."],
    ['aws-sdk:s3:listBuckets', { buckets: [] }, "Hint: write 'Buckets'"],
    ['http:invoke', { degrees: 21 }, 'it is the body alone, and a response holds it in "ResponseBody"'],
    ['http:invoke', [21], 'Hint: write .returns({ StatusCode: 200, ResponseBody: … }).'],
    ['apigateway:invoke', { degrees: 21 }, 'it is the body alone'],
    ['lambda:invoke', { FunctionError: 'Unhandled', Payload: {} }, "Field 'FunctionError'"],
    ['lambda:invoke', { shipped: true }, 'it has "shipped" and no "Payload"'],
    ['events:putEvents', { FailedEntryCount: 1, Entries: [] }, "Hint: write .fails('EventBridge.FailedEntry')."],
    ['http:invoke', { StatusCode: 404 }, "Hint: write .fails('States.Http.StatusCode.404')."],
    ['apigateway:invoke', { StatusCode: 500 }, "Hint: write .fails('ApiGateway.500')."],
  ];

  test.each(failures)('fails when answers are STRICT: %s answers %j', async (call, answer, said) => {
    await expect(strictly(call, answer)).rejects.toThrow(said);
  });

  test.each(failures)('is told when the file ends: %s answers %j', async (call, answer, said) => {
    const machine = asking(call);
    machine.mock('Ask').returns(answer);

    expect(await machine.execute({})).toSucceedWith(answer);
    expect(fileHints.leaveFile()).toEqual([expect.stringContaining(said)]);
  });

  test.each<[string, JsonValue]>([
    ['emr-serverless:startJobRun.sync', { JobRun: { State: 'SUCCESS' } }],
    ['mediaconvert:createJob.sync', { Job: { Status: 'COMPLETE' } }],
    ['bedrock:createModelCustomizationJob.sync', { Status: 'Completed' }],
    ['http:invoke', {}],
    ['http:invoke', null],
    ['http:invoke', { ResponseBody: { statusCode: 404 } }],
    ['sqs:sendMessage', { MessageId: 'm', mine: 1 }],
    ['bedrock:invokeModel', { Body: { body: 1 }, ContentType: 'application/json' }],
    ['aws-sdk:glue:getJobRun', { JobRun: { JobRunState: 'FAILED' } }],
    ['aws-sdk:sfn:describeExecution', { Status: 'RUNNING' }],
    ['aws-sdk:lambda:invoke', { FunctionError: 'Unhandled', StatusCode: 200 }],
    ['events:putEvents', { FailedEntryCount: 0, Entries: [] }],
    ['lambda:invoke', { Payload: { statusCode: 404, FunctionError: 'none' }, StatusCode: 200 }],
    ['lambda:invoke', {}],
    ['lambda:invoke', { StatusCode: 202 }],
    ['glue:startJobRun', { JobRunId: 'jr_1', JobRunState: 'FAILED' }],
    ['states:startExecution.sync:2', { ...EXECUTION, Output: '{ by hand' }],
    ['states:startExecution.sync', { ...EXECUTION, Output: '{"a":1}' }],
  ])('but %s may answer %j', async (call, answer) => {
    const machine = asking(call);
    machine.mock('Ask').returns(answer);
    await machine.execute({});

    expect(fileHints.leaveFile()).toEqual([]);
  });
});

describe('An answer of lambda:invoke in the place of what the function returns', () => {
  const invoked = { StatusCode: 200, Payload: { shipped: true } };
  const optimised = 'arn:aws:states:::lambda:invoke';
  const byArn = 'arn:aws:lambda:us-east-1:111111111111:function:ship';
  type Mock = ReturnType<ReturnType<typeof testMachine>['mock']>;

  async function told(resource: string, answer: (mock: Mock) => void): Promise<readonly string[]> {
    const machine = testMachine(chain({ Ask: { Type: 'Task', Resource: resource, Parameters: {} } }), 'Asking');
    answer(machine.mock('Ask'));
    await machine.execute({});
    return fileHints.leaveFile();
  }

  test.each<[string, string, (mock: Mock) => void]>([
    ['by .returnsPayload()', optimised, (mock) => mock.returnsPayload(invoked)],
    ['by .run()', optimised, (mock) => mock.run(() => invoked)],
    ['by .returns() for a function that is called by its ARN', byArn, (mock) => mock.returns(invoked)],
  ])('is told when the file ends: %s', async (_, resource, answer) => {
    expect(await told(resource, answer)).toEqual([
      expect.stringMatching(
        /^State "Ask": its mock answers as lambda:invoke does, .* what the function returns, without StatusCode and Payload\.$/,
      ),
    ]);
  });

  test.each<[string, string, (mock: Mock) => void]>([
    ['what a function behind an API returns', optimised, (mock) => mock.returnsPayload({ statusCode: 200, body: '{}' })],
    ['the whole answer where it belongs', optimised, (mock) => mock.returns(invoked)],
    ['a status that a function returns', byArn, (mock) => mock.returns({ StatusCode: 200 })],
    ['what a callback sends', `${optimised}.waitForTaskToken`, (mock) => mock.returns(invoked)],
  ])('is not seen in %s', async (_, resource, answer) => {
    expect(await told(resource, answer)).toEqual([]);
  });
});

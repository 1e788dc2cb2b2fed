import type { JsonObject } from '../../src/asl';
import { validate } from '../../src/validator';
import { machineOf } from './machines';

const diagnosticsAfter = (task: object, path: string, next: object = {}): readonly { rule: string; hint?: string | undefined }[] =>
  validate(
    machineOf({ Type: 'Task', TimeoutSeconds: 5, Retry: [{ ErrorEquals: ['States.ALL'] }], ...task, Next: 'B' } as JsonObject, {
      B: { Type: 'Pass', InputPath: path, ...next, End: true } as JsonObject,
    }),
  ).diagnostics;
const rules = (...given: Parameters<typeof diagnosticsAfter>): string[] => diagnosticsAfter(...given).map(({ rule }) => rule);

const invoke = { Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f' } };
const send = { Resource: 'arn:aws:states:::sqs:sendMessage', Parameters: { QueueUrl: 'q', MessageBody: 'm' } };
const speak = { Resource: 'arn:aws:states:::aws-sdk:polly:getSpeechSynthesisTask', Parameters: { TaskId: 't' } };
const direct = { Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f' };

describe('validate: a result that drops the data that a later state reads', () => {
  test.each<[string, object, string]>([
    ['the answer of a function', invoke, '$.orderId'],
    ['the answer of a queue', send, '$.orderId'],
    ['the answer of an SDK call', speak, '$.orderId'],
    ['a field of the payload, without Payload', invoke, '$.body'],
  ])('%s', (_, task, path) => {
    expect(rules(task, path)).toEqual(['IMPOSSIBLE_PATH']);
  });

  test.each<[string, object, string]>([
    ['the payload', invoke, '$.Payload.orderId'],
    ['the identity of a message', send, '$.MessageId'],
    ['what is known of every call', send, '$.SdkHttpMetadata.HttpStatusCode'],
    ['a field of an SDK answer', speak, '$.SynthesisTask.TaskStatus'],
    [
      'an answer whose names the SDK spells in its own way',
      { Resource: 'arn:aws:states:::aws-sdk:s3:headObject', Parameters: { Bucket: 'b', Key: 'k' } },
      '$.SsekmsKeyId',
    ],
    ['data that is kept beside the result', { ...invoke, ResultPath: '$.result' }, '$.orderId'],
    ['data that is kept without the result', { ...invoke, ResultPath: null }, '$.orderId'],
    ['the payload as the output', { ...invoke, OutputPath: '$.Payload' }, '$.orderId'],
    ['a selected result', { ...invoke, ResultSelector: { 'orderId.$': '$.Payload.id' } }, '$.orderId'],
    ['a function called by its ARN', direct, '$.orderId'],
    ['what a job gives', { Resource: 'arn:aws:states:::ecs:runTask.sync', Parameters: { TaskDefinition: 't' } }, '$.orderId'],
    [
      'what a callback gives',
      { ...invoke, Resource: `${invoke.Resource}.waitForTaskToken`, Parameters: { FunctionName: 'f', 'Payload.$': '$$.Task.Token' } },
      '$.orderId',
    ],
  ])('says nothing of %s', (_, task, path) => {
    expect(rules(task, path)).toEqual([]);
  });

  test('says where the answer of a function stands', () => {
    expect(diagnosticsAfter(invoke, '$.orderId')[0]?.hint).toBe(
      'the answer of the earlier function is under "Payload" and replaces the input: give it "OutputPath": "$.Payload", or keep the input with "ResultPath"',
    );
  });

  test('says where the path ends when that is below the data', () => {
    const [found] = diagnosticsAfter({ ...invoke, ResultPath: '$.charge' }, '$.charge.receipt');

    expect(found).toMatchObject({ hint: 'the answer of the function is $.charge.Payload' });
    expect(found).toMatchObject({
      message: expect.stringMatching(/^State "B": "\$\.charge\.receipt" cannot be there: \$\.charge has "StatusCode", /),
    });
  });

  test('reports what fails first, and not what can only fail behind it', () => {
    const definition = machineOf(
      { ...invoke, Type: 'Task', TimeoutSeconds: 5, Retry: [{ ErrorEquals: ['States.ALL'] }], Next: 'B' },
      {
        B: { Type: 'Pass', InputPath: '$.orderId', ResultPath: '$.x', Next: 'C' },
        C: { Type: 'Pass', InputPath: '$.total', End: true },
      },
    );

    expect(validate(definition).diagnostics.map(({ pointer }) => pointer)).toEqual(['/States/B/InputPath']);
  });

  test('reports a place that several rules of a Choice ask for once', () => {
    const choices = ['a', 'b'].map((kind) => ({ Variable: '$.kind', StringEquals: kind, Next: 'D' }));
    const definition = machineOf(
      { ...invoke, Type: 'Task', TimeoutSeconds: 5, Retry: [{ ErrorEquals: ['States.ALL'] }], Next: 'C' },
      {
        C: { Type: 'Choice', Choices: choices, Default: 'D' },
        D: { Type: 'Succeed' },
      },
    );

    expect(validate(definition).diagnostics.map(({ pointer }) => pointer)).toEqual(['/States/C/Choices/0/Variable']);
  });
});

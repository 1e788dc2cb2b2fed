import type { JsonObject } from '../../src/asl';
import { validate } from '../../src/validator';
import { machineOf } from './machines';

const found = (definition: JsonObject): string[] =>
  validate(definition)
    .diagnostics.filter(({ rule }) => rule === 'FOREIGN_ERROR_NAME')
    .map(({ severity, pointer, hint }) => `${severity} ${pointer}: ${hint}`);

const task = (rest: string, fields: JsonObject = {}): JsonObject => ({
  Type: 'Task',
  Resource: rest.startsWith('arn:') ? rest : `arn:aws:states:::${rest}`,
  TimeoutSeconds: 5,
  End: true,
  ...fields,
});
const retry = (...names: string[]): JsonObject => ({ Retry: [{ ErrorEquals: names }] });
const around = (inner: JsonObject, fields: JsonObject): JsonObject => ({
  Type: 'Parallel',
  Branches: [{ StartAt: 'Inner', States: { Inner: inner } }],
  End: true,
  ...fields,
});

describe('FOREIGN_ERROR_NAME', () => {
  test('finds a retrier for errors as the other integration spells them', () => {
    expect(found(machineOf(task('dynamodb:getItem', retry('States.Timeout', 'DynamoDb.ThrottlingException'))) as JsonObject)).toEqual([
      'WARNING /States/A/Retry/0/ErrorEquals/1: write "DynamoDB.ThrottlingException"',
    ]);
  });

  test('finds a catcher for errors of another service', () => {
    const Catch = [{ ErrorEquals: ['SNS.NotFoundException'], Next: 'A' }];

    expect(found(machineOf(task('sqs:sendMessage', { Catch })) as JsonObject)).toEqual([
      'WARNING /States/A/Catch/0/ErrorEquals/0: name the errors of the service that is called',
    ]);
  });

  test('finds a retrier for errors as the SDK for Java calls the client of the service', () => {
    expect(found(machineOf(task('aws-sdk:lambda:invoke', retry('AWSLambda.TooManyRequestsException'))) as JsonObject)).toEqual([
      'WARNING /States/A/Retry/0/ErrorEquals/0: write "Lambda.TooManyRequestsException"',
    ]);
  });

  test('finds it around the states that fail', () => {
    const parallel = around(task('aws-sdk:dynamodb:query'), retry('DynamoDB.ThrottlingException'));

    expect(found(machineOf(parallel) as JsonObject)).toEqual([
      'WARNING /States/A/Retry/0/ErrorEquals/0: write "DynamoDb.ThrottlingException"',
    ]);
  });

  test.each<[string, JsonObject]>([
    ['errors of the service', task('dynamodb:getItem', retry('DynamoDB.ThrottlingException', 'States.TaskFailed'))],
    ['errors of a function', task('lambda:invoke', retry('MyApp.Error', 'DynamoDb.ThrottlingException', 'Lambda.Unknown'))],
    ['errors of a function by its ARN', task('arn:aws:lambda:us-east-1:123456789012:function:f', retry('DynamoDb.Busy'))],
    ['errors of whoever has the token', task('sqs:sendMessage.waitForTaskToken', retry('DynamoDb.Busy'))],
    ['errors of a worker', task('arn:aws:states:us-east-1:123456789012:activity:Review', retry('DynamoDb.Busy'))],
    ['errors of no service', task('dynamodb:getItem', retry('MyApp.Error'))],
    ['errors of a job', task('batch:submitJob.sync', retry('Batch.BatchException', 'States.TaskFailed'))],
    ['errors around a function', around(task('lambda:invoke'), retry('DynamoDb.Busy'))],
    ['errors around no task', around({ Type: 'Fail', Error: 'DynamoDb.Busy' }, retry('DynamoDb.Busy'))],
  ])('says nothing of %s', (_, state) => {
    expect(found(machineOf(state) as JsonObject)).toEqual([]);
  });
});

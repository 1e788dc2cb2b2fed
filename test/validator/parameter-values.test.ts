import type { JsonObject, JsonValue } from '../../src/asl';
import { validate } from '../../src/validator';
import { machineOf } from './machines';

function diagnosticsOf(call: string, parameters: JsonObject, state: JsonObject = {}) {
  return validate(
    machineOf({
      Type: 'Task',
      Resource: `arn:aws:states:::${call}`,
      Parameters: parameters,
      Retry: [{ ErrorEquals: ['States.ALL'] }],
      TimeoutSeconds: 30,
      End: true,
      ...state,
    }),
  ).diagnostics;
}

const table = { TableName: 't' };
const run = { TaskDefinition: 't' };
const http = {
  ApiEndpoint: 'https://example.com',
  Method: 'GET',
  Authentication: { ConnectionArn: 'arn:aws:events:us-east-1:1:connection/c/1' },
};
const entry = { Detail: {}, DetailType: 'placed', Source: 'shop', EventBusName: 'b' };

describe('A value inside of parameters that the service does not take', () => {
  test.each<[string, JsonObject, string, string, string]>([
    ['dynamodb:getItem', { ...table, Key: { id: '1' } }, 'Key/id', '"id" must be an object, and this is "1"', 'write { "S": "1" }'],
    ['dynamodb:getItem', { ...table, Key: { id: 1 } }, 'Key/id', '"id" must be an object, and this is 1', 'write { "N": "1" }'],
    [
      'dynamodb:putItem',
      { ...table, Item: { n: { N: 5 } } },
      'Item/n/N',
      '"N" must be a text, and this is 5',
      'write "5": numbers of DynamoDB are texts',
    ],
    ['dynamodb:putItem', { ...table, Item: { id: { s: '1' } } }, 'Item/id/s', 'dynamodb:putItem has no field "s" there', 'write it as "S"'],
    [
      'aws-sdk:dynamodb:query',
      { ...table, ExpressionAttributeValues: { ':m': { M: { a: true } } } },
      'ExpressionAttributeValues/:m/M/a',
      '"a" must be an object, and this is true',
      'write { "BOOL": true }',
    ],
    // awsdocs/aws-step-functions-developer-guide, pull request 80: nested fields begin with a capital, too.
    [
      'ecs:runTask.sync',
      { ...run, NetworkConfiguration: { awsvpcConfiguration: {} } },
      'NetworkConfiguration/awsvpcConfiguration',
      'ecs:runTask has no field "awsvpcConfiguration" there',
      'write it as "AwsvpcConfiguration"',
    ],
    [
      'ecs:runTask.sync',
      { ...run, Overrides: { ContainerOverrides: [{ Name: 'c', Environment: { A: 'b' } }] } },
      'Overrides/ContainerOverrides/0/Environment',
      '"Environment" must be a list, and this is an object',
      'put it between [ and ]',
    ],
    [
      'ecs:runTask.sync',
      { ...run, LaunchType: 'fargate' },
      'LaunchType',
      '"LaunchType" must be one of EC2, FARGATE, EXTERNAL, MANAGED_INSTANCES, and this is "fargate"',
      'did you mean "FARGATE"?',
    ],
    ['events:putEvents', { Entries: entry }, 'Entries', '"Entries" must be a list, and this is an object', 'put it between [ and ]'],
    [
      'events:putEvents',
      { Entries: [{ ...entry, EventBusname: 'b', SourceS: 's' }] },
      'Entries/0/SourceS',
      'events:putEvents has no field "SourceS" there',
      'write it as "Source"',
    ],
    [
      'glue:startJobRun.sync',
      { JobName: 'j', Arguments: '--day 1' },
      'Arguments',
      '"Arguments" must be an object, and this is "--day 1"',
      'write { "name": "value" }',
    ],
    [
      'http:invoke',
      { ...http, ApiEndpoint: 'http://example.com' },
      'ApiEndpoint',
      '"ApiEndpoint" must be an address of https, and this is "http://example.com"',
      'begin it with https://',
    ],
    [
      'lambda:invoke',
      { FunctionName: 'f', InvocationType: 'Async' },
      'InvocationType',
      '"InvocationType" must be one of RequestResponse, Event, DryRun, and this is "Async"',
      'write one of them',
    ],
    [
      'sns:publish',
      { TopicArn: 't', Message: 'm', Subject: { a: 1 } },
      'Subject',
      '"Subject" must be a text, and this is an object',
      'write a text, or make one of it: States.JsonToString',
    ],
  ])('is found: %s %j', (call, parameters, place, text, hint) => {
    expect(diagnosticsOf(call, parameters)).toEqual([
      expect.objectContaining({
        severity: 'WARNING',
        rule: 'UNSUPPORTED_FIELD',
        pointer: `/States/A/Parameters/${place}`,
        message: `State "A": ${text}`,
        hint,
      }),
    ]);
  });

  test.each<[string, JsonObject]>([
    ['dynamodb:getItem', { ...table, Key: { id: { 'S.$': '$.id' }, 'range.$': '$.key' } }],
    [
      'dynamodb:putItem',
      { ...table, Item: { a: { M: { b: { L: [{ S: 'x' }] } } }, c: { BOOL: true }, d: { NULL: true }, e: { SS: ['x'] }, 'f.$': '$.f' } },
    ],
    [
      'dynamodb:updateItem',
      { ...table, Key: { id: { S: '1' } }, ExpressionAttributeNames: { '#a': 'a' }, 'ExpressionAttributeValues.$': '$.v' },
    ],
    ['ecs:runTask.sync', { ...run, LaunchType: '${LaunchType}', NetworkConfiguration: { AwsvpcConfiguration: { Subnets: '${Subnets}' } } }],
    ['batch:submitJob.sync', { JobName: 'j', JobDefinition: 'd', JobQueue: 'q', RetryStrategy: { attempts: 5 } }],
    ['events:putEvents', { Entries: [{ DetailType: 'placed', Source: 'shop', 'Detail.$': '$' }] }],
    ['sqs:sendMessage', { QueueUrl: 'q', MessageBody: { a: 1 }, MessageAttributes: { kind: { DataType: 'String', StringValue: 'x' } } }],
    ['lambda:invoke', { FunctionName: 'f', Payload: { n: { N: 5 } }, 'InvocationType.$': '$.how' }],
    ['http:invoke', { ...http, Headers: { anything: 'x' } }],
  ])('is not: %s %j', (call, parameters) => {
    expect(diagnosticsOf(call, parameters)).toEqual([]);
  });

  test('is found in JSONata, where an expression gives no value', () => {
    const jsonata = (key: JsonValue): readonly string[] =>
      diagnosticsOf(
        'dynamodb:getItem',
        {},
        {
          QueryLanguage: 'JSONata',
          Parameters: undefined as unknown as JsonObject,
          Arguments: { ...table, Key: key },
        },
      ).map(({ rule, pointer }) => `${rule} ${pointer}`);

    expect(jsonata({ id: 'x' })).toEqual(['UNSUPPORTED_FIELD /States/A/Arguments/Key/id']);
    expect(jsonata({ id: '{% $states.input.id %}' })).toEqual([]);
    expect(jsonata('{% $states.input.key %}')).toEqual([]);
  });
});

test.each([
  ['sns:publish', { Topic: 't', Message: 'm' }, 'Topic', 'TopicArn'],
  ['http:invoke', { ...http, Body: {} }, 'Body', 'RequestBody'],
  ['athena:startQueryExecution.sync', { Query: 'select 1' }, 'Query', 'QueryString'],
])('an unknown parameter of %s is told the name around it', (call, parameters, name, meant) => {
  const told = diagnosticsOf(call, parameters).filter(({ pointer }) => pointer.endsWith(name));

  expect(told).toEqual([expect.objectContaining({ rule: 'UNKNOWN_PARAMETER', hint: `did you mean "${meant}"?` })]);
});

test.each([
  ['States.All', 'States.ALL'],
  ['states.timeout', 'States.Timeout'],
  ['STATES.TASKFAILED', 'States.TaskFailed'],
])('the error %s with other capitals is told its name', (name, meant) => {
  const found = diagnosticsOf('sns:publish', { TopicArn: 't', Message: 'm' }, { Retry: [{ ErrorEquals: [name] }] });

  expect(found).toEqual([expect.objectContaining({ severity: 'WARNING', rule: 'ERROR_NAME', hint: `did you mean "${meant}"?` })]);
});

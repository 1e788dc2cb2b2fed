import { ask, FUNCTION, refusal, taskOf } from './ask';

const schema = (detail: string): string => `ValidationException: Mock result schema validation error: ${detail}`;

describe('A mocked result is held to the model of its service', () => {
  test.each<[string, string, unknown, string]>([
    ['a number where a string belongs', 'sqs:sendMessage', { MessageId: 1 }, "Field 'MessageId' must be a string"],
    ['a boolean where a time belongs', 'aws-sdk:s3:headObject', { LastModified: true }, "Field 'LastModified' must be a string"],
    ['text where a whole number belongs', 'lambda:invoke', { StatusCode: '200' }, "Field 'StatusCode' must be a number"],
    [
      'text where a fraction belongs',
      'dynamodb:getItem',
      { ConsumedCapacity: { CapacityUnits: '1' } },
      "Field 'CapacityUnits' must be a number",
    ],
    ['text where a boolean belongs', 'aws-sdk:s3:headObject', { DeleteMarker: 'no' }, "Field 'DeleteMarker' must be a boolean"],
    ['a number where bytes belong', 'aws-sdk:kms:encrypt', { CiphertextBlob: 1 }, "Field 'CiphertextBlob' must be a string"],
    ['an object where a list belongs', 'events:putEvents', { Entries: {} }, "Field 'Entries' must be an array"],
    ['a list where a structure belongs', 'dynamodb:putItem', { ConsumedCapacity: [] }, "Field 'ConsumedCapacity' must be an object"],
    ['a list where a map belongs', 'dynamodb:getItem', { Item: [] }, "Field 'Item' must be an object"],
    ['null where a string belongs', 'sqs:sendMessage', { MessageId: null }, "Field 'MessageId' must be a string"],
    [
      'a wrong item, by the name of the field inside it',
      'events:putEvents',
      { Entries: [{}, { EventId: 1 }] },
      "Field 'EventId' must be a string",
    ],
    [
      'a wrong item of a plain list, by the name of the list',
      'aws-sdk:dynamodb:listTables',
      { TableNames: ['abc', 7] },
      "Field 'TableNames' must be a string",
    ],
    [
      'a wrong value of a map, by the name of the map',
      'aws-sdk:sqs:getQueueAttributes',
      { Attributes: { DelaySeconds: 5 } },
      "Field 'Attributes' must be a string",
    ],
    ['too few bytes', 'aws-sdk:kms:encrypt', { CiphertextBlob: '' }, "Field 'CiphertextBlob' is smaller than the minimum length"],
    ['too short a text', 'aws-sdk:dynamodb:listTables', { TableNames: [''] }, "Field 'TableNames' is smaller than the minimum length"],
    [
      'too long a text',
      'aws-sdk:sfn:startExecution',
      { ExecutionArn: 'a'.repeat(257), StartDate: 'd' },
      "Field 'ExecutionArn' exceeds the maximum length",
    ],
    [
      'too small a number',
      'aws-sdk:lambda:getFunction',
      { Configuration: { MemorySize: 127 } },
      "Field 'MemorySize' is less than the minimum value",
    ],
    [
      'too large a number',
      'aws-sdk:lambda:getFunction',
      { Configuration: { MemorySize: 10_241 } },
      "Field 'MemorySize' exceeds the maximum value",
    ],
    [
      'a value outside the enumeration',
      'aws-sdk:s3:getObject',
      { StorageClass: 'Papyrus' },
      "Field 'StorageClass' is not an expected value",
    ],
    ['a missing field', 'states:startExecution', { ExecutionArn: 'arn' }, "Required field 'StartDate' is missing"],
    [
      'a field in the spelling of the service',
      'states:startExecution',
      { executionArn: 'arn', startDate: 'd' },
      "Required field 'ExecutionArn' is missing",
    ],
    [
      'the answer to the request of a job, where the job itself is the result',
      'states:startExecution.sync:2',
      { ExecutionArn: 'arn', StartDate: 'd' },
      "Required field 'StateMachineArn' is missing",
    ],
  ])('refuses %s', async (_, resource, result, detail) => {
    expect(await refusal({ definition: taskOf(resource), result })).toBe(schema(detail));
  });

  test.each<[string, string, unknown]>([
    ['fields the model does not have', 'events:putEvents', { random: 'json' }],
    ['an answer without any field, where none is required', 'events:putEvents', {}],
    ['numbers at their bounds', 'aws-sdk:lambda:getFunction', { Configuration: { MemorySize: 128 } }],
    ['any JSON as the payload of a function', 'lambda:invoke', { Payload: { a: [1] } }],
    ['any JSON as the body of a model', 'bedrock:invokeModel', { Body: { a: 1 }, ContentType: 'application/json' }],
    [
      'JSON output of an execution that was waited for',
      'states:startExecution.sync:2',
      { ExecutionArn: 'e', StateMachineArn: 's', Status: 'SUCCEEDED', StartDate: 'd', Output: { a: 1 } },
    ],
    ['whatever a callback brings', 'sqs:sendMessage.waitForTaskToken', { MessageId: 1 }],
    ['whatever an HTTP endpoint answers', 'http:invoke', { StatusCode: 'x' }],
    ['whatever API Gateway answers', 'apigateway:invoke', { approval: true }],
    ['whatever a Kubernetes job leaves', 'eks:runJob.sync', { logs: 1 }],
    ['what a service says that is not in the data', 'aws-sdk:nosuchservice:get', { a: 1 }],
    ['an empty map', 'dynamodb:getItem', { Item: {} }],
  ])('accepts %s', async (_, resource, result) => {
    expect(await ask({ definition: taskOf(resource), result })).toMatchObject({ status: 'SUCCEEDED', output: result });
  });

  test('lets functions called by their ARN, and activities, answer anything', async () => {
    const activity = 'arn:aws:states:us-east-1:111111111111:activity:a';

    for (const Resource of [FUNCTION, activity]) {
      expect(await ask({ definition: { Type: 'Task', Resource, End: true }, result: [1, 'a'] })).toMatchObject({ output: [1, 'a'] });
    }
  });

  test('fails when the answer of a service is not an object', async () => {
    expect(await refusal({ definition: taskOf('sqs:sendMessage'), result: [1] })).toBe(
      'ValidationException: Mocked result must be a JSON object.',
    );
  });
});

describe('The validation mode', () => {
  const missing = { definition: taskOf('states:startExecution'), result: { ExecutionArn: 'arn' } };
  const wrong = { definition: taskOf('states:startExecution'), result: { StartDate: true } };

  test('STRICT asks for every required field and judges those that are there', async () => {
    expect(await refusal({ ...missing, mode: 'STRICT' })).toBe(schema("Required field 'StartDate' is missing"));
    expect(await refusal({ ...wrong, mode: 'STRICT' })).toBe(schema("Required field 'ExecutionArn' is missing"));
  });

  test('PRESENT judges the fields that are there', async () => {
    expect(await ask({ ...missing, mode: 'PRESENT' })).toMatchObject({ status: 'SUCCEEDED' });
    expect(await refusal({ ...wrong, mode: 'PRESENT' })).toBe(schema("Field 'StartDate' must be a string"));
  });

  test('NONE judges nothing, but the text must be JSON', async () => {
    expect(await ask({ ...wrong, mode: 'NONE' })).toMatchObject({ status: 'SUCCEEDED' });
    const request = { definition: JSON.stringify(wrong.definition), mock: { result: 'not JSON', fieldValidationMode: 'NONE' as const } };
    expect(await refusal(request)).toBe('ValidationException: Mocked result must be valid JSON');
  });
});

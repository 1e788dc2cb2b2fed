import { refusal, taskOf } from './ask';

describe('A field goes by the name that Step Functions gives it', () => {
  const wrong = { a: 1 };

  test.each([
    // Capitals at the start of a name count as one word (AWS SDK for Java 2: ssekmsKeyId, dbInstanceIdentifier, eTag, md5OfMessageBody).
    ['aws-sdk:s3:getObject', 'SsekmsKeyId'],
    ['aws-sdk:s3:getObject', 'ETag'],
    ['aws-sdk:s3:getObject', 'SseCustomerKeyMD5'],
    ['aws-sdk:sqs:sendMessage', 'Md5OfMessageBody'],
    ['aws-sdk:sfn:startExecution', 'ExecutionArn'],
    // Optimised integrations keep them (recorded for SQS).
    ['sqs:sendMessage', 'MD5OfMessageBody'],
    ['states:startExecution', 'ExecutionArn'],
  ])('%s: %s', async (resource, field) => {
    const question = { definition: taskOf(resource), result: { [field]: wrong }, mode: 'PRESENT' as const };

    expect(await refusal(question)).toBe(`ValidationException: Mock result schema validation error: Field '${field}' must be a string`);
  });

  test('and by that name inside another', async () => {
    const result = { DbInstances: [{ DbInstanceIdentifier: wrong }] };

    expect(await refusal({ definition: taskOf('aws-sdk:rds:describeDBInstances'), result })).toBe(
      "ValidationException: Mock result schema validation error: Field 'DbInstanceIdentifier' must be a string",
    );
  });
});

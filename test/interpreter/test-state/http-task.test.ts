import { testState } from '../../../src/interpreter';

// The members are those of InspectionDataRequest and InspectionDataResponse in the service's API; there is no recording of their texts.

const definition = JSON.stringify({
  Type: 'Task',
  Resource: 'arn:aws:states:::http:invoke',
  Parameters: {
    ApiEndpoint: 'https://api.example.com/orders',
    Method: 'POST',
    Headers: { Accept: 'application/json' },
    QueryParameters: { 'id.$': '$.id', tag: ['a', 'b c'] },
    'RequestBody.$': '$',
    Authentication: { ConnectionArn: 'arn:aws:events:us-east-1:111111111111:connection/c/1' },
  },
  End: true,
});
const request = { definition, input: '{"id":7}', roleArn: 'arn:aws:iam::111111111111:role/r' };
const result = { StatusCode: 201, StatusText: 'Created', Headers: { date: ['today'] }, ResponseBody: { ok: true } };
const answered = { tasks: () => result };

test('HTTP Task: TRACE shows what is sent and what comes back', async () => {
  const { inspectionData } = await testState({ ...request, inspectionLevel: 'TRACE' }, answered);

  expect(inspectionData?.request).toEqual({
    protocol: 'https',
    method: 'POST',
    url: 'https://api.example.com/orders?tag=a&tag=b%20c&id=7',
    headers:
      '[User-Agent: Amazon|StepFunctions|HttpInvoke|us-east-1, Range: bytes=0-262144, Content-Type: application/json, Accept: application/json]',
    body: '{"id":7}',
  });
  expect(inspectionData?.response).toEqual({
    protocol: 'https',
    statusCode: '201',
    statusMessage: 'Created',
    headers: '[date: today]',
    body: '{"ok":true}',
  });
});

test('HTTP Task: DEBUG shows neither', async () => {
  const { inspectionData } = await testState({ ...request, inspectionLevel: 'DEBUG' }, answered);

  expect(Object.keys(inspectionData ?? {})).toEqual(expect.not.arrayContaining(['request', 'response']));
  expect(inspectionData?.result).toBe(JSON.stringify(result));
});

test('HTTP Task: with a mock nothing is sent', async () => {
  const mock = { result: JSON.stringify(result), fieldValidationMode: 'NONE' as const };

  const { inspectionData } = await testState({ ...request, inspectionLevel: 'TRACE', mock });

  expect(inspectionData).not.toHaveProperty('request');
});

test('HTTP Task: one that fails shows its request', async () => {
  const { inspectionData, error } = await testState(
    { ...request, inspectionLevel: 'TRACE' },
    {
      tasks: () => {
        throw Object.assign(new Error('500'), { name: 'TaskError', error: 'States.Http.StatusCode.500', cause: 'Internal Server Error' });
      },
    },
  );

  expect(error).toBe('States.Http.StatusCode.500');
  expect(inspectionData).toMatchObject({ request: { method: 'POST' } });
  expect(inspectionData).not.toHaveProperty('response');
});

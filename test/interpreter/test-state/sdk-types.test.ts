import type { TestStateInput, TestStateOutput } from '@aws-sdk/client-sfn';
import { type TestStateRequest, testState } from 'drystep/interpreter';

test('TestState: a request and a response are what the SDK types them to be', async () => {
  const input: TestStateInput = {
    definition: JSON.stringify({ Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f' }, End: true }),
    inspectionLevel: 'DEBUG',
    mock: { result: '{"Payload":1}', fieldValidationMode: 'STRICT' },
  };
  const request: TestStateRequest = input;

  const output: TestStateOutput = await testState(request);

  expect(output.status).toBe('SUCCEEDED');
  expect(output.inspectionData?.afterParameters).toBe('{"FunctionName":"f"}');
});

import { testState } from 'drystep/interpreter';

const chargeCard = JSON.stringify({
  Type: 'Task',
  QueryLanguage: 'JSONata',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: 'charge', Payload: { amount: '{% $states.input.total * 100 %}' } },
  Output: { receipt: '{% $states.result.Payload.id %}' },
  Retry: [{ ErrorEquals: ['Lambda.TooManyRequestsException'], IntervalSeconds: 2, MaxAttempts: 3, BackoffRate: 2 }],
  Catch: [{ ErrorEquals: ['CardDeclined'], Next: 'Tell Customer' }],
  Next: 'Ship',
});

test('shows what the service is asked and what the state makes of its answer', async () => {
  const { nextState, output, inspectionData } = await testState({
    definition: chargeCard,
    input: '{"total":12}',
    inspectionLevel: 'DEBUG',
    mock: { result: '{"Payload":{"id":"r-1"}}' },
  });

  expect({ nextState, output }).toEqual({ nextState: 'Ship', output: '{"receipt":"r-1"}' });
  expect(inspectionData?.afterArguments).toBe('{"FunctionName":"charge","Payload":{"amount":1200}}');
});

test('shows which retrier takes an error, and for how long it waits', async () => {
  const { status, inspectionData } = await testState({
    definition: chargeCard,
    input: '{"total":12}',
    inspectionLevel: 'DEBUG',
    mock: { errorOutput: { error: 'Lambda.TooManyRequestsException' } },
    stateConfiguration: { retrierRetryCount: 1 },
  });

  expect(status).toBe('RETRIABLE');
  expect(inspectionData?.errorDetails).toEqual({ retryIndex: 0, retryBackoffIntervalSeconds: 4 });
});

test('refuses a mock that the service could not answer', async () => {
  const asked = testState({ definition: chargeCard, input: '{"total":12}', mock: { result: '{"StatusCode":"200"}' } });

  await expect(asked).rejects.toThrow("Mock result schema validation error: Field 'StatusCode' must be a number");
});

import 'drystep/jest';
import { importMockConfig, testMachine } from 'drystep/testing';

const quote = testMachine(
  {
    StartAt: 'Ask Price',
    States: {
      'Ask Price': {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: { FunctionName: 'price', 'Payload.$': '$' },
        OutputPath: '$.Payload',
        Retry: [{ ErrorEquals: ['Lambda.ServiceException'] }],
        End: true,
      },
    },
  },
  'Quote',
);

// MockConfigFile.json of Step Functions Local, as it is.
const mockConfig = {
  StateMachines: { Quote: { TestCases: { SecondAttempt: { 'Ask Price': 'BusyThenPrice' } } } },
  MockedResponses: {
    BusyThenPrice: {
      '0': { Throw: { Error: 'Lambda.ServiceException', Cause: 'try later' } },
      '1': { Return: { StatusCode: 200, Payload: { price: 12 } } },
    },
  },
};

test('runs a test case of the file', async () => {
  const { mocks } = importMockConfig(mockConfig, 'Quote', 'SecondAttempt');

  const execution = await quote.execute({ sku: 'a' }, { mocks });

  expect(execution).toSucceedWith({ price: 12 });
  expect(execution).toHaveRetried('Ask Price', 1);
});

test('gives up after the three retries that ASL has by default', async () => {
  quote.mock('Ask Price').fails('Lambda.ServiceException', 'try later');

  expect(await quote.execute({ sku: 'a' })).toHaveRetried('Ask Price', 3);
});

test('asks after one second, then after two, with the input of the execution', async () => {
  quote.mock('Ask Price').fails('Lambda.ServiceException', 'try later').times(2).returnsPayload({ price: 12 });

  const execution = await quote.execute({ sku: 'a' });

  expect(execution).toHaveRetried('Ask Price', 2, { delays: [1000, 2000] });
  expect(quote.calls('Ask Price')[0]).toMatchObject({ input: { FunctionName: expect.stringContaining('price') }, payload: { sku: 'a' } });
});

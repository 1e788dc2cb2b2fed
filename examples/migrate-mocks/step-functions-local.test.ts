import 'drystep/jest';
import { exportMockConfig, importMockConfig, testMachine } from 'drystep/testing';
import { definition } from './definition';

const machine = testMachine(definition, 'Pricing');

// MockConfigFile.json, as Step Functions Local and LocalStack (SFN_MOCK_CONFIG) read it.
const mockConfig = {
  StateMachines: { Pricing: { TestCases: { CheapAtLast: { 'Ask Price': 'FallingPrice' } } } },
  MockedResponses: {
    FallingPrice: {
      '0': { Throw: { Error: 'Lambda.ServiceException', Cause: 'try later' } },
      '1-2': { Return: { StatusCode: 200, Payload: { price: 12 } } },
      '3': { Return: { StatusCode: 200, Payload: { price: 9 } } },
    },
  },
};

test('runs a test case of the file', async () => {
  const { mocks } = importMockConfig(mockConfig, 'Pricing', 'CheapAtLast');

  const execution = await machine.execute({}, { mocks });

  expect(execution).toSucceedWith({ price: 9 });
  expect(execution).toHaveRetried('Ask Price', 1);
  expect(execution).toHaveTaken({ days: 2, seconds: 30 });
});

test('says the same without the file', async () => {
  machine
    .mock('Ask Price')
    .fails('Lambda.ServiceException', 'try later')
    .times(1)
    .returnsPayload({ price: 12 })
    .times(2)
    .returnsPayload({ price: 9 });

  expect(await machine.execute({})).toSucceedWith({ price: 9 });
});

test('writes a file for those who still read one', async () => {
  const { mocks } = importMockConfig(mockConfig, 'Pricing', 'CheapAtLast');
  const execution = await machine.execute({}, { mocks });

  expect(exportMockConfig({ Pricing: { CheapAtLast: execution } })).toEqual({
    StateMachines: { Pricing: { TestCases: { CheapAtLast: { 'Ask Price': 'Ask Price in CheapAtLast' } } } },
    MockedResponses: { 'Ask Price in CheapAtLast': mockConfig.MockedResponses.FallingPrice },
  });
});

test('gives up after two retries, and buys for exactly ten', async () => {
  machine.mock('Ask Price').fails('Lambda.ServiceException', 'try later');
  expect(await machine.execute({})).toHaveRetried('Ask Price', 2);

  machine.mock('Ask Price').returnsPayload({ price: 10 });
  expect(await machine.execute({})).toHaveVisitedExactly('Ask Price', 'Cheap?', 'Buy');
});

import 'drystep/jest';
import { testMachine } from 'drystep/testing';

const orders = testMachine(
  { StartAt: 'Charge', States: { Charge: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:111111111111:function:charge', End: true } } },
  'Orders',
);
const seen: number[] = [];

afterEach(() => {
  seen.push(orders.calls('Charge').length);
  orders.mock('Charge').returns('set behind a test');
});

afterAll(() => {
  expect(() => orders.calls('Charge')).toThrow(
    'machine.calls() lists the calls of the running test, and none runs. Hint: ask in the test or in its afterEach; of an execution of beforeAll ask execution.state(name).',
  );
});

describe('An afterEach beside the tests of a file', () => {
  test('belongs to the test: it sees the calls, and what it mocks ends with it', async () => {
    orders.mock('Charge').returns(1);
    await orders.execute({});
  });

  test('is followed by a test that has neither', async () => {
    expect(seen).toEqual([1]);
    await expect(orders.execute({})).rejects.toThrow('nobody mocked it');
  });
});

describe('Hooks for all tests of a describe', () => {
  beforeAll(async () => {
    await orders.execute({}, { mocks: { Charge: 2 } });
    expect(orders.calls('Charge')).toHaveLength(1);
  });

  test('see the calls of their own executions', () => {
    expect(seen).toEqual([1, 1]);
    orders.execute({}, { mocks: { Charge: 3 } });
  });
});

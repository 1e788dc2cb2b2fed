import 'drystep/jest';
import { answer, testApp, testMachine } from 'drystep/testing';
import { OrdersStack } from '../orders/orders-stack';

const stack = new OrdersStack(testApp(), 'Orders');

test('a machine runs where its test says', () => {
  const throughTestState = testMachine(stack, undefined, {
    target: 'teststate',
    aws: { clientConfig: { region: 'eu-west-1' }, roleArn: 'arn:aws:iam::111111111111:role/tests' },
  });
  const deployed = testMachine(stack, undefined, {
    target: { deployed: 'arn:aws:states:eu-west-1:111111111111:stateMachine:Orders' },
    aws: { timeout: 60_000, pollInterval: 500 },
  });

  expect([throughTestState.target, deployed.target]).toEqual(['teststate', 'deployed']);
});

test('a deployed machine cannot honour mocks, and says so', async () => {
  const deployed = testMachine(stack, undefined, {
    target: { deployed: 'arn:aws:states:eu-west-1:111111111111:stateMachine:Orders' },
  });
  const mocks = { Ship: answer.fails('NoCarrier') };

  await expect(deployed.execute({ orderId: 'o-1', total: 40 }, { mocks })).rejects.toThrow('mock("Ship") cannot be honoured');
});

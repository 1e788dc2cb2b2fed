import 'drystep/jest';
import { Stack } from 'aws-cdk-lib';
import { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { DefinitionBody, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { logEvents } from 'drystep/interpreter';
import { testApp, testMachine } from 'drystep/testing';

const stack = new Stack(testApp(), 'Payments');
const charge = new LambdaInvoke(stack, 'Charge', {
  lambdaFunction: Lambda.fromFunctionName(stack, 'ChargeFunction', 'charge'),
  outputPath: '$.Payload',
});
new StateMachine(stack, 'Pay', {
  definitionBody: DefinitionBody.fromChainable(charge),
  stateMachineType: StateMachineType.EXPRESS,
});
const pay = testMachine(stack);

test('charges once, even when it is delivered twice', async () => {
  const charged = new Map<string, number>();
  pay.mock('Charge').run(async ({ orderId, total }: { orderId: string; total: number }) => {
    if (!charged.has(orderId)) charged.set(orderId, total);
    return { charged: charged.get(orderId) };
  });

  const execution = await pay.execute({ orderId: 'o-1', total: 40 }, { deliverTwice: true });

  expect(execution).toSucceedWith({ charged: 40 });
  expect(execution.redelivery).toSucceedWith({ charged: 40 });
  expect([...charged]).toEqual([['o-1', 40]]);
});

test('tells the log of its failure', async () => {
  pay.mock('Charge').fails('CardDeclined');

  const { history } = await pay.execute({ orderId: 'o-1', total: 40 });

  const records = logEvents(history, { level: 'ERROR', executionArn: 'arn:aws:states:us-east-1:111111111111:express:Pay:1:1' });
  expect(records.map(({ type }) => type)).toEqual(['TaskFailed', 'ExecutionFailed']);
});

test('charges again, six times, while Lambda is in trouble', async () => {
  pay.mock('Charge').fails('Lambda.ServiceException', 'try later');

  expect(await pay.execute({ orderId: 'o-1', total: 40 })).toHaveRetried('Charge', 6);
});

test('charges by the function of that name', async () => {
  pay.mock('charge').returnsPayload({ charged: 40 });

  await pay.execute({ orderId: 'o-1', total: 40 });

  expect(pay.calls('charge')).toHaveLength(1);
});

import 'drystep/jest';
import { Stack } from 'aws-cdk-lib';
import { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { DefinitionBody, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { testApp, testMachine } from 'drystep/testing';

const stack = new Stack(testApp(), 'Pricing');
const price = Lambda.fromFunctionName(stack, 'Price', 'price');
const ask = new LambdaInvoke(stack, 'Ask Price', { lambdaFunction: price, outputPath: '$.Payload' });
new StateMachine(stack, 'Quote', { definitionBody: DefinitionBody.fromChainable(ask) });
const quote = testMachine(stack);

test('answers with what the function returns', async () => {
  quote.mock('Ask Price').returnsPayload({ price: 12 });

  expect(await quote.execute({ sku: 'a' })).toSucceedWith({ price: 12 });
});

test('answers with what the service returns', async () => {
  quote.mock('Ask Price').returns({ Payload: { price: 12 }, StatusCode: 200 });

  expect(await quote.execute({ sku: 'a' })).toSucceedWith({ price: 12 });
});

test('calls the handler that is deployed', async () => {
  const handler = async (event: { sku: string }) => {
    if (event.sku === '') throw new RangeError('no sku');
    return { price: 10 + event.sku.length };
  };
  quote.mock('Ask Price').run(handler);

  expect(await quote.execute({ sku: 'abc' })).toSucceedWith({ price: 13 });
  expect(await quote.execute({ sku: '' })).toFailWith('RangeError', /"errorMessage":"no sku"/);
});

test('tries again when Lambda itself is in trouble', async () => {
  quote.mock('Ask Price').fails('Lambda.ServiceException', 'try later').times(2).returnsPayload({ price: 12 });

  const execution = await quote.execute({ sku: 'a' });

  expect(execution).toSucceed();
  expect(execution).toHaveRetried('Ask Price', 2);
});

test('does not try again when Lambda is throttled: the retrier that the CDK adds leaves it out', async () => {
  quote.mock('Ask Price').fails('Lambda.TooManyRequestsException', 'Rate Exceeded');

  expect(await quote.execute({ sku: 'a' })).toFailWith('Lambda.TooManyRequestsException');
});

test('gives up after six retries', async () => {
  quote.mock('Ask Price').fails('Lambda.ServiceException', 'try later');

  expect(await quote.execute({ sku: 'a' })).toHaveRetried('Ask Price', 6);
});

test('calls the function of that name', async () => {
  quote.mock(price).returnsPayload({ price: 12 });

  await quote.execute({ sku: 'a' });

  expect(quote.calls(price)).toMatchObject([{ input: { FunctionName: expect.stringMatching(/:function:price$/) }, payload: { sku: 'a' } }]);
});

import { Duration } from 'aws-cdk-lib';
import { Authorization, Connection } from 'aws-cdk-lib/aws-events';
import { SecretValue } from 'aws-cdk-lib/core';
import { handler, type RetryPolicy, retry, steps } from 'drystep';
import type { JsonObject } from '../../src/asl';
import { execute, TaskError } from '../../src/interpreter';
import { lambdaTasks } from './lambda-tasks';
import { acceptedDefinition, languages, runFlow } from './run-flow';
import { emptyStack, importedFunction } from './synthesized';

interface Order {
  orderId: string;
}

const order = { orderId: 'o-1' };
const ship = handler<Order, string>(importedFunction(emptyStack(), 'Ship'));
const retriersOf = (policy?: RetryPolicy) => {
  const step = steps<Order>().invoke('Ship', ship, { discard: true, ...(policy === undefined ? {} : { retry: policy }) });
  return ((acceptedDefinition(step, 'JSONata').States as JsonObject).Ship as JsonObject).Retry;
};
const lambdaFaults = expect.objectContaining({
  ErrorEquals: [
    'Lambda.ClientExecutionTimeoutException',
    'Lambda.ServiceException',
    'Lambda.AWSLambdaException',
    'Lambda.SdkClientException',
  ],
});

test('a Lambda task without retry has the retrier of aws-cdk-lib for faults of the service', () => {
  expect(retriersOf()).toEqual([lambdaFaults]);
});

test('transient mends what may pass, with random pauses, and takes a cap', () => {
  expect(retriersOf(retry.transient({ except: ['NoCarrier'], maxDelay: Duration.seconds(9) }))).toEqual([
    lambdaFaults,
    { ErrorEquals: ['NoCarrier'], MaxAttempts: 0 },
    {
      ErrorEquals: ['States.TaskFailed', 'States.Timeout'],
      IntervalSeconds: 1,
      MaxAttempts: 2,
      BackoffRate: 2,
      MaxDelaySeconds: 9,
      JitterStrategy: 'FULL',
    },
  ]);
});

test('never leaves no retrier', () => {
  expect(retriersOf(retry.never())).toBeUndefined();
});

test('untilItWorks does not try expressions again, and waits for five minutes at most', () => {
  expect(retriersOf(retry.untilItWorks())).toEqual([
    { ErrorEquals: ['States.QueryEvaluationError', 'States.ReferencePathConflict'], MaxAttempts: 0 },
    {
      ErrorEquals: ['States.ALL'],
      IntervalSeconds: 2,
      MaxAttempts: 99999999,
      BackoffRate: 2,
      MaxDelaySeconds: 300,
      JitterStrategy: 'FULL',
    },
  ]);
});

test('rules stand in their order', () => {
  expect(retriersOf(retry.rules({ errors: ['Busy'], maxAttempts: 1 }, { interval: Duration.minutes(1) }))).toEqual([
    lambdaFaults,
    { ErrorEquals: ['Busy'], MaxAttempts: 1 },
    { ErrorEquals: ['States.ALL'], IntervalSeconds: 60 },
  ]);
});

test.each(languages)('transient tries a failed function of %s two times again', async (language) => {
  let attempts = 0;
  const flow = steps<Order>().invoke('Ship', ship, { discard: true, retry: retry.transient() });

  await runFlow(flow, language, order, lambdaTasks(language, { Ship: () => fail(() => (attempts += 1), 'NoCarrier') }));

  expect(attempts).toBe(3);
});

test.each([
  ['States.Http.StatusCode.503', 3],
  ['States.Http.StatusCode.429', 3],
  ['States.Http.Socket', 3],
  ['States.Http.StatusCode.404', 1],
  ['States.Http.StatusCode.500', 1],
])('transient calls an API that fails with %s %d times', async (error, expected) => {
  const stack = emptyStack();
  const connection = new Connection(stack, 'Connection', { authorization: Authorization.apiKey('key', SecretValue.unsafePlainText('x')) });
  let attempts = 0;
  const flow = steps<Order>().http('Track', {
    connection,
    apiRoot: 'https://api.example.com',
    path: 'parcels',
    method: 'GET',
    retry: retry.transient(),
  });

  await execute(acceptedDefinition(flow, 'JSONata', stack), { input: order, tasks: { Track: () => fail(() => (attempts += 1), error) } });

  expect(attempts).toBe(expected);
});

function fail(note: () => void, error: string): never {
  note();
  throw new TaskError(error, '');
}

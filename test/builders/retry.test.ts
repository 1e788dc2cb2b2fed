import { Duration } from 'aws-cdk-lib';
import { Authorization, Connection } from 'aws-cdk-lib/aws-events';
import { SecretValue } from 'aws-cdk-lib/core';
import { handler, type RetryPolicy, type RetryRule, retry, steps } from 'drystep';
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

test('rules stand in their order, behind the retrier for faults of the service', () => {
  expect(retriersOf(retry.rules({ errors: ['Busy'], maxAttempts: 1 }, { errors: ['Late'], interval: Duration.minutes(1) }))).toEqual([
    lambdaFaults,
    { ErrorEquals: ['Busy'], MaxAttempts: 1 },
    { ErrorEquals: ['Late'], IntervalSeconds: 60 },
  ]);
});

describe('a retrier that is written for a fault of Lambda itself is the one that acts', () => {
  const asAdded = { IntervalSeconds: 2, MaxAttempts: 6, BackoffRate: 2 };

  test('for that fault alone, where it names it', () => {
    expect(retriersOf(retry.rules({ errors: ['Lambda.ServiceException', 'Busy'], maxAttempts: 0 }))).toEqual([
      {
        ErrorEquals: ['Lambda.ClientExecutionTimeoutException', 'Lambda.AWSLambdaException', 'Lambda.SdkClientException'],
        ...asAdded,
      },
      { ErrorEquals: ['Lambda.ServiceException', 'Busy'], MaxAttempts: 0 },
    ]);
  });

  test('also where transient excepts it', () => {
    expect(retriersOf(retry.transient({ except: ['Lambda.SdkClientException'] }))).toMatchObject([
      { ErrorEquals: ['Lambda.ClientExecutionTimeoutException', 'Lambda.ServiceException', 'Lambda.AWSLambdaException'], ...asAdded },
      { ErrorEquals: ['Lambda.SdkClientException'], MaxAttempts: 0 },
      { ErrorEquals: ['States.TaskFailed', 'States.Timeout'] },
    ]);
  });

  test.each([
    ['every error', { maxAttempts: 5 }, { ErrorEquals: ['States.ALL'], MaxAttempts: 5 }],
    ['every error by name', { errors: ['States.ALL'], maxAttempts: 0 }, { ErrorEquals: ['States.ALL'], MaxAttempts: 0 }],
    ['every error of a task', { errors: ['States.TaskFailed'], maxAttempts: 1 }, { ErrorEquals: ['States.TaskFailed'], MaxAttempts: 1 }],
  ])('for all of them, where it takes %s', (_, rule, retrier) => {
    expect(retriersOf(retry.rules(rule as RetryRule))).toEqual([retrier]);
  });

  test.each(languages)('as often as it says, in %s', async (language) => {
    let attempts = 0;
    const flow = steps<Order>().invoke('Ship', ship, { discard: true, retry: { errors: ['Lambda.ServiceException'], maxAttempts: 1 } });

    await runFlow(flow, language, order, lambdaTasks(language, { Ship: () => fail(() => (attempts += 1), 'Lambda.ServiceException') }));

    expect(attempts).toBe(2);
  });
});

describe('a retrier that never acts is refused', () => {
  test.each<[string, RetryRule[], string]>([
    [
      'behind the one for every error',
      [{ maxAttempts: 1 }, { errors: ['Busy'] }],
      'Its retrier of "Busy" comes after the one for every error, which takes that as well. Hint: put it before that one.',
    ],
    [
      'behind one that takes the same',
      [{ errors: ['Busy', 'Late'] }, { errors: ['Late'] }],
      'Its retrier of "Late" never acts: one before it takes the same. Hint: take one of them out.',
    ],
  ])('%s', (_, rules, message) => {
    expect(() => retriersOf(retry.rules(...rules))).toThrow(message);
  });

  test('but not one that takes another error as well', () => {
    expect(retriersOf(retry.rules({ errors: ['Busy'] }, { errors: ['Busy', 'Late'], maxAttempts: 1 }))).toHaveLength(3);
  });
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

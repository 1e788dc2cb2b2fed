import { Duration } from 'aws-cdk-lib';
import {
  BuilderError,
  choice,
  gt,
  handler,
  pass,
  type Ref,
  type RetryRule,
  saga,
  steps,
  tryCatch,
  Workflow,
  wait,
  workflow,
} from 'drystep';
import { emptyStack, importedFunction } from './synthesized';

interface Order {
  orderId: string;
  total: number;
}

const stack = emptyStack();
const charge = handler<Order, void>(importedFunction(stack, 'Charge'));
const make = (step: unknown) => () =>
  new Workflow(emptyStack(), 'Flow', { definition: workflow<Order>().next(step as ReturnType<typeof pass<Order, object>>) });

describe('Times that Step Functions does not take fail at construction, with construct, step and way out', () => {
  test.each<[string, { timeout?: Duration; heartbeat?: Duration }, string]>([
    [
      'a timeout of no time',
      { timeout: Duration.seconds(0) },
      'Its timeout is 0 seconds, and Step Functions takes whole seconds of 1 or more. Hint: round it up.',
    ],
    ['a timeout of a part of a second', { timeout: Duration.millis(1500) }, 'Its timeout is 1.5 seconds'],
    ['a heartbeat of a part of a second', { heartbeat: Duration.millis(10) }, 'Its heartbeat is 0.01 seconds'],
    [
      'a heartbeat as long as the timeout',
      { heartbeat: Duration.hours(1), timeout: Duration.minutes(60) },
      'Its heartbeat of 3600 seconds is not less than its timeout of 3600. Hint: lower the heartbeat or raise the timeout.',
    ],
  ])('%s', (_title, { timeout, heartbeat }, message) => {
    const charging = steps<Order>().invoke('Charge Card', charge, { discard: true, timeout, heartbeat } as { discard: true });

    expect(make(charging)).toThrow(BuilderError);
    expect(make(charging)).toThrow(`Test/Flow: step "Charge Card": ${message}`);
  });

  test.each<[string, RetryRule, string]>([
    ['an interval of a part of a second', { interval: Duration.millis(500) }, 'Its retry.interval is 0.5 seconds'],
    [
      'a longest pause not above the first',
      { interval: Duration.seconds(5), maxDelay: Duration.seconds(5) },
      'Its retry.maxDelay of 5 seconds is not more than its interval of 5.',
    ],
    [
      'fewer attempts than none',
      { maxAttempts: -1 },
      'Its retry.maxAttempts is -1, and Step Functions takes whole numbers of 0 to 99999999.',
    ],
    ['pauses that shrink', { backoffRate: 0.5 }, 'Its retry.backoffRate is 0.5, and Step Functions takes numbers of 1 or more.'],
  ])('a retrier with %s', (_title, retry, message) => {
    expect(make(steps<Order>().invoke('Charge Card', charge, { discard: true, retry }))).toThrow(
      `Test/Flow: step "Charge Card": ${message}`,
    );
  });

  test('a wait of a part of a second', () => {
    expect(() => wait('Pause', { duration: Duration.millis(1500) })).toThrow(
      'step "Pause": It waits for 1.5 seconds, and Step Functions takes whole seconds of 0 or more. Hint: round it up',
    );
  });

  test('a negative Duration is refused by aws-cdk-lib, where it is made', () => {
    expect(() => wait('Pause', { duration: Duration.seconds(-1) })).toThrow('Duration amounts cannot be negative. Received: -1');
  });
});

describe('Data of one step in another is refused, with the step and the way out', () => {
  let leaked: Ref<Order> | undefined;
  steps<Order>().pass('Owner', {
    output: ({ input }) => {
      leaked = input;
      return { id: input.orderId };
    },
  });
  const thief = () => pass<Order, object, unknown>('Thief', { output: () => ({ id: leaked?.orderId }) } as never);

  test('a reference outside its callback', () => {
    expect(thief).toThrow(BuilderError);
    expect(thief).toThrow(/step "Thief": .*Owner.* Hint: /s);
  });
});

describe('Patterns with nothing in them are refused at once', () => {
  test.each<[string, () => unknown, string]>([
    [
      'a choice',
      () => choice<Order, object, Order, never>('Which?', (c) => c as never),
      'step "Which?": The choice has no condition. Hint: add one',
    ],
    ['a saga', () => saga<Order, object, Order, object>('Trip', (s) => s as never), 'step "Trip": The saga has no steps. Hint: add one'],
    [
      'a tryCatch',
      () => tryCatch<Order, object, Order, never, never>('Try', (t) => t as never),
      'step "Try": It tries no step. Hint: begin with one',
    ],
  ])('%s', (_title, build, message) => {
    expect(build).toThrow(BuilderError);
    expect(build).toThrow(message);
  });
});

test('Two names that make one construct id are refused with both names', () => {
  const flow = workflow<Order>()
    .next(pass('Yes/No'))
    .next(choice('Yes--No', (c) => c.when(({ input }) => gt(input.total, 1), pass('A')).otherwise(pass('B'))));

  expect(() => new Workflow(emptyStack(), 'Flow', { definition: flow })).toThrow(
    'Test/Flow: step "Yes--No": Its construct id "Yes--No" is that of the step "Yes/No": aws-cdk-lib writes -- for a slash in an id. Hint: rename one of them.',
  );
});

import { Duration } from 'aws-cdk-lib';
import { Pass } from 'aws-cdk-lib/aws-stepfunctions';
import {
  BuilderError,
  choice,
  fromState,
  handler,
  map,
  pass,
  type Ref,
  type RetryRule,
  steps,
  tryCatch,
  Workflow,
  wait,
  workflow,
} from 'drystep';
import { gt } from 'drystep/expressions';
import { watched } from '../../src/builders/workflow/known-props';
import { emptyStack, importedFunction, placed } from './synthesized';

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
    expect(placed(() => wait('Pause', { duration: Duration.millis(1500) }))).toThrow(
      'Test/Flow: step "Pause": It waits for 1.5 seconds, and Step Functions takes whole seconds of 0 or more. Hint: round it up',
    );
  });

  test.each([1.5, -1])('fails when a wait gets %p seconds from its callback', (seconds) => {
    expect(placed(() => wait('Pause', { seconds: () => seconds }))).toThrow(
      `Test/Flow: step "Pause": It waits for ${seconds} seconds, and Step Functions takes whole seconds of 0 or more. Hint: round it up`,
    );
  });

  test('an approval without a timeout, which would wait for a year', () => {
    const options = { into: 'approval', payload: () => ({ orderId: 'x' }) } as never;

    expect(placed(() => steps<Order>().waitForApproval('Ask', charge as never, options))).toThrow(
      'Test/Flow: step "Ask": waitForApproval(): expected a Duration of aws-cdk-lib for its timeout, received undefined.',
    );
  });

  test('a negative Duration is refused by aws-cdk-lib, where it is made', () => {
    expect(() => wait('Pause', { duration: Duration.seconds(-1) })).toThrow('Duration amounts cannot be negative. Received: -1');
  });
});

describe('Options whose types are unions, or have no name, are judged as others are', () => {
  const own = steps<Order>();
  const hour = Duration.hours(1);

  test.each<[string, () => unknown, string]>([
    ['a wait', () => own.wait('Pause', { secnods: 1 } as never), 'received "secnods". Hint: did you mean "seconds"?'],
    ['a wait for a text', () => own.wait('Pause', { duration: '1 h' } as never), 'expected a Duration of aws-cdk-lib for duration'],
    [
      'a poll',
      () => own.pollUntil('Poll', pass('Check') as never, { until: () => true, every: hour, attemps: 3 } as never),
      'received "attemps". Hint: did you mean "attempts"?',
    ],
    [
      'a step of a saga',
      () => own.saga('Trip', (s) => s.step(pass('Book') as never, { compensates: pass('Cancel') } as never)),
      'step "Book": saga.step(): expected options among compensate, received "compensates". Hint: did you mean "compensate"?',
    ],
    [
      'the access of an SDK call',
      () => own.sdk('Get', { service: 's3', action: 'getObject', access: { resource: ['*'] } } as never),
      'expected options among resources, action in access, received "resource". Hint: did you mean "resources"?',
    ],
    ['a step without the function it needs', () => own.map('Each', {} as never, (item) => item.next(pass('One'))), 'expected a function'],
    [
      'a workflow',
      () => new Workflow(emptyStack(), 'Flow', { definition: own.pass('Start'), tracingEnable: true } as never),
      'Test/Flow: new Workflow(): expected props among definition, queryLanguage, lambda',
    ],
    [
      'a workflow with the props of a StateMachine',
      () => new Workflow(emptyStack(), 'Flow', { definitionBody: own.pass('Start') } as never),
      'received "definitionBody". Hint: did you mean "definition"?',
    ],
  ])('%s', (_title, build, message) => {
    expect(placed(build)).toThrow(BuilderError);
    expect(placed(build)).toThrow(message);
  });

  test('props that a later release of aws-cdk-lib reads pass', () => {
    const { given, requireRead } = watched({ comment: 'Orders', laterProp: true });

    expect(given.laterProp).toBe(true);
    expect(() => requireRead('Test/Flow')).not.toThrow();
  });
});

describe('What a builder refuses is told by the workflow it is placed in, with construct, step and way out', () => {
  const own = steps<Order>();
  let leaked: Ref<Order> | undefined;
  own.pass('Owner', {
    output: ({ input }) => {
      leaked = input;
      return { id: input.orderId };
    },
  });

  test.each<[string, () => unknown, string, RegExp]>([
    [
      'two steps of one name',
      () => workflow<Order>().next(pass('Twin')).next(pass('Twin')),
      'step "Twin": Two different steps have this name, and state names are unique in the whole workflow, branches included.',
      /Hint: rename one of them/,
    ],
    [
      'a name of 81 characters',
      () => own.pass('x'.repeat(81)),
      `step "${'x'.repeat(81)}": State names have 1 to 80 characters, and this one has 81.`,
      /Hint: shorten it/,
    ],
    ['a choice without conditions', () => own.choice('Which?', (c) => c), 'step "Which?": The choice has no condition.', /Hint: add one/],
    [
      'a choice over no cases',
      () => own.choiceOn('orderId' as never, {} as never, { name: 'Which?' }),
      'step "Which?": The choice has no cases.',
      /Hint: give a step for each value of "orderId"/,
    ],
    ['a saga without steps', () => own.saga('Trip', (s) => s), 'step "Trip": The saga has no steps.', /Hint: add one: saga\(name/],
    ['a parallel without branches', () => own.parallel('Both', []), 'step "Both": It has no branches.', /Hint: name at least one/],
    [
      'a tryCatch that tries nothing',
      () => tryCatch<Order, object, Order, never, never>('Try', (t) => t as never),
      'step "Try": It tries no step.',
      /Hint: begin with one/,
    ],
    ['a negative wait', () => own.wait('Pause', { seconds: -1 }), 'step "Pause": It waits for -1 seconds', /Hint: round it up/],
    [
      'a reference outside its callback',
      () => own.pass('Thief', { output: () => ({ id: leaked?.orderId as never }) }),
      'step "Thief": It uses the reference "input" that was given to a callback of step "Owner".',
      /Hint: use the references that this callback itself receives/,
    ],
    [
      'a state of aws-cdk-lib at two places',
      () => {
        const audit = fromState<Order, Order>(new Pass(emptyStack(), 'Audit'));
        return workflow<Order>().next(audit).next(pass('Between')).next(audit);
      },
      'step "Audit": fromState() places Test/Audit after "Between", which is placed in Test/Flow already.',
      /Hint: make a second state with aws-cdk-lib/,
    ],
  ])('%s', (_title, build, message, hint) => {
    expect(placed(build)).toThrow(BuilderError);
    expect(placed(build)).toThrow(`Test/Flow: ${message}`);
    expect(placed(build)).toThrow(hint);
  });

  test('a construct id with a slash', () => {
    expect(() => new Workflow(emptyStack(), 'a/b', { definition: own.pass('Start') })).toThrow(
      'Test: The id "a/b" of the workflow has a slash, which separates ids in construct paths. Hint: write "a--b"',
    );
  });

  test('wherever the step stands, and with the place where it was written as its cause', () => {
    const inside = workflow<Order>().next(map('Each', { items: () => [1] }, (item) => item.next(choice('Which?', (c) => c))));
    let thrown: unknown;
    try {
      new Workflow(emptyStack(), 'Flow', { definition: inside });
    } catch (error) {
      thrown = error;
    }

    expect(String(thrown)).toContain('Test/Flow: step "Which?": The choice has no condition.');
    expect((thrown as Error).cause).toBeInstanceOf(BuilderError);
    expect(((thrown as Error).cause as Error).stack).toContain('bad-input.test.ts');
  });

  test('a step that nobody places is told of nowhere', () => {
    expect(() => own.choice('Which?', (c) => c)).not.toThrow();
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

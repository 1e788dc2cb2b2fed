import { Duration } from 'aws-cdk-lib';
import { handler, pass, pollUntil, steps, workflow } from 'drystep';
import { eq } from 'drystep/expressions';
import type { JsonValue } from '../../src/asl';
import { lambdaTasks } from './lambda-tasks';
import { type AnyFlow, acceptedDefinition, type Language, languages, runFlow, visitedStates } from './run-flow';
import { emptyStack, importedFunction, placed } from './synthesized';

interface Order {
  orderId: string;
  giveUpAt: string;
  job?: { status: string };
}

const order = { orderId: 'o-1', giveUpAt: '2026-01-01T01:02:00+01:00' };
const start = '2026-01-01T00:00:00Z';
const check = handler<{ id: string }, { status: string }>(importedFunction(emptyStack(), 'Check'));
const asking = steps<Order>().invoke('Check', check, { payload: ({ input }) => ({ id: input.orderId }), replace: 'job' });
const every = Duration.seconds(30);

/** Runs a poll whose answers come one after the other, the last one being BUSY for ever. */
async function poll(flow: AnyFlow, language: Language, answers: readonly string[]) {
  let asked = 0;
  const answer = (): JsonValue => {
    asked += 1;
    return { status: answers[asked - 1] ?? 'BUSY' };
  };
  const result = await runFlow(flow, language, order, lambdaTasks(language, { Check: answer }), start);
  const times = result.history.map(({ timestamp }) => Number(timestamp));
  return { result, asked, seconds: (Math.max(...times) - Math.min(...times)) / 1000 };
}

describe.each(languages)('pollUntil in %s', (language) => {
  const flow = workflow<Order>()
    .next(
      pollUntil('Ready?', asking, {
        until: ({ input }) => eq(input.job.status, 'DONE'),
        every,
        deadline: ({ input }) => input.giveUpAt,
      }),
    )
    .next(pass('After'));

  test('asks again after each pause until it is done', async () => {
    const { result, asked, seconds } = await poll(flow, language, ['BUSY', 'BUSY', 'DONE']);

    expect(asked).toBe(3);
    expect(result.output).toEqual({ ...order, job: { status: 'DONE' } });
    expect(seconds).toBe(60);
  });

  test('fails once the clock is at a timestamp of the data, whatever its offset', async () => {
    const { result, seconds } = await poll(flow, language, []);

    expect(result).toMatchObject({ status: 'FAILED', error: 'DeadlineExceeded', cause: '"Ready?" was not done at its deadline.' });
    expect(seconds).toBe(120);
  });

  test('fails after a number of runs', async () => {
    const counted = workflow<Order>().next(
      steps<Order>().pollUntil('Ready?', asking, {
        until: ({ input }) => eq(input.job.status, 'DONE'),
        every,
        attempts: 3,
        error: 'GaveUp',
      }),
    );

    const { result, asked } = await poll(counted, language, []);

    expect(asked).toBe(3);
    expect(result).toMatchObject({ status: 'FAILED', error: 'GaveUp', cause: '"Ready?" was not done after 3 attempts.' });
  });
});

test('pollUntil counts the time that its runs take, too', async () => {
  const slow = steps<Order>().pollUntil(
    'Ready?',
    (job) => job.next(steps<Order>().wait('Work', { duration: Duration.seconds(50) })).next(asking),
    { until: ({ input }) => eq(input.job.status, 'DONE'), every, deadline: Duration.minutes(2) },
  );

  const { result, asked, seconds } = await poll(workflow<Order>().next(slow), 'JSONata', []);

  expect(result).toMatchObject({ status: 'FAILED', cause: '"Ready?" was not done after 120 seconds.' });
  expect([asked, seconds]).toEqual([2, 130]);
});

test('pollUntil refuses a Duration as deadline in JSONPath, with three ways out', () => {
  const flow = steps<Order>().pollUntil('Ready?', asking, {
    until: ({ input }) => eq(input.job.status, 'DONE'),
    every,
    deadline: Duration.minutes(2),
  });

  expect(() => acceptedDefinition(flow, 'JSONPath')).toThrow(
    'Test/Flow: step "Ready?": JSONPath cannot express a deadline as a Duration, because it cannot add to a time, in "deadline". Hint: count runs with attempts: 4, or give a timestamp of the data: deadline: ({ input }) => input.until, or leave queryLanguage at JSONata.',
  );
});

test.each([
  [
    'never pauses',
    { every: Duration.seconds(0), deadline: Duration.seconds(1) },
    'It pauses for 0 seconds, and Step Functions waits for whole seconds of 1 or more. Hint: round every up.',
  ],
  [
    'gives up before its first pause is over',
    { every, deadline: Duration.seconds(1) },
    'It pauses for 30 seconds and gives up after 1, so it would never run again. Hint: raise the deadline.',
  ],
  ['runs once', { every, attempts: 1 }, 'It has 1 attempts, so it would never pause and run again. Hint: give it 2 or more.'],
  [
    'never gives up',
    { every } as { every: Duration; attempts: number },
    'It never gives up. Hint: give a deadline: Duration.hours(1), or a number of attempts.',
  ],
  [
    'does not say how long it pauses',
    { attempts: 3 } as { every: Duration; attempts: number },
    'It does not say how long it pauses. Hint: give every: Duration.seconds(30).',
  ],
])('a poll that %s is refused', (_title, times, message) => {
  const until = () => eq(undefined as never, 1 as never);

  expect(placed(() => steps<Order>().pollUntil('Ready?', asking, { until, ...times }))).toThrow(`Test/Flow: step "Ready?": ${message}`);
});

test('the states of a poll end in the choice', async () => {
  const flow = steps<Order>().pollUntil('Ready?', asking, { until: ({ input }) => eq(input.job.status, 'DONE'), every, attempts: 2 });

  const { result } = await poll(flow, 'JSONata', ['DONE']);

  expect(visitedStates(result)).toEqual(['Ready? Start', 'Check', 'Ready?', 'Ready? Done']);
});

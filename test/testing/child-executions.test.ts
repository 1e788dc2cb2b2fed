import 'drystep/jest';
import { countsOf, type ExecutionResult, execute, type TaskCall, TaskError } from 'drystep/interpreter';
import { estimate, stepTable, testMachine, visitsOf } from 'drystep/testing';

const distributed = (states: object, more: object = {}) => ({
  Type: 'Map',
  ItemProcessor: {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    StartAt: Object.keys(states)[0],
    States: states,
  },
  End: true,
  ...more,
});

/**
 * 2,000 items at depth three: the first and the last 250 are charged; of these each 50th is busy once, and each 100th from 1 is refused for good.
 * Counted by hand: 500 charges, 10 retries, 5 catches. Where 1,000 histories are kept, they are those of 10 and 100 Map runs and of the first 890 items.
 */
const machine = {
  StartAt: 'Outer',
  States: {
    Outer: distributed({
      Middle: distributed({
        Inner: distributed({
          Sort: {
            Type: 'Choice',
            Choices: [
              { Variable: '$', NumericLessThan: 0, Next: 'Never' },
              {
                Or: [
                  { Variable: '$', NumericLessThan: 250 },
                  { Variable: '$', NumericGreaterThanEquals: 1750 },
                ],
                Next: 'Charge',
              },
            ],
            Default: 'Skip',
          },
          Charge: {
            Type: 'Task',
            Resource: 'arn:aws:lambda:us-east-1:111111111111:function:charge',
            Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 2 }],
            Catch: [
              { ErrorEquals: ['Broken'], Next: 'Skip' },
              { ErrorEquals: ['NoCarrier'], Next: 'Bad' },
            ],
            Next: 'Done',
          },
          Bad: { Type: 'Pass', End: true },
          Never: { Type: 'Pass', End: true },
          Skip: { Type: 'Pass', End: true },
          Done: { Type: 'Succeed' },
        }),
      }),
    }),
  },
};
const input = Array.from({ length: 10 }, (_, outer) =>
  Array.from({ length: 10 }, (_1, middle) => Array.from({ length: 20 }, (_2, inner) => outer * 200 + middle * 20 + inner)),
);

const charge = ({ input: item, attempt }: Pick<TaskCall, 'input' | 'attempt'>): string => {
  const number = item as number;
  if (number % 50 === 0 && attempt === 0) throw new TaskError('Busy');
  if (number % 100 === 1) throw new TaskError('NoCarrier', 'nobody delivers there');
  return 'paid';
};

const run = (childHistories?: number): Promise<ExecutionResult> =>
  execute(machine, {
    input,
    tasks: { Charge: (call: TaskCall) => charge(call) },
    ...(childHistories === undefined ? {} : { childHistories }),
  });

const VISITS = { Outer: 1, Middle: 10, Inner: 100, Sort: 2000, Charge: 500, Bad: 5, Never: 0, Skip: 1500, Done: 495 };

const whole = run(3000);
const partly = run();

describe('Counts: child executions at depth three, 2,000 items', () => {
  test('agree with what was counted by hand, whether or not histories are kept', async () => {
    for (const result of [await whole, await partly]) {
      const counts = countsOf(result);
      expect(Object.fromEntries((counts?.states ?? []).map(({ name, visits }) => [name, visits]))).toEqual(VISITS);
      const charged = counts?.states.find(({ name }) => name === 'Charge');
      expect(charged).toMatchObject({
        calls: 510,
        repeats: 10,
        retriers: [10],
        catches: [{ catcher: 1, error: 'NoCarrier', next: 'Bad', count: 5 }],
      });
      expect(charged?.retried[1]).toBe(10);
      expect(charged?.transitions.map(({ next, count }) => [next, count])).toEqual([
        ['Done', 495],
        ['Skip', 0],
        ['Bad', 5],
      ]);
      const sorted = counts?.states.find(({ name }) => name === 'Sort');
      expect(sorted?.rules).toEqual([
        { true: 0, false: 2000 },
        { true: 500, false: 1500 },
      ]);
      expect(sorted?.transitions.map(({ next, count }) => [next, count])).toEqual([
        ['Never', 0],
        ['Charge', 500],
        ['Skip', 1500],
      ]);
      expect(counts?.states.find(({ name }) => name === 'Inner')?.items).toEqual({ none: 0, one: 0, many: 100 });
      expect(counts?.children).toBe(2110);
    }
    expect(countsOf(await whole)?.withoutHistory).toBe(0);
    expect(countsOf(await partly)?.withoutHistory).toBe(1110);
  });

  test('are what the histories say, where all are kept', async () => {
    const { history, mapRuns } = await whole;
    const counts = countsOf(await whole);

    const visits = visitsOf(history, mapRuns);

    const read = new Map<string, number>();
    for (const { state } of visits) read.set(state, (read.get(state) ?? 0) + 1);
    expect((counts?.states ?? []).map(({ name, visits: counted }) => [name, counted])).toEqual(
      Object.keys(VISITS).map((name) => [name, read.get(name) ?? 0]),
    );
    expect(visits.reduce((sum, { retries }) => sum + retries, 0)).toBe(10);
    expect(visits.filter(({ caught }) => caught !== undefined)).toHaveLength(5);
    const bad = visits.find(({ state }) => state === 'Bad');
    expect([bad?.branch, bad?.branch?.visit.branch, bad?.branch?.visit.branch?.visit.branch].map((each) => each?.visit.state)).toEqual([
      'Inner',
      'Middle',
      'Outer',
    ]);
  });

  test('keep as many histories as the option says, those of Map runs inside of a Map run included', async () => {
    const { mapRuns } = await run(15);

    const middle = mapRuns[0]?.children ?? [];
    expect(middle).toHaveLength(10);
    expect(middle.map((child) => child.mapRuns[0]?.children.length)).toEqual([5, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  test('estimate: counts transitions of every child', async () => {
    const { transitions, largestPayload } = estimate(await partly);

    // 4,611 states entered, and 10 retries.
    expect(transitions).toBe(4621);
    expect(largestPayload.unread).toBe(1110);
    expect(estimate(await whole)).toMatchObject({ transitions: 4621, largestPayload: { unread: 0 } });
  });
});

describe.each([
  ['kept', whole],
  ['counted', partly],
])('Matchers: child executions at depth three, histories %s', (_title, running) => {
  test('see visits, calls, retries, catches and transitions', async () => {
    const execution = await running;

    expect(execution).toHaveVisited('Bad');
    expect(execution).not.toHaveVisited('Never');
    expect(execution).toHaveCalled('Charge', 510);
    expect(execution).not.toHaveCalled('Charge', 500);
    expect(execution).toHaveRetried('Charge', 1);
    expect(execution).not.toHaveRetried('Charge', 2);
    expect(execution).toHaveRetried('Charge', 0);
    expect(execution).toHaveCaught('Charge', 'NoCarrier', { next: 'Bad' });
    expect(execution).not.toHaveCaught('Charge', /Broken/);
    expect(execution).toHaveTransitioned('Charge', 'Bad');
    expect(execution).not.toHaveTransitioned('Charge', 'Skip');
    expect(execution).toStayWithin({ transitions: 4621 });
    expect(execution).not.toStayWithin({ transitions: 4620 });
    expect(execution).toStayWithin();
  });

  test.each([
    ['toHaveVisited', () => running.then((execution) => expect(execution).not.toHaveVisited('Bad'))],
    ['toHaveVisitedExactly', () => running.then((execution) => expect(execution).toHaveVisitedExactly('Outer', 'Middle'))],
    ['toHaveCalled', () => running.then((execution) => expect(execution).not.toHaveCalled('Charge'))],
    ['toHaveCalled, with a number', () => running.then((execution) => expect(execution).toHaveCalled('Charge', 509))],
    ['toHaveRetried', () => running.then((execution) => expect(execution).not.toHaveRetried('Charge'))],
    ['toHaveCaught', () => running.then((execution) => expect(execution).not.toHaveCaught('Charge'))],
    ['toHaveTransitioned', () => running.then((execution) => expect(execution).not.toHaveTransitioned('Charge', 'Bad'))],
  ])('fails when %s is not so', async (_matcher, assertion) => {
    await expect(assertion()).rejects.toThrow(/Expected/);
  });
});

describe('Matchers: what failures say where histories were not kept', () => {
  const kept = 'the history of 1110 of 2110 child executions was not kept';

  // Charge is called 510 times, and 255 of these calls are in the histories that are kept: items 0 to 249, five of which were busy.
  test.each([
    ['a wrong number of calls', 509, 'Expected "Charge" to be called 509 times, but it was called 510 times'],
    ['the number of calls that are kept', 255, 'Expected "Charge" to be called 255 times, but it was called 510 times'],
  ])('%s: all calls that were counted', async (_title, number, reason) => {
    const execution = await partly;

    expect(() => expect(execution).toHaveCalled('Charge', number)).toThrow(`${reason} (${kept}).`);
  });

  test.each<[string, (execution: ExecutionResult) => void]>([
    ['retries', (execution) => expect(execution).toHaveRetried('Charge', 2)],
    ['catches', (execution) => expect(execution).toHaveCaught('Charge', 'Broken')],
    ['transitions', (execution) => expect(execution).toHaveTransitioned('Charge', 'Skip')],
  ])('%s: that none was counted elsewhere', async (_title, ask) => {
    const execution = await partly;

    expect(() => ask(execution)).toThrow(`(${kept}, and the counts say that it did not happen there).`);
  });
});

describe('Matchers: questions that only a history answers', () => {
  const remedy = 'Hint: keep their histories with the option { childHistories: 2110 } of execute(definition, …).';
  const refusals: readonly [string, (execution: ExecutionResult) => unknown, string][] = [
    ['toHaveCalledWith', (execution) => expect(execution).not.toHaveCalledWith('Charge', 1999), '.not.toHaveCalledWith()'],
    ['toHaveStateInput', (execution) => expect(execution).not.toHaveStateInput('Bad', 'none'), '.not.toHaveStateInput()'],
    ['toHaveStateOutput', (execution) => expect(execution).not.toHaveStateOutput('Skip', 'none'), '.not.toHaveStateOutput()'],
    ['toHaveWaited', (execution) => expect(execution).not.toHaveWaited('Charge', 5000), '.not.toHaveWaited()'],
    ['toHaveVariables', (execution) => expect(execution).not.toHaveVariables({ total: 1 }, 'Skip'), '.not.toHaveVariables()'],
    ['toHaveVisited, in order', (execution) => expect(execution).toHaveVisited('Skip', 'Bad', 'Sort', 'Bad', 'Outer'), 'toHaveVisited()'],
    ['toHaveRetried, with delays', (execution) => expect(execution).toHaveRetried('Charge', 1, { delays: [7000] }), 'toHaveRetried()'],
    ['toStayWithin', (execution) => expect(execution).toStayWithin({ payloadBytes: 100_000 }), 'toStayWithin()'],
  ];

  test.each(refusals)('fails when %s cannot be said, and names the option', async (_matcher, ask, name) => {
    const execution = await partly;

    expect(() => ask(execution)).toThrow(name);
    expect(() => ask(execution)).toThrow('the history of 1110 of 2110 child executions was not kept');
    expect(() => ask(execution)).toThrow(remedy);
  });

  test('are answered where what is kept is enough', async () => {
    const execution = await partly;

    expect(execution).toHaveCalledWith('Charge', 5);
    expect(execution).toHaveStateInput('Sort', 0);
    expect(execution).toHaveRetried('Charge', 1, { delays: [1000] });
    expect(execution).not.toHaveStateInput('Inner', 'none');
    expect(execution).toHaveVisited('Outer', 'Middle', 'Inner', 'Sort');
    expect(execution).toSucceed();
    expect(execution).toHaveTaken(1000);
  });

  test('the table of steps says what it does not show', async () => {
    expect(stepTable(await partly)).toContain('the history of 1110 of 2110 child executions was not kept');
    expect(stepTable(await whole)).not.toContain('was not kept');
  });
});

describe('Matchers: 1,500 items, of which the last fails into Bad', () => {
  const flat = testMachine(
    {
      StartAt: 'Each',
      States: {
        Each: distributed(
          {
            Check: { Type: 'Choice', Choices: [{ Variable: '$', NumericEquals: 1499, Next: 'Bad' }], Default: 'Good' },
            Good: { Type: 'Pass', End: true },
            Bad: { Type: 'Fail', Error: 'Broken' },
          },
          { ToleratedFailureCount: 1 },
        ),
      },
    },
    'Flat',
  );
  const items = Array.from({ length: 1500 }, (_, index) => index);

  test('fails when the state was visited behind the histories that are kept', async () => {
    const execution = await flat.execute(items);

    expect(() => expect(execution).not.toHaveVisited('Bad')).toThrow('Expected .not.toHaveVisited("Bad"), but');
    expect(execution).toHaveVisited('Bad');
  });

  test('fails when visits are asked for that were not kept, and gives them with the option', async () => {
    const execution = await flat.execute(items);
    const kept = await flat.execute(items, { childHistories: 1500 });

    const remedy = 'keep their histories with the option { childHistories: 1500 } of execute(input, …).';
    expect(() => execution.visits).toThrow(remedy);
    expect(() => execution.state('Bad')).toThrow(remedy);
    expect(execution.state('Each')).toHaveLength(1);
    expect(kept.state('Bad')).toHaveLength(1);
    expect(kept.visits).toHaveLength(3001);
  });

  test('of a started execution, while its children run', async () => {
    const parked = testMachine(
      {
        StartAt: 'Each',
        States: { Each: distributed({ Visit: { Type: 'Pass', Next: 'Rest' }, Rest: { Type: 'Wait', Seconds: 60, End: true } }) },
      },
      'Parked',
    );
    const execution = parked.start([1, 2]);
    await execution.advance(1000);

    expect(execution).toHaveVisited('Visit');
    expect(() => expect(execution).not.toHaveVisited('Rest')).toThrow('Expected');
    expect(execution.state('Rest').map(({ status }) => status)).toEqual(['WAITING', 'WAITING']);
    await execution.result();
    expect(execution.state('Rest').map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
  });

  test('fails when a plain result is asked for a state that its definition does not have', async () => {
    const execution = await whole;

    expect(() => expect(execution).not.toHaveVisited('Chrage')).toThrow(
      'The definition has no state "Chrage". Hint: did you mean "Charge"?',
    );
  });
});

import 'drystep/jest';
import { estimate, estimatePaths, testMachine } from 'drystep/testing';
import { call, callback, chain, distributedMap, invoke } from './fixtures/asl';

const orders = testMachine({
  StartAt: 'Charge',
  States: {
    Charge: call('charge', { ResultPath: '$.receipt', Next: 'Large?' }),
    'Large?': { Type: 'Choice', Choices: [{ Variable: '$.total', NumericGreaterThan: 100, Next: 'Ask' }], Default: 'Both' },
    Ask: callback({ ResultPath: '$.approval', Next: 'Both' }),
    Both: {
      Type: 'Parallel',
      Branches: [
        chain({ Print: { Type: 'Pass' } }),
        chain({ Each: { Type: 'Map', ItemsPath: '$.items', ItemProcessor: chain({ Pick: invoke('pick') }) } }),
      ],
      ResultPath: '$.both',
      Next: 'Ship',
    },
    Ship: call('ship', {
      Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 2 }],
      Catch: [{ ErrorEquals: ['Busy'], Next: 'Rejected' }],
      Next: 'Done',
    }),
    Done: { Type: 'Succeed' },
    Rejected: { Type: 'Fail', Error: 'Rejected' },
  },
});
orders.mock('Charge').returns('r-1');
orders.mock('Ask').returns(true);
orders.mock('Pick').returnsPayload('p');
orders.mock('Ship').returns({});

describe('estimatePaths', () => {
  test('gives each path the transitions and events that executions of it have', async () => {
    const paths = new Map(estimatePaths(orders, { items: 3 }).map((each) => [each.path.steps.map(({ state }) => state).join(' '), each]));
    const input = { items: [1, 2, 3] };
    const small = estimate(await orders.execute({ ...input, total: 5 }));
    const large = estimate(await orders.execute({ ...input, total: 500 }));
    orders.mock('Ship').fails('Busy');
    const rejected = estimate(await orders.execute({ ...input, total: 500 }));

    expect(paths.size).toBeGreaterThan(1);
    for (const [states, { transitions, events, cost }] of paths) {
      const run = states.includes('Rejected') ? rejected : states.includes('Ask') ? large : small;
      // A path to the rejection need not go by the manager.
      const withoutManager = run === rejected && !states.includes('Ask');
      expect({ states, transitions, events }).toEqual({
        states,
        transitions: run.transitions - (withoutManager ? 1 : 0),
        events: run.events - (withoutManager ? 6 : 0),
      });
      expect(cost).toBeCloseTo(transitions * 0.000025, 10);
    }
  });

  test('counts the children of a distributed Map as transitions, not as events', () => {
    const map = (Mode: string) =>
      chain({
        Each: {
          Type: 'Map',
          ItemProcessor: {
            ProcessorConfig: { Mode, ...(Mode === 'INLINE' ? {} : { ExecutionType: 'STANDARD' }) },
            ...chain({ Pick: { Type: 'Pass' } }),
          },
        },
      });

    expect(estimatePaths(map('INLINE'), { items: 100 })[0]).toMatchObject({ transitions: 101, events: 406 });
    expect(estimatePaths(map('DISTRIBUTED'), { items: 100 })[0]).toMatchObject({ transitions: 101, events: 8 });
  });

  test('takes other prices, and fails for what is not a definition', () => {
    expect(estimatePaths(orders, { prices: { perTransition: 1 } })[0]?.cost).toBe(estimatePaths(orders)[0]?.transitions);
    expect(() => estimatePaths({ StartAt: 'A', States: {} })).toThrow('States');
  });
});

describe('the time of a path', () => {
  const slow = testMachine({
    StartAt: 'Rest',
    States: {
      Rest: { Type: 'Wait', Seconds: 60, Next: 'Ask' },
      Ask: callback({
        TimeoutSeconds: 100,
        Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 5, MaxAttempts: 3, BackoffRate: 3, MaxDelaySeconds: 20 }],
        Catch: [
          { ErrorEquals: ['Busy'], Next: 'End' },
          { ErrorEquals: ['States.Timeout'], Next: 'End' },
        ],
        Next: 'End',
      }),
      End: { Type: 'Succeed' },
    },
  });

  test('is what waits, retry delays and timeouts take, as executions take it', async () => {
    const [through, busy, late] = ['Rest, Ask, End', 'Ask fails with Busy', 'Ask fails with States.Timeout'].map(
      (title) => estimatePaths(slow).find(({ path }) => path.title.includes(title))?.duration,
    );
    slow.mock('Ask').fails('Busy');
    const failed = await slow.execute({});

    expect(through).toBe(60);
    // 5, 15, and 45 seconds that are no more than 20.
    expect(busy).toBe(60 + 5 + 15 + 20);
    expect(estimate(failed).duration).toBe(100_000);
    expect(late).toBe(60 + 100);
  });

  test.each([
    ['INLINE', 3, {}, 60],
    ['INLINE', 3, { MaxConcurrency: 2 }, 120],
    ['INLINE', 0, {}, 0],
    ['STANDARD', 3, {}, 60],
    ['EXPRESS', 3, { MaxConcurrency: 1 }, 180],
    ['EXPRESS', 0, { MaxConcurrency: 1 }, 0],
  ])('holds what the items of a Map wait: %s, %i items, %j', async (kind, items, more, seconds) => {
    const waits = { Rest: { Type: 'Wait', Seconds: 60 } };
    const each = kind === 'INLINE' ? { Type: 'Map', ItemProcessor: chain(waits), ...more } : distributedMap(waits, more, kind);
    const machine = testMachine(chain({ Each: each }), 'Rests');

    expect(estimatePaths(machine, { items })[0]?.duration).toBe(seconds);
    expect(estimate(await machine.execute(Array.from({ length: items }, () => 0))).duration).toBe(seconds * 1000);
  });

  test('is what an Express execution is charged for', async () => {
    const waits = chain({ Rest: { Type: 'Wait', Seconds: 2 } });
    const cost = estimatePaths(waits, { type: 'EXPRESS' })[0]?.cost;

    expect(cost).toBeCloseTo(1 / 1_000_000 + (2 * (64 / 1024) * 0.06) / 3600, 12);
    expect(cost).toBeCloseTo(estimate(await testMachine(waits).execute({}), { type: 'EXPRESS' }).cost, 12);
  });
});

describe('Express children of a distributed Map', () => {
  const children = (type: string) =>
    testMachine(
      chain({
        Before: { Type: 'Pass' },
        Each: distributedMap({ Rest: { Type: 'Wait', Seconds: 2 }, Done: { Type: 'Pass' } }, {}, type),
      }),
      'Children',
    );
  const perTransition = 0.025 / 1000;
  // A request each, and 2 s of 64 MB.
  const perChild = 1 / 1_000_000 + (2 * (64 / 1024) * 0.06) / 3600;

  test('are charged by request and time, not by transition', async () => {
    const { transitions, cost, expressChildren } = estimate(await children('EXPRESS').execute([1, 2, 3]));

    expect(transitions).toBe(8);
    expect(expressChildren).toBe(3);
    expect(cost).toBeCloseTo(2 * perTransition + 3 * perChild, 12);
    expect(estimate(await children('STANDARD').execute([1, 2, 3]))).toMatchObject({ cost: 8 * perTransition, expressChildren: 0 });
  });

  test('are estimated so before any has run', () => {
    const [express] = estimatePaths(children('EXPRESS'), { items: 3 });
    const [standard] = estimatePaths(children('STANDARD'), { items: 3 });

    expect(express?.cost).toBeCloseTo(2 * perTransition + 3 * perChild, 12);
    expect(express).toMatchObject({ transitions: 8, expressChildren: 3 });
    expect(standard?.cost).toBeCloseTo(8 * perTransition, 12);
  });
});

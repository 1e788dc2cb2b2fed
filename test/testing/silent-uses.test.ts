import 'drystep/jest';
import { answer, testMachine } from 'drystep/testing';
import { fileHints } from '../../src/testing/mocks/file-hints';
import { call, callback, chain } from './fixtures/asl';

/** Uses that were green whatever the workflow did. */
const orders = testMachine(
  chain({
    Charge: call('charge', { Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 2 }], Catch: [{ ErrorEquals: ['Declined'], Next: 'Reject' }] }),
    'Cool Down': { Type: 'Wait', Seconds: 60 },
    Ship: call('ship', { Next: 'Done' }),
    Reject: { Type: 'Fail', Error: 'OrderRejected', Cause: 'declined' },
    Done: { Type: 'Succeed' },
  }),
  'Orders',
);
orders.mock('Charge').returns({ receiptId: 'r-1' });
orders.mock('Ship').returns({});
const rejected = () => orders.execute({}, { mocks: { Charge: answer.fails('Declined', 'no money') } });

describe('A duration whose parts are all undefined', () => {
  const nothing = { seconds: undefined } as never;

  test.each<[string, () => unknown]>([
    ['advance()', () => orders.start({}).advance(nothing)],
    ['.after()', async () => orders.mock('Ship').returns({}).after(nothing)],
    ['toHaveTaken()', async () => expect(await orders.execute({})).not.toHaveTaken(nothing)],
  ])('fails in %s: it is no time at all, which is written as 0', async (method, use) => {
    await expect(use()).rejects.toThrow(`${method} expected a duration of 0 or more, received {"seconds":"undefined"}.`);
  });

  test.each([
    [undefined, 'received undefined'],
    [{ toMilliseconds: 5 }, 'received {"toMilliseconds":5}'],
  ])('fails for %j', async (duration, says) => {
    await expect(orders.start({}).advance(duration as never)).rejects.toThrow(`advance() expected a duration of 0 or more, ${says}.`);
  });

  test('is a duration where one of them is given', async () => {
    const execution = orders.start({});

    await execution.advance({ minutes: 1, seconds: undefined } as never);

    expect(execution).toSucceed();
  });
});

describe('advance() with the seconds of a timeout behind a shorter heartbeat', () => {
  const asking = () => testMachine(chain({ Ask: callback({ TimeoutSeconds: 600, HeartbeatSeconds: 20 }) })).start({});

  test('fails', async () => {
    await expect(asking().advance(600)).rejects.toThrow(
      'advance(600) lets 600 milliseconds pass, and state "Ask" times out after 600 seconds. Hint: write advance({ seconds: 600 })',
    );
  });

  test('is taken where milliseconds reach the heartbeat, or are meant', async () => {
    const execution = asking();

    await execution.advance({ milliseconds: 600 });
    await execution.advance(19_000);
    expect(execution.status).toBe('RUNNING');
    await execution.advance(600);

    expect(execution).toFailWith('States.Timeout');
  });
});

describe('A call that moves time and is not awaited', () => {
  const unawaited: readonly [string, (execution: ReturnType<typeof orders.start>) => Promise<unknown>][] = [
    ['advance()', (execution) => execution.advance({ minutes: 1 })],
    ['until()', (execution) => execution.until(({ status }) => status !== 'RUNNING')],
  ];

  test.each(unawaited)('fails the matcher behind it, which would see the time before: %s', async (_call, move) => {
    const execution = orders.start({});
    const moved = move(execution);

    expect(() => expect(execution).not.toHaveVisited('Ship')).toThrow('Hint: await the call: await execution.advance({ days: 7 }).');
    await moved;

    expect(execution).toHaveVisited('Ship');
  });

  test('may be judged by its own predicate, by a handler on its way, and under fake timers', async () => {
    jest.useFakeTimers();
    const machine = orders.with({
      Ship: () => {
        expect(execution).toHaveVisited('Cool Down');
        return {};
      },
    });
    const execution = machine.start({});

    await execution.until((current) => {
      expect(current).not.toHaveVisited('Reject');
      return current.status === 'SUCCEEDED';
    });
    jest.useRealTimers();

    expect(execution).toSucceed();
  });
});

describe('A pattern that is made of nothing', () => {
  test.each<[string, unknown]>([
    ['object', expect.objectContaining({})],
    ['object', expect.not.objectContaining({})],
    ['list', expect.arrayContaining([])],
    ['text', expect.stringContaining('')],
    ['text', expect.stringMatching('')],
  ])('fails where data is expected: every %s fits %s', async (any, pattern) => {
    const execution = await orders.execute({});
    const says = `which every ${any} fits. Hint: `;

    expect(() => expect(execution).toSucceedWith(pattern)).toThrow(says);
    expect(() => expect(execution).not.toHaveCalledWith('Ship', pattern)).toThrow(says);
    expect(() => expect(execution).toHaveStateInput('Ship', pattern)).toThrow(says);
    expect(() => expect(execution).toHaveStateOutput('Ship', pattern)).toThrow(says);
    expect(() => answer.onInput(pattern as object)).toThrow(`.onInput() expected fields, received a pattern that every ${any} fits.`);
  });

  test('fails as the cause of a failure, and as the variables', async () => {
    const execution = await rejected();

    expect(() => expect(execution).toFailWith('OrderRejected', expect.objectContaining({}))).toThrow('which every object fits');
    expect(() => expect(execution).toHaveVariables(expect.objectContaining({ total: 1 }))).toThrow(
      'expected variables by their names, received ObjectContaining {"total":1}. Hint: write { total: expect.any(Number) }',
    );
  });

  test('says something where it names a part, or stands in a part', async () => {
    const execution = await orders.execute({ items: [1] });

    expect(execution).toHaveStateInput('Charge', { items: expect.arrayContaining([]) });
    expect(execution).toHaveStateInput('Charge', expect.objectContaining({ items: expect.any(Array) }));
  });
});

describe('A history that is none', () => {
  test.each<[string, unknown]>([
    ['without events', []],
    ['of other things', [{}]],
    ['that went through JSON', [{ id: 1, type: 'ExecutionStarted', timestamp: '2024-01-01T00:00:00.000Z' }]],
  ])('fails %s', (_title, history) => {
    const judged = { status: 'SUCCEEDED', history };

    expect(() => expect(judged).not.toHaveTaken(5)).toThrow('toHaveTaken() expected an execution');
    expect(() => expect(judged).toMatchHistorySnapshot()).toThrow('toMatchHistorySnapshot() expected an execution.');
  });
});

describe('A pattern that fits every failure', () => {
  test.each([/./, /.*/, /^/, /\w+/, /[A-Za-z.]+/, /Declined|/, expect.stringMatching(/.+/)])(
    'fails as the name of an error: %s',
    async (any) => {
      const execution = await rejected();

      expect(() => expect(execution).toFailWith(any)).toThrow(
        'which fits every name. Hint: name what is meant; for any name write expect.any(String).',
      );
      expect(() => expect(execution).not.toFailWith(any)).toThrow('which fits every name');
      expect(() => expect(execution).toHaveCaught('Charge', any)).toThrow('toHaveCaught() expected a pattern for the name of an error');
    },
  );

  test.each([/./, /.*/s, /[\s\S]/])('fails as its cause: %s', async (any) => {
    const execution = await rejected();

    expect(() => expect(execution).toFailWith('OrderRejected', any)).toThrow('which fits every cause');
  });

  test.each([/Rejected$/, /^Order/, /^(?!States\.)/, /^[A-Z][A-Za-z]+$/, expect.any(String), expect.not.stringMatching(/Busy/)])(
    'is none where a failure may not fit: %s',
    async (some) => {
      expect(await rejected()).toFailWith(some, /^\w+$/);
    },
  );
});

describe('.not.toHaveCalled() with more calls than an execution can make', () => {
  const judged = async (definition: object, count: number) => {
    const machine = testMachine(definition, 'Some');
    machine.mock('Charge').returns({});
    const execution = await machine.execute({ items: [1], left: 0 });
    return () => expect(execution).not.toHaveCalled('Charge', count);
  };
  const charge = call('charge', { Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 2 }] });
  const branch = (state: object) => ({ StartAt: 'Charge', States: { Charge: { ...state, End: true } } });

  test.each<[string, object, number, string]>([
    ['its retriers', chain({ Charge: charge }), 4, 'the retriers of "Charge" allow 3 calls in all. Hint: write a number up to 3'],
    ['no retrier', chain({ Charge: call('charge') }), 2, 'an execution calls "Charge" once at most'],
    [
      'a Parallel state that is retried',
      chain({ Both: { Type: 'Parallel', Branches: [branch(charge)], Retry: [{ ErrorEquals: ['A'], MaxAttempts: 1 }] } }),
      7,
      'the retriers of "Charge" allow 6 calls',
    ],
  ])('fails by %s', async (_title, definition, count, says) => {
    expect(await judged(definition, count)).toThrow(`.not.toHaveCalled() can only pass: ${says}`);
  });

  test.each<[string, object]>([
    ['as many as the retriers allow', chain({ Charge: charge })],
    ['any number in a Map', chain({ Each: { Type: 'Map', ItemsPath: '$.items', ItemProcessor: branch(call('charge')) } })],
    [
      'any number in a loop',
      chain({
        Charge: call('charge', { ResultPath: null }),
        Again: { Type: 'Choice', Choices: [{ Variable: '$.left', NumericGreaterThan: 0, Next: 'Charge' }], Default: 'Done' },
        Done: { Type: 'Succeed' },
      }),
    ],
  ])('passes for %s', async (_title, definition) => {
    expect(await judged(definition, 3)).not.toThrow();
  });
});

test('toBeValid() whose options lower what AWS refuses holds, and says so when the file ends', () => {
  const dangling = chain({ Charge: call('charge', { Next: 'Shp' }) });

  expect(dangling).toBeValid({ severities: { MISSING_TRANSITION_TARGET: 'off' } });

  expect(fileHints.leaveFile()).toContainEqual(
    expect.stringMatching(/^toBeValid\(\) holds of .* since severities lowers MISSING_TRANSITION_TARGET, which AWS refuses: .*Shp/),
  );
  expect(() => expect(dangling).toBeValid({ severities: { MISSING_TRANSITION_TARGET: 'off' }, failOn: 'WARNING' })).toThrow('Shp');
});

test('toBeValid() says that a definition was not read, and fails where there is no other', () => {
  const elsewhere = { Type: 'AWS::StepFunctions::StateMachine', Properties: { DefinitionS3Location: { Bucket: 'b', Key: 'k' } } };
  const here = { Type: 'AWS::StepFunctions::StateMachine', Properties: { Definition: chain({ Done: { Type: 'Succeed' } }) } };
  const says = 'toBeValid() says nothing of Orders, whose definition was not read';

  expect(() => expect({ Resources: { Orders: elsewhere } }).toBeValid()).toThrow(says);
  expect(() => expect({ Resources: { Orders: elsewhere } }).not.toBeValid()).toThrow(says);
  expect({ Resources: { Orders: elsewhere, Bills: here } }).toBeValid();
  expect(fileHints.leaveFile()).toContainEqual(expect.stringContaining(says));
});

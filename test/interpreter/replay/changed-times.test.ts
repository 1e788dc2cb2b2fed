import { delayed, execute, type HistoryEvent, replay, start, TaskError } from '../../../src/interpreter';
import { task } from './order';

const LAMBDA = 'arn:aws:states:::lambda:invoke';

/** A machine of one state. */
function machine(state: object, fields: object = {}) {
  return { StartAt: 'S', States: { S: { ...state, End: true } }, ...fields };
}

/** A Map over three items. */
function map(fields: object, inside: object = { Type: 'Wait', Seconds: 60 }) {
  return machine({
    Type: 'Map',
    ItemsPath: '$.items',
    ItemProcessor: { StartAt: 'In', States: { In: { ...inside, End: true } } },
    ...fields,
  });
}

const ITEMS = { items: ['a', 'b', 'c'] };

async function historyOf(definition: object, options: Parameters<typeof execute>[1] = {}): Promise<readonly HistoryEvent[]> {
  const { history } = await execute(definition, { input: ITEMS, ...options });
  return history;
}

/** The events as a service gives them whose every step takes so long. */
function withSteps(history: readonly HistoryEvent[], step: number): HistoryEvent[] {
  return history.map((event) => ({ ...event, timestamp: new Date(event.timestamp.getTime() + event.id * step) }));
}

const busy = () => {
  throw new TaskError('Busy');
};

describe('replay: concurrency', () => {
  test('is noticed when it is lost', async () => {
    const history = await historyOf(map({}));

    const { matches, divergence } = await replay(map({ MaxConcurrency: 1 }), history);

    expect(history.at(-1)?.timestamp.getTime()).toBe((history[0]?.timestamp.getTime() as number) + 60_000);
    expect(matches).toBe(false);
    expect(divergence).toMatchObject({
      state: 'S',
      branch: [{ state: 'S', index: 1 }],
      expected: 'a start with the Map',
      got: 'a start when another item has ended',
      hint: 'check MaxConcurrency of "S".',
    });
    expect(history[(divergence?.eventId as number) - 1]).toMatchObject({
      type: 'MapIterationStarted',
      mapIterationStartedEventDetails: { index: 1 },
    });
  });

  test.each([
    ['1 to 2', { MaxConcurrency: 1 }, { MaxConcurrency: 2 }],
    ['1 to any', { MaxConcurrency: 1 }, {}],
    ['any to 2', {}, { MaxConcurrency: 2 }],
    ['2 to 1', { MaxConcurrency: 2 }, { MaxConcurrency: 1 }],
  ])('is noticed when it changes from %s, with and without times', async (_title, before, after) => {
    const history = await historyOf(map(before));

    for (const times of [true, false]) expect((await replay(map(after), history, { times })).matches).toBe(false);
    expect((await replay(map(before), withSteps(history, 60))).matches).toBe(true);
  });

  test('makes no difference where it is enough for all items', async () => {
    const history = await historyOf(map({ MaxConcurrency: 3 }));

    for (const fields of [{}, { MaxConcurrency: 4 }]) expect((await replay(map(fields), history)).matches).toBe(true);
  });

  test.each([
    ['lost', {}, { MaxConcurrency: 1 }],
    ['gained', { MaxConcurrency: 1 }, {}],
  ])('is noticed when it is %s in a Map that failed by its first item', async (_title, before, after) => {
    const tasks = { In: () => delayed(5, busy) };
    const history = await historyOf(map(before, task()), { tasks });

    const { divergence } = await replay(map(after, task()), history);

    expect(divergence).toMatchObject({ hint: 'check MaxConcurrency of "S".' });
    expect((await replay(map(before, task()), history)).matches).toBe(true);
  });

  test('of more than forty items is the choice of the service', async () => {
    const input = { items: Array.from({ length: 50 }, (_, index) => index) };
    const history = await historyOf(map({ MaxConcurrency: 30 }), { input });

    expect((await replay(map({}), history)).matches).toBe(true);
    expect((await replay(map({ MaxConcurrency: 20 }), history)).matches).toBe(false);
  });

  test('of child executions is noticed when it is lost', async () => {
    const distributed = (fields: object) =>
      machine({
        Type: 'Map',
        ItemsPath: '$.items',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'In',
          States: { In: { Type: 'Wait', Seconds: 60, End: true } },
        },
        ...fields,
      });
    const { history, mapRuns } = await execute(distributed({}), { input: ITEMS });
    const children = mapRuns[0]?.children.map((child) => child.history);

    const same = await replay(distributed({}), history, { children });
    const { divergence } = await replay(distributed({ MaxConcurrency: 2 }), history, { children });

    expect(same).toMatchObject({ matches: true, unchecked: [{ what: 'concurrency', state: 'S' }] });
    expect(divergence).toMatchObject({ state: 'S', expected: '3 child executions at once', got: 'at most 2' });
  });
});

describe('replay: delays of retries', () => {
  const retrying = (retrier: object, state: object = task()) =>
    machine({ ...state, Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 10, MaxAttempts: 3, ...retrier }] });

  test.each([
    ['a second more', { IntervalSeconds: 11 }, '10 s', '11 s'],
    ['a second less', { IntervalSeconds: 9 }, '10 s', '9 s'],
    ['another rate', { BackoffRate: 2.2 }, '20 s', '22 s'],
    ['a cap', { MaxDelaySeconds: 38 }, '40 s', '38 s'],
  ])('are noticed with %s', async (_title, retrier, expected, got) => {
    const history = await historyOf(retrying({}), { tasks: busy });

    expect((await replay(retrying(retrier), history)).divergence).toMatchObject({ place: 'after', expected, got });
    for (const step of [20, 60]) {
      const slow = withSteps(history, step);
      expect((await replay(retrying({}), slow)).matches).toBe(true);
      expect((await replay(retrying(retrier), slow)).divergence).toMatchObject({ place: 'after', got });
    }
  });

  test.each(['Map', 'Parallel'])('of a %s are noticed', async (kind) => {
    const inside = { StartAt: 'In', States: { In: task({ End: true }) } };
    const around = kind === 'Map' ? { Type: 'Map', ItemsPath: '$.items', ItemProcessor: inside } : { Type: 'Parallel', Branches: [inside] };
    const history = await historyOf(retrying({}, around), { tasks: () => delayed(3, busy) });

    const { divergence } = await replay(retrying({ IntervalSeconds: 12 }, around), history);

    expect((await replay(retrying({}, around), withSteps(history, 50))).matches).toBe(true);
    expect(divergence).toMatchObject({ state: 'S', place: 'after', expected: '10 s', got: '12 s' });
  });

  test('with jitter are noticed when they are longer than the longest, and said to be unchecked else', async () => {
    const jitter = (retrier: object) => retrying({ JitterStrategy: 'FULL', ...retrier });
    const history = await historyOf(jitter({ IntervalSeconds: 1000 }), { tasks: busy, seed: 3 });

    const same = await replay(jitter({ IntervalSeconds: 1000 }), history);
    const longer = await replay(jitter({ IntervalSeconds: 5000 }), history);
    const { divergence } = await replay(jitter({ IntervalSeconds: 2 }), history);

    for (const result of [same, longer]) expect(result).toMatchObject({ matches: true, unchecked: [{ what: 'retry-delay', state: 'S' }] });
    expect(divergence).toMatchObject({ place: 'after', got: 'at most 2 s' });
  });
});

describe('replay: waits and deadlines', () => {
  const wait = (Seconds: number, fields: object = {}) => machine({ Type: 'Wait', Seconds }, fields);

  test.each([61, 59, 1, 0])('a Wait of 60 s that became one of %i s is noticed', async (seconds) => {
    const history = await historyOf(wait(60));

    const { divergence } = await replay(wait(seconds), withSteps(history, 40));

    expect(divergence).toMatchObject({ state: 'S', place: 'after', got: `${seconds} s` });
  });

  test('a Wait that its history does not end is noticed when it would have ended', async () => {
    const execution = start(wait(3600), {});
    execution.pump();
    execution.advanceClock(execution.now + 100_000);
    execution.stop('Enough');

    const { divergence } = await replay(wait(60), execution.history);

    expect((await replay(wait(7200), execution.history)).matches).toBe(true);
    expect(divergence).toMatchObject({ state: 'S', place: 'after', expected: 'more than 100 s', got: '60 s' });
  });

  test('a Wait that the failure of a sibling cut short is noticed when it would have ended before', async () => {
    const definition = (seconds: number) =>
      machine({
        Type: 'Parallel',
        Branches: [
          { StartAt: 'Pause', States: { Pause: { Type: 'Wait', Seconds: seconds, Next: 'Work' }, Work: task({ End: true }) } },
          { StartAt: 'Try', States: { Try: task({ End: true }) } },
        ],
      });
    const history = await historyOf(definition(600), { tasks: { Try: () => delayed(300, busy) } });

    const { divergence } = await replay(definition(200), history);

    expect((await replay(definition(400), withSteps(history, 60))).matches).toBe(true);
    expect(divergence).toMatchObject({ state: 'Pause', place: 'after', expected: 'more than 300 s', got: '200 s' });
  });

  test.each([50, 65, 3600])('an execution that ran out of 60 s is noticed when it has %i s', async (seconds) => {
    const history = await historyOf(wait(600, { TimeoutSeconds: 60 }));

    const { divergence } = await replay(wait(600, { TimeoutSeconds: seconds }), history);

    expect((await replay(wait(600, { TimeoutSeconds: 60 }), withSteps(history, 60))).matches).toBe(true);
    expect(divergence).toMatchObject({ place: 'after', expected: '60 s', got: `${seconds} s` });
  });

  test('a Wait for a point in time ends at it, however late it began', async () => {
    const definition = (time: string) =>
      machine({
        Type: 'Map',
        ItemsPath: '$.items',
        ItemProcessor: { StartAt: 'In', States: { In: { Type: 'Wait', Timestamp: time, End: true } } },
      });
    const history = await historyOf(definition('2024-01-01T00:10:00Z'), { startTime: '2024-01-01T00:00:00Z' });

    expect((await replay(definition('2024-01-01T00:10:00Z'), withSteps(history, 50))).matches).toBe(true);
    expect((await replay(definition('2024-01-01T00:10:02Z'), history)).matches).toBe(false);
  });
});

describe('replay: the service', () => {
  const steps = {
    StartAt: 'One',
    States: {
      One: { Type: 'Pass', Next: 'Two' },
      Two: { Type: 'Wait', Seconds: 60, Next: 'Three' },
      Three: { Type: 'Task', Resource: LAMBDA, Parameters: { FunctionName: 'f' }, End: true },
    },
  };
  const changed = JSON.parse(JSON.stringify(steps).replace('60', '50')) as object;
  const tasks = { Three: {} };

  test('may be slow in all that it does', async () => {
    const slow = withSteps(await historyOf(steps, { tasks }), 12_000);

    expect((await replay(steps, slow)).matches).toBe(true);
    expect((await replay(changed, slow)).matches).toBe(true);
  });

  test('may be late once, by as much as `latency` says', async () => {
    const history = await historyOf(steps, { tasks });
    const late = history.map((event) => ({ ...event, timestamp: new Date(event.timestamp.getTime() + (event.id > 4 ? 8_000 : 0)) }));

    expect((await replay(steps, late)).divergence).toMatchObject({ state: 'Two', expected: '68 s', got: '60 s' });
    expect((await replay(steps, late, { latency: 10 })).matches).toBe(true);
    await expect(replay(steps, late, { latency: -1 })).rejects.toThrow('latency');
  });
});

describe('replay: what stays unchecked', () => {
  test('is empty where everything was compared', async () => {
    const definition = machine({ Type: 'Wait', Seconds: 60 });

    expect((await replay(definition, await historyOf(definition))).unchecked).toEqual([]);
  });

  test('is all that has to do with the clock where times do not count', async () => {
    const definition = machine({ Type: 'Wait', Seconds: 60 });

    expect((await replay(definition, await historyOf(definition), { times: false })).unchecked).toEqual([
      { what: 'times', state: undefined },
    ]);
  });

  test('is what comes after a history that has no end', async () => {
    const definition = machine({ Type: 'Wait', Seconds: 60 });
    const history = await historyOf(definition);

    const result = await replay(
      { ...definition, States: { S: { Type: 'Wait', Seconds: 60, Next: 'T' }, T: { Type: 'Fail' } } },
      history.slice(0, 2),
    );

    expect(result).toMatchObject({ matches: true, unchecked: [{ what: 'unfinished', state: undefined }] });
  });

  test('holds tasks that are heard of', async () => {
    const definition = machine({
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Parameters: { QueueUrl: 'q', MessageBody: 'm' },
      HeartbeatSeconds: 60,
    });

    expect((await replay(definition, await historyOf(definition, { tasks: { S: 'yes' } }))).unchecked).toEqual([
      { what: 'heartbeats', state: 'S' },
    ]);
  });
});

describe('replay: names', () => {
  test('a machine of one state that has another name diverges with both names', async () => {
    const { divergence } = await replay(
      { StartAt: 'Renamed', States: { Renamed: { Type: 'Pass', End: true } } },
      await historyOf(machine({ Type: 'Pass' })),
    );

    expect(divergence?.message).toBe(
      'The replay diverges at event 2 at state "S": expected PassStateEntered "S", got PassStateEntered "Renamed". Hint: state "S" seems to have the name "Renamed" here: give it its name back, or leave executions that may come to it to the version that has it. It has none that the history entered: is it the same machine?',
    );
  });

  test('the first state of a branch that has another name is named', async () => {
    const definition = (name: string) =>
      machine({
        Type: 'Parallel',
        Branches: [
          { StartAt: 'Left', States: { Left: { Type: 'Pass', End: true } } },
          { StartAt: name, States: { [name]: { Type: 'Pass', End: true } } },
        ],
      });

    const { divergence } = await replay(definition('Renamed'), await historyOf(definition('Right')));

    expect(divergence).toMatchObject({
      state: 'Right',
      got: 'PassStateEntered "Renamed"',
      hint: expect.stringContaining('state "Right" seems to have the name "Renamed" here'),
    });
  });

  test('the state inside of a Map that has another name is named', async () => {
    const history = await historyOf(map({}));

    const { divergence } = await replay(JSON.parse(JSON.stringify(map({})).replaceAll('"In"', '"Inside"')) as object, history);

    expect(divergence).toMatchObject({ state: 'In', branch: [{ state: 'S', index: 0 }], got: 'WaitStateEntered "Inside"' });
  });
});

import { delayed, execute, type HistoryEvent, parked, replay, start, type TaskCall, TaskError } from '../../../src/interpreter';

const FUNCTION = 'arn:aws:lambda:us-east-1:111111111111:function:f';
const CALLBACK = 'arn:aws:states:::sqs:sendMessage.waitForTaskToken';

function task(fields: object = {}) {
  return { Type: 'Task', Resource: FUNCTION, ...fields };
}

/** An order: charges, waits, asks somebody, ships every item. */
const ORDER = {
  StartAt: 'Charge',
  States: {
    Charge: task({
      ResultPath: '$.charge',
      TimeoutSeconds: 30,
      Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 10 }],
      Next: 'Cool Down',
    }),
    'Cool Down': { Type: 'Wait', Seconds: 60, Next: 'Large?' },
    'Large?': { Type: 'Choice', Choices: [{ Variable: '$.total', NumericGreaterThan: 100, Next: 'Ask' }], Default: 'Ship All' },
    Ask: {
      Type: 'Task',
      Resource: CALLBACK,
      Parameters: { QueueUrl: 'q', MessageBody: { 'token.$': '$$.Task.Token', 'execution.$': '$$.Execution.Id' } },
      HeartbeatSeconds: 100,
      ResultPath: null,
      Next: 'Ship All',
    },
    'Ship All': {
      Type: 'Map',
      ItemsPath: '$.items',
      MaxConcurrency: 2,
      ItemProcessor: { StartAt: 'Ship', States: { Ship: task({ End: true }) } },
      Next: 'Tell',
    },
    Tell: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Tell Buyer', States: { 'Tell Buyer': task({ End: true }) } },
        { StartAt: 'Tell Seller', States: { 'Tell Seller': task({ End: true }) } },
      ],
      End: true,
    },
  },
};

/** What production answered: slowly, and once with an error. */
function production(call: TaskCall) {
  if (call.state === 'Charge') {
    return delayed(2.5, () => {
      if (call.attempt === 0) throw new TaskError('Busy', 'later');
      return { receipt: 'r-1' };
    });
  }
  return delayed(1.25, () => ({ done: call.state }));
}

/** The history of a run of ORDER, as the AWS CLI prints it; the callback is answered after 250 seconds, with heartbeats. */
async function recordOrder(): Promise<{ events: HistoryEvent[] }> {
  const execution = start(ORDER, {
    input: { total: 500, items: ['a', 'b', 'c'] },
    name: 'production-run-of-an-order',
    seed: 7,
    tasks: (call) => (call.state === 'Ask' ? delayed(0.5, () => parked({ MessageId: 'm-1' })) : production(call)),
  });
  execution.pump();
  while (execution.pending.length === 0) execution.fireNextTimer();
  for (const seconds of [80, 160, 240]) {
    while (execution.fireNextTimer(Date.UTC(2024, 0, 1) + (75.5 + seconds) * 1000));
    execution.advanceClock(Date.UTC(2024, 0, 1) + (75.5 + seconds) * 1000);
    execution.pending[0]?.heartbeat();
  }
  execution.advanceClock(execution.now + 10_000);
  execution.pending[0]?.succeed({ approved: true });
  execution.pump();
  while (execution.result === undefined) execution.fireNextTimer();
  expect(execution.result.status).toBe('SUCCEEDED');
  return JSON.parse(JSON.stringify({ events: execution.history })) as { events: HistoryEvent[] };
}

function changed(state: string, fields: object) {
  return { ...ORDER, States: { ...ORDER.States, [state]: { ...(ORDER.States as Record<string, object>)[state], ...fields } } };
}

describe('replay: the same definition', () => {
  test('matches, times, tokens and heartbeats included', async () => {
    const history = await recordOrder();

    const result = await replay(ORDER, history);

    expect(result.divergence).toBeUndefined();
    expect(result.matches).toBe(true);
    expect(result.history.at(-1)?.timestamp).toEqual(new Date(history.events.at(-1)?.timestamp as never));
  });

  test('reads dates of the SDK, seconds of the older CLI, reversed order, and text', async () => {
    const { events } = await recordOrder();
    const dates = events.map((event) => ({ ...event, timestamp: new Date(event.timestamp) }));
    const seconds = events.map((event) => ({ ...event, timestamp: new Date(event.timestamp).getTime() / 1000 }));

    const results = await Promise.all([
      replay(ORDER, dates),
      replay(ORDER, seconds),
      replay(ORDER, [...events].reverse()),
      replay(ORDER, JSON.stringify({ events })),
    ]);

    expect(results.map((result) => result.matches)).toEqual([true, true, true, true]);
  });

  test.each([10, 20, 30, 40])('matches the first %i events of an execution that still runs', async (count) => {
    const { events } = await recordOrder();

    expect((await replay(ORDER, events.slice(0, count))).divergence).toBeUndefined();
  });

  test('matches one that timed out, with a task that never ended', async () => {
    const definition = { StartAt: 'Hang', TimeoutSeconds: 50, States: { Hang: task({ End: true }) } };
    const { history } = await execute(definition, { tasks: () => delayed(Number.POSITIVE_INFINITY, () => null) });

    const result = await replay(definition, history);

    expect(history.at(-1)?.type).toBe('ExecutionTimedOut');
    expect(result.divergence).toBeUndefined();
  });

  test('matches one that was stopped', async () => {
    const definition = { StartAt: 'Sleep', States: { Sleep: { Type: 'Wait', Seconds: 100, End: true } } };
    const execution = start(definition);
    execution.pump();
    execution.advanceClock(execution.now + 20_000);
    execution.stop('Enough', 'by hand');

    expect((await replay(definition, execution.history)).divergence).toBeUndefined();
  });

  test('matches one that was redriven', async () => {
    let broken = true;
    const definition = { StartAt: 'Before', States: { Before: { Type: 'Pass', Next: 'Work' }, Work: task({ End: true }) } };
    const execution = start(definition, {
      tasks: () => {
        if (broken) throw new TaskError('Broken');
        return 'mended';
      },
    });
    execution.pump();
    broken = false;
    execution.advanceClock(execution.now + 3_600_000);
    execution.redrive();
    execution.pump();

    expect(execution.result?.status).toBe('SUCCEEDED');
    expect((await replay(definition, execution.history)).divergence).toBeUndefined();
  });

  test('matches when a failing branch cut its siblings short', async () => {
    const definition = {
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'Slow', States: { Slow: task({ End: true }) } },
            { StartAt: 'Bad', States: { Bad: task({ End: true }) } },
          ],
          Catch: [{ ErrorEquals: ['Broken'], Next: 'Mend' }],
          End: true,
        },
        Mend: { Type: 'Pass', End: true },
      },
    };
    const tasks = (call: TaskCall) =>
      delayed(call.state === 'Slow' ? 100 : 5, () => {
        throw new TaskError('Broken');
      });
    const { history } = await execute(definition, { tasks });

    expect((await replay(definition, history)).divergence).toBeUndefined();
  });
});

describe('replay: a changed definition', () => {
  test.each([
    [
      'a retarget',
      changed('Cool Down', { Next: 'Ship All' }),
      { state: 'Large?', expected: 'ChoiceStateEntered "Large?"', got: 'MapStateEntered "Ship All"' },
    ],
    [
      'another rule',
      changed('Large?', { Choices: [{ Variable: '$.total', NumericGreaterThan: 1000, Next: 'Ask' }] }),
      { state: 'Ask', got: 'MapStateEntered "Ship All"' },
    ],
    ['a longer wait', changed('Cool Down', { Seconds: 3600 }), { state: 'Cool Down', place: 'after', expected: '60 s', got: '3600 s' }],
    ['a shorter wait', changed('Cool Down', { Seconds: 6 }), { state: 'Cool Down', place: 'after', got: '6 s' }],
    ['no retry', changed('Charge', { Retry: [] }), { state: 'Charge', got: 'ExecutionFailed "Busy"' }],
    [
      'a later retry',
      changed('Charge', { Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 40 }] }),
      { state: 'Charge', expected: '10 s', got: '40 s' },
    ],
    [
      'a shorter timeout',
      changed('Charge', { TimeoutSeconds: 2 }),
      { state: 'Charge', place: 'timeoutInSeconds', expected: '30', got: '2' },
    ],
    ['another request', changed('Ask', { Parameters: { QueueUrl: 'q' } }), { state: 'Ask', place: 'parameters/MessageBody', got: 'none' }],
    ['another result', changed('Charge', { ResultPath: '$.payment' }), { state: 'Charge', place: 'output/charge', got: 'none' }],
    ['another resource', changed('Charge', { Resource: `${FUNCTION}2` }), { state: 'Charge', place: 'resource' }],
    [
      'another concurrency',
      changed('Ship All', { ItemsPath: '$.items[0:2]' }),
      { state: 'Ship All', place: 'length', expected: '3', got: '2' },
    ],
    ['an end', changed('Ship All', { Next: undefined, End: true }), { state: 'Tell', got: 'ExecutionSucceeded' }],
    [
      'a branch more',
      changed('Tell', {
        Branches: [...ORDER.States.Tell.Branches, { StartAt: 'Tell Bank', States: { 'Tell Bank': { Type: 'Pass', End: true } } }],
      }),
      { state: 'Tell', expected: expect.stringContaining('"Tell Bank"') },
    ],
    [
      'a state inside',
      changed('Ship All', {
        ItemProcessor: { StartAt: 'Pack', States: { Pack: { Type: 'Pass', Next: 'Ship' }, Ship: task({ End: true }) } },
      }),
      { state: 'Ship', got: 'PassStateEntered "Pack"' },
    ],
  ])('diverges by %s', async (_title, definition, expected) => {
    const history = await recordOrder();

    const { matches, divergence } = await replay(JSON.parse(JSON.stringify(definition)) as object, history);

    expect(matches).toBe(false);
    expect(divergence).toMatchObject(expected);
  });

  test('says in one sentence where and what to look at', async () => {
    const history = await recordOrder();

    const { divergence } = await replay(
      changed('Ship All', { ItemProcessor: { StartAt: 'Ship', States: { Ship: task({ Parameters: { 'item.$': '$' }, End: true }) } } }),
      history,
    );

    expect(divergence?.message).toMatchInlineSnapshot(
      `"The replay diverges at event 25 at state "Ship" in item 0 of "Ship All": input: expected "a", got {"item":"a"}. Hint: check Parameters or Arguments, and the timeouts, of the state: running executions would send something else."`,
    );
  });

  test('leaves an attempt that was never made without an end', async () => {
    const definition = { StartAt: 'Work', States: { Work: task({ End: true }) } };
    const tasks = () => {
      throw new TaskError('Busy');
    };
    const { history } = await execute(definition, { tasks });

    const { divergence } = await replay(
      { StartAt: 'Work', States: { Work: task({ Retry: [{ ErrorEquals: ['Busy'] }], End: true }) } },
      history,
    );

    expect(divergence).toMatchObject({ expected: 'ExecutionFailed "Busy"', got: expect.stringContaining('LambdaFunctionScheduled') });
  });

  test('ignores times on request', async () => {
    const history = await recordOrder();

    expect((await replay(changed('Cool Down', { Seconds: 3600 }), history, { times: false })).matches).toBe(true);
  });
});

describe('replay: data that runs make up', () => {
  const definition = {
    StartAt: 'Make',
    States: {
      Make: {
        Type: 'Pass',
        Parameters: {
          'id.$': 'States.UUID()',
          'name.$': "States.Format('{} of {}', $.customer, $$.Execution.Name)",
          'at.$': '$$.State.EnteredTime',
        },
        End: true,
      },
    },
  };

  test('may be another as long as it is made up', async () => {
    const { history } = await execute(definition, { input: { customer: 'c-1' }, seed: 99, startTime: '2025-05-05T00:00:00Z' });

    expect((await replay(definition, history)).divergence).toBeUndefined();
  });

  test('counts when it came from the input', async () => {
    const [one, other] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
    const pick = (path: string) => ({ StartAt: 'Pick', States: { Pick: { Type: 'Pass', InputPath: path, End: true } } });
    const { history } = await execute(pick('$.one'), { input: { one, other } });

    const { divergence } = await replay(pick('$.other'), history);

    expect(divergence).toMatchObject({ eventId: 3, place: 'output', expected: `"${one}"`, got: `"${other}"` });
  });
});

describe('replay: a history that is of no use', () => {
  const events = async () => (await recordOrder()).events as object[];

  test.each<[string, (events: object[]) => unknown, string]>([
    [
      'of another machine',
      (all) => JSON.parse(JSON.stringify(all).replaceAll('"name":"', '"name":"Other ')) as object[],
      'The history belongs to another machine: it entered "Other Charge"',
    ],
    ['cut in the middle', (all) => [...all.slice(0, 4), ...all.slice(8)], 'The history is cut: event 5 is missing; after event 4 comes 9'],
    ['cut at the start', (all) => all.slice(3), 'The history is cut: event 1 is missing'],
    ['with a next token', (all) => ({ events: all, nextToken: 'AAAA' }), 'it has a nextToken'],
    ['of text that was cut', (all) => JSON.stringify(all).slice(0, 500), 'The history is no JSON'],
    [
      'without payloads',
      (all) => JSON.parse(JSON.stringify(all).replace(/"input":"(\\"|[^"])*",/g, '')) as object[],
      'The history holds no payloads',
    ],
    [
      'with a cut payload',
      (all) => JSON.parse(JSON.stringify(all).replace('{"truncated":false}', '{"truncated":true}')) as object[],
      'its input was left out or cut',
    ],
    [
      'with a link into the future',
      (all) => all.map((event) => ({ ...event, previousEventId: 1000 })),
      'a `previousEventId` before the event',
    ],
    ['without times', (all) => all.map((event) => ({ ...event, timestamp: 'then' })), 'expected a `timestamp`'],
    ['without events', () => [], 'The history holds no event'],
    ['that is something else', () => ({ executions: [] }), 'expected the events of GetExecutionHistory'],
    [
      'that goes on after its end',
      (all) => [
        ...all,
        {
          id: all.length + 1,
          previousEventId: all.length,
          type: 'PassStateEntered',
          timestamp: 0,
          stateEnteredEventDetails: { name: 'X' },
        },
      ],
      'comes after the end of the execution',
    ],
  ])('fails when it is one %s', async (_title, change, message) => {
    const history = change(await events());

    await expect(replay(ORDER, history as never)).rejects.toThrow(message);
  });

  test('fails when a child of a distributed Map runs a task, and takes an answer for it', async () => {
    const definition = {
      StartAt: 'All',
      States: {
        All: {
          Type: 'Map',
          ItemProcessor: {
            ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
            StartAt: 'One',
            States: { One: task({ End: true }) },
          },
          End: true,
        },
      },
    };
    const { history } = await execute(definition, { input: [1, 2], tasks: () => 'done' });

    await expect(replay(definition, history)).rejects.toThrow('Task "One" runs in a child execution of the distributed Map "All"');
    expect((await replay(definition, history, { tasks: { One: 'done' } })).divergence).toBeUndefined();
  });
});

describe('replay: callbacks that are heard of', () => {
  const definition = {
    StartAt: 'Ask',
    States: { Ask: { Type: 'Task', Resource: CALLBACK, Parameters: { QueueUrl: 'q', MessageBody: 'm' }, HeartbeatSeconds: 60, End: true } },
  };

  test('follow a hundred days of heartbeats in little time', async () => {
    const execution = start(definition, { tasks: () => parked({}) });
    execution.pump();
    for (let beat = 0; beat < 100 * 24 * 60 * 2; beat++) {
      execution.advanceClock(execution.now + 30_000);
      execution.pending[0]?.heartbeat();
    }
    execution.pending[0]?.succeed('yes');
    execution.pump();
    const { history } = execution;
    const before = performance.now();

    const { divergence } = await replay(definition, history);

    expect(divergence).toBeUndefined();
    expect(performance.now() - before).toBeLessThan(5_000);
  });

  test.each([0, 1, 5])('time out an interval after beat number %i, the last', async (beats) => {
    const execution = start(definition, { tasks: () => parked({}) });
    execution.pump();
    for (let beat = 0; beat < beats; beat++) {
      execution.advanceClock(execution.now + 37_000);
      execution.pending[0]?.heartbeat();
    }
    while (execution.result === undefined) execution.fireNextTimer();

    const { divergence, history } = await replay(definition, execution.history);

    expect(divergence).toBeUndefined();
    expect(history.at(-1)?.timestamp).toEqual(execution.history.at(-1)?.timestamp);
  });
});

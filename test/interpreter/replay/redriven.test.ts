import { delayed, type HistoryEvent, replay, start, type TaskCall, TaskError } from '../../../src/interpreter';
import { cutsOf, problemOf } from './cuts';

const FUNCTION = 'arn:aws:lambda:us-east-1:111111111111:function:f';

function task(fields: object = {}) {
  return { Type: 'Task', Resource: FUNCTION, ...fields };
}

const branch = (name: string, next?: string) => ({
  StartAt: name,
  States: {
    [name]: task(next === undefined ? { End: true } : { Next: next }),
    ...(next === undefined ? {} : { [next]: task({ End: true }) }),
  },
});

const PARALLEL = {
  StartAt: 'Both',
  States: {
    Both: {
      Type: 'Parallel',
      Branches: [
        branch('Quick'),
        branch('Bad', 'After Bad'),
        branch('Slow', 'After Slow'),
        { StartAt: 'Sleep', States: { Sleep: { Type: 'Wait', Seconds: 50, End: true } } },
      ],
      Next: 'Done',
    },
    Done: task({ End: true }),
  },
};

const MAP = {
  StartAt: 'Each',
  States: {
    Each: { Type: 'Map', ItemProcessor: branch('One', 'Two'), Next: 'Done' },
    Done: task({ End: true }),
  },
};

const NESTED = {
  StartAt: 'Outer',
  States: {
    Outer: {
      Type: 'Map',
      ItemProcessor: { StartAt: 'Inner', States: { Inner: { Type: 'Parallel', Branches: [branch('Left'), branch('Right')], End: true } } },
      End: true,
    },
  },
};

/** Branches that send the same, but for the timeout of one. */
const SENT_ALIKE = {
  StartAt: 'Outer',
  States: {
    Outer: {
      Type: 'Parallel',
      Branches: [
        {
          StartAt: 'Inner',
          States: {
            Inner: {
              Type: 'Parallel',
              Branches: [{ StartAt: 'Timed', States: { Timed: task({ TimeoutSeconds: 100, End: true }) } }, branch('Bad')],
              End: true,
            },
          },
        },
        branch('Untimed'),
      ],
      End: true,
    },
  },
};

/** Two branches that put out the same, one of them for good. */
const PUT_OUT_ALIKE = {
  StartAt: 'Both',
  States: {
    Both: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Over', States: { Over: { Type: 'Pass', End: true } } },
        { StartAt: 'Before', States: { Before: { Type: 'Pass', Next: 'After' }, After: task({ End: true }) } },
        {
          StartAt: 'Choose',
          States: {
            Choose: { Type: 'Choice', Choices: [{ Variable: '$.a', NumericEquals: 1, Next: 'Never' }] },
            Never: task({ End: true }),
          },
        },
      ],
      End: true,
    },
  },
};

/** Its items succeed, and what it puts out never can. */
const UNFIT = {
  StartAt: 'Both',
  States: {
    Both: {
      Type: 'Parallel',
      Branches: [
        {
          StartAt: 'Each',
          States: {
            Each: {
              Type: 'Map',
              QueryLanguage: 'JSONata',
              Items: [1, 2],
              ItemProcessor: branch('One'),
              Output: '{% $nothing %}',
              End: true,
            },
          },
        },
        branch('Quick'),
      ],
      End: true,
    },
  },
};

/** Two distributed Maps, each with tasks that no history tells of. */
const TWO_MAP_RUNS = {
  StartAt: 'Both',
  States: {
    Both: {
      Type: 'Parallel',
      Branches: ['First', 'Second'].map((name) => ({
        StartAt: name,
        States: {
          [name]: {
            Type: 'Map',
            QueryLanguage: 'JSONata',
            Items: ['same'],
            ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...branch(`In ${name}`) },
            End: true,
          },
        },
      })),
      End: true,
    },
  },
};

/** How long each task takes; `fails` says in which round (0: before the redrive) it fails. */
interface Script {
  readonly seconds: (call: TaskCall) => number;
  readonly fails: (call: TaskCall, round: number) => boolean;
}

/** The history of an execution that fails and is redriven until it succeeds. */
function redrivenHistory(
  definition: object,
  input: unknown,
  { seconds, fails }: Script,
): { history: readonly HistoryEvent[]; rounds: number } {
  let round = 0;
  const execution = start(definition, {
    input: input as never,
    tasks: (call) => {
      const now = round;
      return delayed(seconds(call), () => {
        if (fails(call, now)) throw new TaskError('Broken', `in round ${now}`);
        return { done: call.state };
      });
    },
  });
  const run = () => {
    execution.pump();
    while (execution.result === undefined && execution.fireNextTimer());
  };
  run();
  while (execution.result?.status !== 'SUCCEEDED' && round < 5) {
    round++;
    execution.advanceClock(execution.now + 3_600_000);
    execution.redrive();
    run();
  }
  return { history: execution.history, rounds: round };
}

const FAILING: [string, object][] = [
  ['in a Map whose items had all succeeded', UNFIT],
  ['between two states, with what another branch had put out, too', PUT_OUT_ALIKE],
];

const CASES: [string, object, unknown, Script][] = [
  [
    'a Parallel state',
    PARALLEL,
    {},
    {
      seconds: ({ state }) => (state === 'Slow' ? 30 : state === 'Bad' ? 10 : 1),
      fails: ({ state }, round) => state === 'Bad' && round < 2,
    },
  ],
  [
    'a Map state',
    MAP,
    [1, 2, 3],
    {
      seconds: ({ input }) => (input === 3 ? 30 : 5),
      fails: ({ state, input }, round) => state === 'One' && input === 2 && round === 0,
    },
  ],
  [
    'a Map state with equal items',
    MAP,
    ['same', 'same', 'same'],
    {
      seconds: ({ branch }) => 5 + (branch[0]?.index ?? 0) * 5,
      fails: ({ branch, state }, round) => state === 'One' && branch[0]?.index === 1 && round === 0,
    },
  ],
  [
    'equal items that go on in another order than that of their indices',
    MAP,
    ['same', 'same', 'same'],
    {
      seconds: ({ branch, state }) => (state === 'One' ? 1 : 30 - (branch[0]?.index ?? 0) * 10),
      fails: ({ branch, state }, round) => state === 'Two' && branch[0]?.index === 2 && round === 0,
    },
  ],
  [
    'two distributed Maps',
    TWO_MAP_RUNS,
    {},
    { seconds: ({ state }) => (state === 'In First' ? 20 : 5), fails: ({ state }, round) => state === 'In Second' && round < 2 },
  ],
  [
    'items that were stopped between two states',
    MAP,
    [1, 2, 3],
    { seconds: () => 0, fails: ({ state, input }, round) => state === 'One' && input === 2 && round === 0 },
  ],
  [
    'branches that send the same with other timeouts',
    SENT_ALIKE,
    {},
    { seconds: ({ state }) => (state === 'Bad' ? 10 : 30), fails: ({ state }, round) => state === 'Bad' && round === 0 },
  ],
  [
    'branches of an item',
    NESTED,
    ['a', 'b'],
    {
      seconds: ({ state, branch }) => (state === 'Right' ? 20 : 5) + (branch[0]?.index ?? 0),
      fails: ({ state, branch }, round) => state === 'Right' && branch[0]?.index === 0 && round < 2,
    },
  ],
];

describe('replay: an execution that was redriven inside', () => {
  test.each(CASES)('%s matches', async (_title, definition, input, script) => {
    const { history, rounds } = redrivenHistory(definition, input, script);

    const result = await replay(definition, history);

    expect(rounds).toBeGreaterThan(0);
    expect(result.divergence).toBeUndefined();
    expect(result.history.at(-1)?.type).toBe('ExecutionSucceeded');
  });

  test.each(CASES)('%s matches without times', async (_title, definition, input, script) => {
    const { history } = redrivenHistory(definition, input, script);

    expect((await replay(definition, history, { times: false })).divergence).toBeUndefined();
  });

  test.each(FAILING)('stands where it stood at every event, redriven %s', async (_title, definition) => {
    const { history, rounds } = redrivenHistory(definition, {}, { seconds: () => 1, fails: () => false });
    const events = JSON.parse(JSON.stringify(history)) as object[];

    const problems = await Promise.all(cutsOf(events.length, 1, 0).map((cut) => problemOf(definition, events, cut)));

    expect(rounds).toBe(5);
    expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
  });

  test('tells equal items apart by what comes after, wherever the history is cut', async () => {
    const [, definition, input, script] = CASES.find(([title]) => title.startsWith('equal items that go on')) as (typeof CASES)[number];
    const { history } = redrivenHistory(definition, input, script);
    const events = JSON.parse(JSON.stringify(history)) as object[];

    const problems = await Promise.all(cutsOf(events.length, 1, 0).map((cut) => problemOf(definition, events, cut)));

    expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
  });

  test('finds the run of a distributed Map by its ARN', async () => {
    const { history } = redrivenHistory(
      TWO_MAP_RUNS,
      {},
      (CASES.find(([title]) => title === 'two distributed Maps') as (typeof CASES)[number])[3],
    );
    const events = JSON.parse(JSON.stringify(history)) as HistoryEvent[];
    const redriven = events.flatMap((event, at) => (event.type === 'MapRunRedriven' ? [at] : [])).slice(-2);
    const [one, other] = redriven as [number, number];
    // The service does not say in which order runs go on.
    const swapped = events.map((event, at) => {
      const from = at === one ? other : at === other ? one : at;
      return { ...(events[from] as HistoryEvent), id: event.id, timestamp: event.timestamp };
    });
    const linked = swapped.map((event) => ({
      ...event,
      previousEventId:
        event.previousEventId === one + 1 ? other + 1 : event.previousEventId === other + 1 ? one + 1 : event.previousEventId,
    }));

    expect(redriven).toHaveLength(2);
    expect((await replay(TWO_MAP_RUNS, linked)).divergence).toBeUndefined();
  });

  test('diverges where what came after the redrive changed', async () => {
    const [, definition, input, script] = CASES[0] as (typeof CASES)[number];
    const { history } = redrivenHistory(definition, input, script);
    const changed = JSON.parse(JSON.stringify(definition).replace('"Done":{', '"Done":{"Parameters":{"changed":true},')) as object;

    const { divergence } = await replay(changed, history);

    expect(divergence).toMatchObject({ state: 'Done', got: '{"changed":true}' });
    expect(divergence?.eventId).toBeGreaterThan(history.findIndex(({ type }) => type === 'ExecutionRedriven'));
  });

  test('diverges where a branch goes on to another state after the redrive', async () => {
    const [, definition, input, script] = CASES[1] as (typeof CASES)[number];
    const { history } = redrivenHistory(definition, input, script);
    const changed = JSON.parse(
      JSON.stringify(definition).replace('"Two":{"Type":"Task"', '"Two":{"Comment":"","Type":"Task"').replaceAll('"Two"', '"Second"'),
    ) as object;

    const { divergence } = await replay(changed, history);

    expect(divergence).toMatchObject({ state: 'Two', got: 'TaskStateEntered "Second"' });
  });

  test('keeps the failure of a branch that fails again without an event, before one that goes on', async () => {
    const definition = {
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'Put', States: { Put: { Type: 'Pass', Result: 1, ResultPath: '$.sum', End: true } } },
            { StartAt: 'Pause', States: { Pause: { Type: 'Wait', Seconds: 60, End: true } } },
            { StartAt: 'Stop', States: { Stop: { Type: 'Fail', Error: 'Busy', Cause: 'on purpose' } } },
          ],
          End: true,
        },
      },
    };
    const execution = start(definition, { input: [] });
    for (let round = 0; round < 3; round++) {
      if (round > 0) execution.redrive();
      execution.pump();
    }
    const events = JSON.parse(JSON.stringify(execution.history)) as object[];

    for (const cut of cutsOf(events.length, 1, 0)) expect([cut, await problemOf(definition, events, cut)]).toEqual([cut, undefined]);
    expect(execution.result).toMatchObject({ error: 'States.ReferencePathConflict' });
  });
});

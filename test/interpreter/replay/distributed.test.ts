import { delayed, execute, type HistoryEvent, replay, start, type TaskCall, TaskError } from '../../../src/interpreter';
import { cutsOf, problemOf } from './cuts';

const FUNCTION = 'arn:aws:lambda:us-east-1:111111111111:function:f';
const CALLBACK = 'arn:aws:states:::sqs:sendMessage.waitForTaskToken';

function task(fields: object = {}) {
  return { Type: 'Task', Resource: FUNCTION, ...fields };
}

/** A distributed Map with two tasks for each item, and a state after it. */
const DEFINITION = {
  StartAt: 'All',
  States: {
    All: {
      Type: 'Map',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'One',
        States: { One: task({ Next: 'Two', Retry: [{ ErrorEquals: ['Busy'] }] }), Two: task({ End: true }) },
      },
      ResultSelector: { 'count.$': 'States.ArrayLength($)' },
      ResultPath: '$.all',
      Retry: [{ ErrorEquals: ['States.ExceedToleratedFailureThreshold'], IntervalSeconds: 5, MaxAttempts: 1 }],
      Next: 'Tell',
    },
    Tell: task({ Parameters: { 'count.$': '$.all.count' }, ResultPath: null, End: true }),
  },
};
const MAP = { ...DEFINITION, States: { ...DEFINITION.States, All: { ...DEFINITION.States.All, ItemsPath: '$.items' } } };

/** What production did: its history, and those of the child executions in another order. */
async function record(definition: object, input: unknown, tasks: (call: TaskCall) => unknown) {
  const { history, mapRuns, status } = await execute(definition, { input: input as never, tasks: tasks as never, seed: 99 });
  const children = mapRuns.flatMap((run) => run.children.map((child) => [...child.history])).reverse();
  return { history, children, status };
}

const works = (call: TaskCall) => delayed(call.state === 'One' ? 3 : 2, () => ({ done: `${call.state} ${JSON.stringify(call.input)}` }));

function changed(text: string, by: string): object {
  const json = JSON.stringify(MAP);
  expect(json).toContain(text);
  return JSON.parse(json.replace(text, by)) as object;
}

describe('replay: a distributed Map without histories of its children', () => {
  test('is taken as recorded, and said to be unchecked', async () => {
    const { history } = await record(MAP, { items: [1, 2, 3] }, works);

    const result = await replay(MAP, history);

    expect(result.divergence).toBeUndefined();
    expect(result.unchecked).toEqual([{ what: 'child-executions', state: 'All' }]);
    expect(result.history.map(({ type }) => type)).toEqual(history.map(({ type }) => type));
    expect(result.history.at(-1)?.timestamp).toEqual(history.at(-1)?.timestamp);
  });

  test('diverges by what comes before and after it', async () => {
    const { history } = await record(MAP, { items: [1, 2, 3] }, works);

    const { divergence } = await replay(changed('"count.$":"$.all.count"', '"number.$":"$.all.count"'), history);

    expect(divergence).toMatchObject({ state: 'Tell', place: 'input/count' });
  });

  test('fails and is retried as recorded', async () => {
    let broken = true;
    const { history, status } = await record(MAP, { items: [1, 2] }, (call) => {
      if (call.state === 'Two' && broken) {
        broken = false;
        throw new TaskError('Broken');
      }
      return works(call);
    });

    const result = await replay(MAP, history);

    expect(status).toBe('SUCCEEDED');
    expect(history.filter(({ type }) => type === 'MapRunFailed')).toHaveLength(1);
    expect(result.divergence).toBeUndefined();
    expect((await replay(changed('"MaxAttempts":1', '"MaxAttempts":0'), history)).divergence).toMatchObject({
      state: 'All',
      got: expect.stringContaining('Failed'),
    });
  });

  test('matches an execution that still runs in it', async () => {
    const execution = start(MAP, { input: { items: [1] }, tasks: () => delayed(100, () => 1) });
    execution.pump();

    expect((await replay(MAP, execution.history)).divergence).toBeUndefined();
  });

  test('is redriven as recorded', async () => {
    let broken = true;
    const single = changed('"MaxAttempts":1', '"MaxAttempts":0');
    const execution = start(single, {
      input: { items: [1, 2] },
      tasks: (call) => {
        if (broken && call.state === 'Two') throw new TaskError('Broken');
        return works(call) as never;
      },
    });
    const run = () => {
      execution.pump();
      while (execution.result === undefined && execution.fireNextTimer());
    };
    run();
    broken = false;
    execution.redrive();
    run();

    const result = await replay(single, execution.history);

    expect(execution.history.filter(({ type }) => type === 'MapRunRedriven')).toHaveLength(1);
    expect(execution.result?.status).toBe('SUCCEEDED');
    expect(result.divergence).toBeUndefined();
  });

  test('counts its own redrives, not those of the execution', async () => {
    const single = changed('"MaxAttempts":1', '"MaxAttempts":0') as typeof MAP;
    const definition = { StartAt: 'First', States: { First: task({ ResultPath: null, Next: 'All' }), ...single.States } };
    const broken = ['First', 'Two'];
    const execution = start(definition, {
      input: { items: [1, 2] },
      tasks: (call) => {
        if (broken[0] === call.state) throw new TaskError('Broken');
        return works(call) as never;
      },
    });
    for (const round of [0, 1, 2]) {
      if (round > 0) execution.redrive();
      execution.pump();
      while (execution.result === undefined && execution.fireNextTimer());
      if (round < 2) expect(broken.shift()).toBeDefined();
    }

    const { divergence } = await replay(definition, execution.history);

    expect(execution.result?.status).toBe('SUCCEEDED');
    expect(execution.history.find(({ type }) => type === 'MapRunRedriven')?.mapRunRedrivenEventDetails?.redriveCount).toBe(1);
    expect(divergence).toBeUndefined();
  });

  test('is redriven as recorded where it was stopped before a retry', async () => {
    const { Tell, ...States } = MAP.States;
    const branch = { StartAt: 'All', States: { All: { ...States.All, Next: undefined, End: true } } };
    const definition = { StartAt: 'Both', States: { Both: { Type: 'Parallel', Branches: [branch], Next: 'Tell' }, Tell } };
    const execution = start(definition, {
      input: { items: [1] },
      tasks: () => {
        throw new TaskError('Broken');
      },
    });
    execution.pump();
    while (execution.waiting[0]?.state !== 'All') execution.fireNextTimer();
    execution.stop();
    execution.redrive();
    execution.pump();
    while (execution.result === undefined && execution.fireNextTimer());

    const events = JSON.parse(JSON.stringify(execution.history)) as object[];

    const problems = await Promise.all(cutsOf(events.length, 1, 0).map((cut) => problemOf(definition, events, cut)));

    expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
  });

  test('runs its children when there is an answer for their tasks', async () => {
    const { history } = await record(MAP, { items: [1, 2, 3] }, works);

    const result = await replay(MAP, history, { tasks: { One: 1, Two: 2 }, times: false });

    expect(result.divergence).toBeUndefined();
    expect(result.unchecked).toEqual([
      { what: 'times', state: undefined },
      { what: 'concurrency', state: 'All' },
    ]);
  });

  test('runs its children when none of them has a task', async () => {
    const passes = {
      StartAt: 'All',
      States: {
        All: {
          Type: 'Map',
          ItemProcessor: {
            ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
            StartAt: 'One',
            States: { One: { Type: 'Pass', Result: 1, End: true } },
          },
          End: true,
        },
      },
    };
    const { history } = await record(passes, [1, 2], works);

    const { divergence } = await replay(JSON.parse(JSON.stringify(passes).replace('"Result":1', '"Result":2')) as object, history);

    expect(divergence).toMatchObject({ state: 'All', place: 'output/0' });
  });
});

describe('replay: a distributed Map with histories of its children', () => {
  test('runs them with their recorded outcomes, found by their input', async () => {
    const { history, children } = await record(MAP, { items: ['a', 'b', 'c'] }, (call) => {
      if (call.attempt === 0 && call.input === 'b') throw new TaskError('Busy');
      return works(call);
    });

    const result = await replay(MAP, history, { children });

    expect(result.divergence).toBeUndefined();
    expect(result.unchecked).toEqual([{ what: 'concurrency', state: 'All' }]);
  });

  test('says that a history was compared with nothing, where no child was started with its input', async () => {
    const passes = (item: string) => ({
      StartAt: 'All',
      States: {
        All: {
          Type: 'Map',
          ItemSelector: { 'item.$': item },
          ItemProcessor: {
            ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
            StartAt: 'One',
            States: { One: { Type: 'Pass', Result: 1, End: true } },
          },
          End: true,
        },
      },
    });
    const { history, children } = await record(passes('$$.Map.Item.Value'), ['a', 'b'], works);
    const uncheckedBy = async (item: string) => (await replay(passes(item), history, { children })).unchecked.map(({ what }) => what);

    expect(await uncheckedBy('$$.Map.Item.Value')).toEqual(['concurrency']);
    expect(await uncheckedBy('$$.Map.Item.Index')).toEqual(['concurrency', 'unused-children']);
  });

  test('tells apart children that were started with the same input', async () => {
    const { history, children } = await record(MAP, { items: ['a', 'a'] }, works);

    expect((await replay(MAP, history, { children })).divergence).toBeUndefined();
  });

  test('diverges inside of a child', async () => {
    const { history, children } = await record(MAP, { items: ['a', 'b'] }, works);

    const { divergence } = await replay(changed('"Two":{', '"Two":{"Parameters":{"changed":true},'), history, { children });

    expect(divergence).toMatchObject({ state: 'Two', place: 'input/done', got: 'none', branch: [{ state: 'All', index: 0 }] });
    expect(divergence?.message).toContain('at state "Two" in item 0 of "All"');
  });

  test('answers their callbacks', async () => {
    const definition = JSON.parse(
      JSON.stringify(MAP).replace(
        `"Two":{"Type":"Task","Resource":"${FUNCTION}"`,
        `"Two":{"Type":"Task","Resource":"${CALLBACK}","Parameters":{"QueueUrl":"q","MessageBody":{"token.$":"$$.Task.Token"}}`,
      ),
    ) as object;
    const { history, children } = await record(definition, { items: ['a'] }, (call) => (call.state === 'Two' ? 'answered' : works(call)));

    expect((await replay(definition, history, { children })).divergence).toBeUndefined();
  });

  test('fails when one of them is missing', async () => {
    const { history, children } = await record(MAP, { items: ['a', 'b'] }, works);

    await expect(replay(MAP, history, { children: children.slice(1) })).rejects.toThrow(
      'Task "One" runs in the child execution for item 1 of the distributed Map "All", and none of the children was started with its input.',
    );
  });

  test('fails when one of them is cut, naming it', async () => {
    const { history, children } = await record(MAP, { items: ['a', 'b'] }, works);
    const [first, second] = children as [HistoryEvent[], HistoryEvent[]];

    await expect(replay(MAP, history, { children: [first, second.slice(3)] })).rejects.toThrow('children[1]: The history is cut');
  });
});

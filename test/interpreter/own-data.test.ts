import { execute, start, TaskError } from 'drystep/interpreter';

const LAMBDA = 'arn:aws:states:::lambda:invoke';
const calling = {
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: LAMBDA,
      Parameters: { FunctionName: 'ask', 'Payload.$': '$' },
      ResultPath: '$.answer',
      Next: 'Wait',
    },
    Wait: { Type: 'Wait', Seconds: 60, End: true },
  },
};
const each = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemsPath: '$.items',
      MaxConcurrency: 1,
      ItemProcessor: {
        StartAt: 'Ask',
        States: { Ask: { Type: 'Task', Resource: LAMBDA, Parameters: { FunctionName: 'ask' }, OutputPath: '$.Payload', End: true } },
      },
      End: true,
    },
  },
};
const passing = {
  StartAt: 'Both',
  States: {
    Both: {
      Type: 'Parallel',
      Branches: ['A', 'B'].map((name) => ({ StartAt: name, States: { [name]: { Type: 'Pass', End: true } } })),
      End: true,
    },
  },
};
const sorted = (value: unknown, at: string): unknown => (value as Record<string, number[]>)[at]?.sort();

describe('What a handler of execute() is given', () => {
  test('is a copy: what it changes is changed neither in the workflow nor in the input of the caller', async () => {
    const input = { list: [2, 1] };

    const { output } = await execute(calling, {
      input,
      tasks: {
        Ask: ({ input: sent, context }) => {
          sorted((sent as { Payload: unknown }).Payload, 'list');
          Object.assign(context.Execution as object, { Input: 'changed' });
          return { seen: (context.Execution as { Input: string }).Input };
        },
      },
    });

    expect(output).toEqual({ list: [2, 1], answer: { seen: 'changed' } });
    expect(input).toEqual({ list: [2, 1] });
  });

  test('so it is with one handler for all tasks, and when it answers a retry', async () => {
    const { output } = await execute(
      {
        StartAt: 'Ask',
        States: { Ask: { ...calling.States.Ask, Next: undefined, End: true, Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 1 }] } },
      },
      {
        input: { list: [2, 1] },
        tasks: ({ input: sent, attempt }) => {
          sorted((sent as { Payload: unknown }).Payload, 'list');
          if (attempt === 0) throw new TaskError('Busy');
          return (sent as { Payload: { list: number[] } }).Payload.list.length;
        },
      },
    );

    expect(output).toEqual({ list: [2, 1], answer: 2 });
  });
});

describe('What execute() is given is taken when it is given', () => {
  test('one object as the answer of every call is what it was at each', async () => {
    const shared = { Payload: { n: 0 } };

    const { output } = await execute(each, {
      input: { items: [1, 2, 3] },
      tasks: {
        Ask: () => {
          shared.Payload.n++;
          return shared;
        },
      },
    });

    expect(output).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
  });

  test('a constant answer and the input are what they were when it began', async () => {
    const input = { items: [1, 2] };
    const tasks = { Ask: { Payload: { n: 1 } } };

    const running = execute(each, { input, tasks: { ...tasks } });
    tasks.Ask.Payload.n = 9;
    input.items.push(3);

    expect((await running).output).toEqual([{ n: 1 }, { n: 1 }]);
  });
});

describe('The output of an execution is a copy', () => {
  const started = (input: { list: number[] }) => {
    const execution = start(passing, { input });
    execution.pump();
    return execution.result;
  };

  test.each([
    ['execute()', (input: { list: number[] }) => execute(passing, { input })],
    ['start()', started],
  ])('of %s: sorting it changes neither the input, nor the history, nor what another branch gave', async (_title, run) => {
    const input = { list: [2, 1] };
    const { output, history } = (await run(input)) ?? {};

    const [first] = output as { list: number[] }[];
    first?.list.sort();

    expect(output).toEqual([{ list: [1, 2] }, { list: [2, 1] }]);
    expect(input).toEqual({ list: [2, 1] });
    expect(JSON.stringify(history)).not.toContain('[1,2]');
  });
});

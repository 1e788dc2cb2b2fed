import { execute, start } from 'drystep/interpreter';

const parallelTasks = {
  StartAt: 'Both',
  States: {
    Both: {
      Type: 'Parallel',
      Branches: ['One', 'Two'].map((name) => ({
        StartAt: name,
        States: { [name]: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true } },
      })),
      End: true,
    },
  },
};

test('Promises: branches resume in the order of their calls, whichever promise settles first', async () => {
  let resolveOne: (value: string) => void = () => {};
  const one = new Promise<string>((resolve) => {
    resolveOne = resolve;
  });

  const { history, output } = await execute(parallelTasks, {
    tasks: ({ state }) => {
      if (state === 'One') return one;
      queueMicrotask(() => queueMicrotask(() => resolveOne('1')));
      return Promise.resolve('2');
    },
  });

  expect(output).toEqual(['1', '2']);
  expect(history.flatMap((event) => event.stateExitedEventDetails?.name ?? [])).toEqual(['One', 'Two', 'Both']);
});

test('Promises: virtual time stands while one is out', async () => {
  const execution = start(
    { StartAt: 'Slow', States: { Slow: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', TimeoutSeconds: 5, End: true } } },
    { tasks: () => new Promise(() => {}) },
  );
  execution.pump();

  expect(execution.unsettled).toEqual([{ state: 'Slow', resource: 'arn:aws:states:::lambda:invoke', hasTimeout: true }]);
  expect(execution.fireNextTimer()).toBe(false);

  execution.abandonUnsettled();

  expect(execution.fireNextTimer()).toBe(true);
  expect(execution.result).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
});

test('Promises: a rejection with an ordinary error rejects the run', async () => {
  const run = execute(parallelTasks, { tasks: () => Promise.reject(new Error('my own bug')) });

  await expect(run).rejects.toThrow('my own bug');
});

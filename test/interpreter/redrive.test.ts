import { type Execution, start, type TaskCall, TaskError } from 'drystep/interpreter';

const lambda = 'arn:aws:states:::lambda:invoke';
const task = (more: object = { End: true }) => ({ Type: 'Task', Resource: lambda, ...more });

/** A handler that fails the named states until it is repaired, and counts its calls. */
function service(...broken: string[]) {
  const failing = new Set(broken);
  const calls: string[] = [];
  return {
    calls,
    repair: () => failing.clear(),
    handler: ({ state, input }: TaskCall) => {
      calls.push(state);
      if (failing.has(state)) throw new TaskError('Broken');
      return { by: state, input };
    },
  };
}

function finish(execution: Execution) {
  do execution.pump();
  while (execution.result === undefined && execution.fireNextTimer());
  return execution.result;
}

test('Redrive: goes on from the failed state under the same ARN', () => {
  const { handler, repair, calls } = service('Second');
  const execution = start({ StartAt: 'First', States: { First: task({ Next: 'Second' }), Second: task() } }, { tasks: handler });
  expect(finish(execution)).toMatchObject({ status: 'FAILED', error: 'Broken' });
  const { arn } = execution;
  const failedEvents = execution.history.length;

  repair();
  execution.redrive();

  expect(finish(execution)?.status).toBe('SUCCEEDED');
  expect(execution.arn).toBe(arn);
  expect(calls).toEqual(['First', 'Second', 'Second']);
  expect(execution.history[failedEvents]).toMatchObject({ type: 'ExecutionRedriven', executionRedrivenEventDetails: { redriveCount: 1 } });
});

test('Redrive: retriers start anew', () => {
  const { handler, calls } = service('Only');
  const execution = start(
    { StartAt: 'Only', States: { Only: task({ End: true, Retry: [{ ErrorEquals: ['Broken'], MaxAttempts: 2 }] }) } },
    { tasks: handler },
  );
  finish(execution);
  expect(calls).toHaveLength(3);

  execution.redrive();
  finish(execution);

  expect(calls).toHaveLength(6);
});

test('Redrive: branches of a Parallel that had succeeded stay', () => {
  const { handler, repair, calls } = service('Bad');
  const branch = (name: string, more?: object) => ({ StartAt: name, States: { [name]: task(more) } });
  const execution = start(
    { StartAt: 'Both', States: { Both: { Type: 'Parallel', Branches: [branch('Good'), branch('Bad')], End: true } } },
    { tasks: handler, input: 1 },
  );
  finish(execution);

  repair();
  execution.redrive();

  expect(finish(execution)).toMatchObject({ status: 'SUCCEEDED', output: [{ by: 'Good' }, { by: 'Bad' }] });
  expect(calls).toEqual(['Good', 'Bad', 'Bad']);
});

test.each(['INLINE', 'DISTRIBUTED'])(
  'Redrive: items of a Map (%s) that had succeeded stay, others run again or for the first time',
  (Mode) => {
    const seen: unknown[] = [];
    let broken = true;
    const execution = start(
      {
        StartAt: 'Each',
        States: {
          Each: {
            Type: 'Map',
            MaxConcurrency: 1,
            ItemProcessor: {
              ProcessorConfig: { Mode, ...(Mode === 'DISTRIBUTED' && { ExecutionType: 'STANDARD' }) },
              StartAt: 'Item',
              States: { Item: task() },
            },
            End: true,
          },
        },
      },
      {
        input: [1, 2, 3],
        tasks: ({ input }) => {
          seen.push(input);
          if (input === 2 && broken) throw new TaskError('Broken');
          return input;
        },
      },
    );
    expect(finish(execution)?.status).toBe('FAILED');

    broken = false;
    execution.redrive();

    expect(finish(execution)).toMatchObject({ status: 'SUCCEEDED', output: [1, 2, 3] });
    expect(seen).toEqual([1, 2, 2, 3]);
  },
);

test('Redrive: a stopped execution goes on from where it waited', () => {
  const execution = start({ StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 60, Next: 'Done' }, Done: { Type: 'Succeed' } } });
  execution.pump();
  execution.stop('Enough');
  expect(execution.result).toMatchObject({ status: 'ABORTED', error: 'Enough' });

  execution.redrive();

  expect(finish(execution)?.status).toBe('SUCCEEDED');
});

test('Redrive: the context object counts it and holds its time', () => {
  const { handler, repair } = service('Call');
  const show = { 'count.$': '$$.Execution.RedriveCount', 'at.$': '$$.Execution.RedriveTime' };
  const execution = start(
    { StartAt: 'Call', States: { Call: task({ Next: 'Show' }), Show: { Type: 'Pass', Parameters: show, End: true } } },
    { tasks: handler, startTime: '2026-03-01T00:00:00Z' },
  );
  finish(execution);
  repair();
  execution.advanceClock(execution.now + 60_000);
  execution.redrive();

  expect(finish(execution)?.output).toEqual({ count: 1, at: '2026-03-01T00:01:00.000Z' });
});

test.each([
  ['it succeeded', {}, 'Execution is SUCCEEDED and cannot be redriven'],
  ['it is an Express execution', { type: 'EXPRESS' as const }, 'Execution is EXPRESS and cannot be redriven'],
])('fails when %s', (_what, options, message) => {
  const execution = start({ StartAt: 'Done', States: { Done: { Type: 'Succeed' } } }, options);
  finish(execution);

  expect(() => execution.redrive()).toThrow(expect.objectContaining({ name: 'ExecutionNotRedrivable', message }));
});

test('fails when the failure is over 14 days old', () => {
  const execution = start({ StartAt: 'No', States: { No: { Type: 'Fail' } } });
  finish(execution);
  execution.advanceClock(execution.now + 15 * 24 * 3600 * 1000);

  expect(() => execution.redrive()).toThrow('redrivable period exceeded');
});

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

test.each([['it succeeded', {}, 'Execution is SUCCEEDED and cannot be redriven']])('fails when %s', (_what, options, message) => {
  const execution = start({ StartAt: 'Done', States: { Done: { Type: 'Succeed' } } }, options);
  finish(execution);

  expect(() => execution.redrive()).toThrow(expect.objectContaining({ name: 'ExecutionNotRedrivable', message }));
});

test('fails for an Express execution, whose ARN the operation does not take (recorded of others that take the ARN of an execution)', () => {
  const execution = start({ StartAt: 'No', States: { No: { Type: 'Fail' } } }, { type: 'EXPRESS' });
  finish(execution);

  const refusal = { name: 'InvalidArn', message: "Invalid Arn: 'Resource type not valid in this context: express'" };
  expect(() => execution.redrive()).toThrow(expect.objectContaining(refusal));
});

test('fails while it runs', () => {
  const execution = start({ StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 1, End: true } } });
  execution.pump();

  expect(() => execution.redrive()).toThrow('Execution is RUNNING and cannot be redriven');
});

test('fails when the failure is over 14 days old', () => {
  const execution = start({ StartAt: 'No', States: { No: { Type: 'Fail' } } });
  finish(execution);
  execution.advanceClock(execution.now + 15 * 24 * 3600 * 1000);

  expect(() => execution.redrive()).toThrow(expect.objectContaining({ message: 'Execution redrivable period exceeded' }));
});

test('fails when it has been open for a year', () => {
  const execution = start({ StartAt: 'Wait', States: { Wait: { Type: 'Wait', Timestamp: '2026-01-01T00:00:00Z', End: true } } });
  expect(finish(execution)?.status).toBe('TIMED_OUT');
  execution.advanceClock(execution.now + 1000);

  expect(() => execution.redrive()).toThrow(expect.objectContaining({ message: 'Execution has exceeded the max execution time' }));
});

test('fails when its history is full', () => {
  const loop = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } } };
  const execution = start(loop);
  finish(execution);

  expect(() => execution.redrive()).toThrow(expect.objectContaining({ message: 'Execution history event limit exceeded' }));
});

// What AWS's developer guide says of each kind of state ("Redrive behavior of individual states").
describe('Redrive: a state', () => {
  const types = (execution: Execution, from: number) => execution.history.slice(from).map(({ type }) => type);

  test('Fail is entered again, and fails again', () => {
    const execution = start({ StartAt: 'No', States: { No: { Type: 'Fail', Error: 'No' } } });
    finish(execution);
    const before = execution.history.length;

    execution.redrive();

    expect(finish(execution)).toMatchObject({ status: 'FAILED', error: 'No' });
    expect(types(execution, before)).toEqual(['ExecutionRedriven', 'FailStateEntered', 'ExecutionFailed']);
  });

  test('Choice evaluates its rules again', () => {
    const execution = start({
      StartAt: 'Which',
      States: { Which: { Type: 'Choice', Choices: [{ Variable: '$.a', IsPresent: true, Next: 'Done' }] }, Done: { Type: 'Succeed' } },
    });
    finish(execution);

    execution.redrive();

    expect(finish(execution)).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });

  test('Wait whose time has come is left at once', () => {
    const execution = start({ StartAt: 'Wait', States: { Wait: { Type: 'Wait', Timestamp: '2024-01-01T00:01:00Z', End: true } } });
    execution.pump();
    execution.stop();
    execution.advanceClock(execution.now + 120_000);

    execution.redrive();
    execution.pump();

    expect(execution.result?.status).toBe('SUCCEEDED');
  });

  test('Task has its whole time again', () => {
    const ask = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken', TimeoutSeconds: 60, End: true };
    const execution = start({ StartAt: 'Ask', States: { Ask: ask } });
    expect(finish(execution)?.error).toBe('States.Timeout');

    execution.redrive();
    const again = execution.now;
    finish(execution);

    expect(execution.now - again).toBe(60_000);
  });

  test('Parallel whose results were too large runs all its branches again', () => {
    const { handler, calls } = service();
    const branch = (name: string) => ({ StartAt: name, States: { [name]: task() } });
    const execution = start(
      { StartAt: 'Both', States: { Both: { Type: 'Parallel', Branches: [branch('One'), branch('Two')], End: true } } },
      { tasks: (call) => [handler(call).by, 'x'.repeat(200_000)] },
    );
    expect(finish(execution)?.error).toBe('States.DataLimitExceeded');

    execution.redrive();
    finish(execution);

    expect(calls).toEqual(['One', 'Two', 'One', 'Two']);
  });

  test('Map whose branch gave too large a result runs all its items again', () => {
    const seen: unknown[] = [];
    const execution = start(
      {
        StartAt: 'Each',
        States: { Each: { Type: 'Map', ItemProcessor: { StartAt: 'Item', States: { Item: task() } }, MaxConcurrency: 1, End: true } },
      },
      {
        input: [1, 2],
        tasks: ({ input }) => {
          seen.push(input);
          return input === 2 ? 'x'.repeat(262_143) : 1;
        },
      },
    );
    expect(finish(execution)?.error).toBe('States.DataLimitExceeded');

    execution.redrive();
    finish(execution);

    expect(seen).toEqual([1, 2, 1, 2]);
  });
});

test('Redrive: the time of the whole machine starts over', () => {
  const execution = start({
    StartAt: 'Wait',
    TimeoutSeconds: 90,
    States: { Wait: { Type: 'Wait', Seconds: 60, Next: 'Ask' }, Ask: { Type: 'Task', Resource: `${lambda}.waitForTaskToken`, End: true } },
  });
  expect(finish(execution)?.status).toBe('TIMED_OUT');

  execution.redrive();
  const again = execution.now;

  expect(finish(execution)?.status).toBe('TIMED_OUT');
  expect(execution.now - again).toBe(90_000);
});

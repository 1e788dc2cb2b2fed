import { execute, start, TaskError } from 'drystep/interpreter';

const inner = {
  StartAt: 'Wait',
  States: { Wait: { Type: 'Wait', Seconds: 60, Next: 'Done' }, Done: { Type: 'Pass', Result: { shipped: true }, End: true } },
};
const arn = 'arn:aws:states:us-east-1:111111111111:stateMachine:Inner';
const starts = (resource: string, more: object = {}) => ({
  StartAt: 'Start',
  States: {
    Start: {
      Type: 'Task',
      Resource: `arn:aws:states:::states:${resource}`,
      Parameters: { StateMachineArn: arn, Name: 'n-1', 'Input.$': '$' },
      End: true,
      ...more,
    },
  },
});

test('Nested execution: .sync waits for the registered machine and gives its output as text', async () => {
  const { output, history } = await execute(starts('startExecution.sync'), {
    input: { id: 1 },
    machines: { [arn]: { definition: inner } },
  });

  expect(output).toMatchObject({ Name: 'n-1', Status: 'SUCCEEDED', Input: '{"id":1}', Output: '{"shipped":true}', StateMachineArn: arn });
  expect(history.map(({ type }) => type)).toContain('TaskSubmitted');
  expect(Number(history[history.length - 1]?.timestamp) - Number(history[0]?.timestamp)).toBe(60_000);
});

describe('Nested execution: a directory of machines', () => {
  const directory = (listed: object | undefined, taken: readonly string[] = []) => ({
    find: () => listed as never,
    hasExecution: (executionArn: string) => taken.includes(executionArn),
  });
  const run = (machines: ReturnType<typeof directory>) => execute(starts('startExecution.sync:2'), { machines });

  test('is asked for the machine when it is started', async () => {
    const { output } = await run(directory({ definition: inner, arn }));

    expect(output).toMatchObject({ Output: { shipped: true }, StateMachineArn: arn });
  });

  test('refuses the name of an execution that somebody else started', async () => {
    const { error } = await run(directory({ definition: inner, arn }, [`${arn.replace(':stateMachine:', ':execution:')}:n-1`]));

    expect(error).toBe('StepFunctions.ExecutionAlreadyExistsException');
  });

  test.each([
    ['a type that is misspelt', { definition: inner, arn, type: 'EXPRES' }, 'did you mean "EXPRESS"?'],
    ['another member', { defnition: inner, arn }, 'did you mean "definition"?'],
    ['no ARN', { definition: inner }, 'expected the arn of the machine, received none. Hint: give { definition, type, arn }.'],
    ['a promise', Promise.resolve(), 'expected options as an object, received a promise'],
    ['null', null, 'received null'],
  ])('fails when it gives %s', async (_, listed, message) => {
    await expect(run(directory(listed as object))).rejects.toThrow(message);
  });
});

test('Nested execution: .sync:2 gives the output as JSON', async () => {
  const { output } = await execute(starts('startExecution.sync:2'), { machines: { Inner: { definition: inner } } });

  expect(output).toMatchObject({ Input: {}, Output: { shipped: true } });
});

test('Nested execution: without .sync the parent goes on at once', async () => {
  const { output, history } = await execute(starts('startExecution'), { machines: { Inner: { definition: inner } } });

  expect(output).toMatchObject({ ExecutionArn: 'arn:aws:states:us-east-1:111111111111:execution:Inner:n-1' });
  expect(Number(history[history.length - 1]?.timestamp)).toBe(Number(history[0]?.timestamp));
});

test('Nested execution: a failed one fails the task with States.TaskFailed and its description', async () => {
  const failing = { StartAt: 'No', States: { No: { Type: 'Fail', Error: 'OutOfStock', Cause: 'none left' } } };

  const { error, cause } = await execute(starts('startExecution.sync'), { machines: { Inner: { definition: failing } } });

  expect(error).toBe('States.TaskFailed');
  expect(JSON.parse(cause as string)).toMatchObject({ Error: 'OutOfStock', Cause: 'none left', Status: 'FAILED', Name: 'n-1' });
});

test('Nested execution: one that runs out of its own time is described without an error', async () => {
  const { error, cause } = await execute(starts('startExecution.sync'), {
    machines: { Inner: { definition: { ...inner, TimeoutSeconds: 3 } } },
  });

  expect(error).toBe('States.TaskFailed');
  expect(JSON.parse(cause as string)).toMatchObject({ Status: 'TIMED_OUT', Name: 'n-1' });
  expect(JSON.parse(cause as string)).not.toHaveProperty('Error');
});

test('Nested execution: an answer in tasks goes before the registered machine', async () => {
  const { output } = await execute(starts('startExecution.sync'), {
    machines: { Inner: { definition: inner } },
    tasks: { Start: { mine: true } },
  });

  expect(output).toEqual({ mine: true });
});

test('Nested execution: a timeout of the task stops the machine it started', async () => {
  const { error, history } = await execute(starts('startExecution.sync', { TimeoutSeconds: 5 }), {
    machines: { Inner: { definition: inner } },
  });

  expect(error).toBe('States.Timeout');
  expect(Number(history[history.length - 1]?.timestamp) - Number(history[0]?.timestamp)).toBe(5_000);
});

test.each(['states:startExecution', 'states:startExecution.sync', 'aws-sdk:sfn:startExecution'])(
  'Nested execution: fails when a machine starts itself without end: %s',
  async (call) => {
    const itself = {
      StartAt: 'Again',
      States: {
        Again: { Type: 'Task', Resource: `arn:aws:states:::${call}`, Parameters: { StateMachineArn: arn }, End: true },
      },
    };

    const chain = execute(itself, { machines: { Inner: { definition: itself } } });

    await expect(chain).rejects.toThrow(
      /^State "Again" at \/States\/Again of "Inner": .*100 have been started, each by the one before; the next would be of "Inner"\. Hint:/,
    );
  },
);

const twice = (second: object) => ({
  StartAt: 'Both',
  States: {
    Both: {
      Type: 'Parallel',
      Branches: ['One', 'Two'].map((name, index) => ({
        StartAt: name,
        States: {
          [name]: {
            Type: 'Task',
            Resource: 'arn:aws:states:::states:startExecution.sync:2',
            Parameters: { StateMachineArn: arn, Name: 'same', Input: { n: 1 }, ...(index === 1 && second) },
            End: true,
          },
        },
      })),
      End: true,
    },
  },
});

test('Nested execution: the same name and input while it runs is the same execution', async () => {
  const { output } = await execute(twice({}), { machines: { Inner: { definition: inner } } });

  const [one, two] = output as { ExecutionArn: string; StopDate: string }[];
  expect(two).toEqual(one);
});

test('fails with ExecutionAlreadyExists when the name is taken by another input', async () => {
  const { error, cause } = await execute(twice({ Input: { n: 2 } }), { machines: { Inner: { definition: inner } } });

  expect(error).toBe('StepFunctions.ExecutionAlreadyExistsException');
  expect(cause).toBe("Execution Already Exists: 'arn:aws:states:us-east-1:111111111111:execution:Inner:same'");
});

describe('Nested execution: without .sync', () => {
  const callback = (more: object = {}) => ({
    StartAt: 'Ask',
    States: { Ask: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken', End: true, ...more } },
  });

  test('it goes on after its parent has ended, on the same clock', () => {
    const execution = start(starts('startExecution'), { machines: { Inner: { definition: inner } } });
    execution.pump();
    expect(execution.result?.status).toBe('SUCCEEDED');
    expect(execution.running).toBe(true);
    expect(execution.nested[0]).toMatchObject({ name: 'n-1', status: 'RUNNING' });

    expect(execution.fireNextTimer()).toBe(true);

    expect(execution.running).toBe(false);
    expect(execution.nested[0]).toMatchObject({ status: 'SUCCEEDED', output: { shipped: true } });
    expect(execution.nested[0]?.history.at(-1)?.timestamp).toEqual(new Date(Date.UTC(2024, 0, 1) + 60_000));
    expect(execution.fireNextTimer()).toBe(false);
  });

  test('execute drives it to its end: its tasks are asked, with their retries', async () => {
    const asked: number[] = [];
    const machine = {
      StartAt: 'Wait',
      States: {
        Wait: { Type: 'Wait', Seconds: 60, Next: 'Call' },
        Call: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Retry: [{ ErrorEquals: ['Busy'] }], End: true },
      },
    };

    const { status } = await execute(starts('startExecution'), {
      machines: { Inner: { definition: machine } },
      tasks: Object.assign(
        async ({ attempt }: { attempt: number }) => {
          asked.push(attempt);
          if (attempt === 0) throw new TaskError('Busy');
          return {};
        },
        { answers: () => false },
      ),
    });

    expect({ status, asked }).toEqual({ status: 'SUCCEEDED', asked: [0, 1] });
  });

  test("its failure is not its parent's", async () => {
    const failing = { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 1, Next: 'No' }, No: { Type: 'Fail', Error: 'No' } } };

    const { status } = await execute(starts('startExecution'), { machines: { Inner: { definition: failing } } });

    expect(status).toBe('SUCCEEDED');
  });

  test('its own timeout ends it', () => {
    const execution = start(starts('startExecution'), { machines: { Inner: { definition: { ...inner, TimeoutSeconds: 5 } } } });
    execution.pump();

    execution.fireNextTimer();

    expect(execution.nested[0]).toMatchObject({ status: 'TIMED_OUT', error: 'States.Timeout' });
  });

  test('it is given a year', () => {
    const long = { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Timestamp: '2026-01-01T00:00:00Z', End: true } } };
    const execution = start(starts('startExecution'), { machines: { Inner: { definition: long } } });
    execution.pump();

    execution.fireNextTimer();

    expect(execution.nested[0]?.status).toBe('TIMED_OUT');
    expect(new Date(execution.now)).toEqual(new Date('2024-12-31T00:00:00Z'));
  });

  test('one that waits for ever for its token is left where it stands', async () => {
    const { status } = await execute(starts('startExecution'), { machines: { Inner: { definition: callback() } } });

    expect(status).toBe('SUCCEEDED');
  });

  test('its callback can be answered when its parent has ended', () => {
    const execution = start(starts('startExecution'), { machines: { Inner: { definition: callback({ TimeoutSeconds: 60 }) } } });
    execution.pump();

    execution.pending[0]?.succeed({ yes: true });
    execution.pump();

    expect(execution.nested[0]).toMatchObject({ status: 'SUCCEEDED', output: { yes: true } });
  });

  test('fails when a task of it has no answer', async () => {
    const machine = {
      StartAt: 'Wait',
      States: {
        Wait: { Type: 'Wait', Seconds: 60, Next: 'Call' },
        Call: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true },
      },
    };

    await expect(execute(starts('startExecution'), { machines: { Inner: { definition: machine } } })).rejects.toThrow(
      'Task "Call" calls arn:aws:states:::lambda:invoke, and nothing answers it.',
    );
  });
});

describe('Nested execution: names', () => {
  /** Starts the inner machine as `same` twice, some time apart. */
  const again = (Seconds: number, second: object = {}) => {
    const first = starts('startExecution.sync:2').States.Start;
    const Parameters = { StateMachineArn: arn, Name: 'same', Input: { n: 1 } };
    return {
      StartAt: 'First',
      States: {
        First: { ...first, Parameters, End: undefined, Next: 'Wait' },
        Wait: { Type: 'Wait', Seconds, Next: 'Second' },
        Second: { ...first, Parameters: { ...Parameters, ...second } },
      },
    };
  };
  const machine = (Seconds: number, second?: object) => JSON.stringify(again(Seconds, second));
  const day = 24 * 3600;

  test('an ended Standard execution keeps its name, whatever the input', async () => {
    const { error } = await execute(machine(1), { machines: { Inner: { definition: inner } } });

    expect(error).toBe('StepFunctions.ExecutionAlreadyExistsException');
  });

  test('after 90 days the name can be given again', async () => {
    const before = await execute(machine(90 * day - 1), { machines: { Inner: { definition: inner } } });
    const after = await execute(machine(90 * day + 1), { machines: { Inner: { definition: inner } } });

    expect([before.status, after.status]).toEqual(['FAILED', 'SUCCEEDED']);
  });

  test('without the quota of histories a name is never free again', async () => {
    const { error } = await execute(machine(91 * day), {
      machines: { Inner: { definition: inner } },
      quotas: { historyRetention: false },
    });

    expect(error).toBe('StepFunctions.ExecutionAlreadyExistsException');
  });

  test('Express executions may share one', async () => {
    const start = again(1);
    for (const state of [start.States.First, start.States.Second]) state.Resource = 'arn:aws:states:::states:startExecution';

    const { output } = await execute(JSON.stringify(start), { machines: { Inner: { definition: inner, type: 'EXPRESS' } } });

    expect(output).toMatchObject({ ExecutionArn: expect.stringMatching(/:express:Inner:same:[0-9a-f-]{36}$/) });
  });
});

// Measured on AWS and published with the tests of another emulator (floci-io/floci: branches that are cut short, nested executions that time out): no error, and this cause.
describe('A child that its task waits for no longer is stopped with the cause of the service', () => {
  const machines = { [arn]: { definition: inner } };
  const waits = starts('startExecution.sync');
  const pause = { StartAt: 'Pause', States: { Pause: { Type: 'Wait', Seconds: 1, Next: 'Boom' }, Boom: { Type: 'Fail', Error: 'E' } } };

  test.each<[string, object, boolean]>([
    ['at the timeout of the task', starts('startExecution.sync', { TimeoutSeconds: 5 }), false],
    ['at the timeout of the machine', { ...waits, TimeoutSeconds: 5 }, false],
    [
      'when a branch beside it fails',
      { StartAt: 'Both', States: { Both: { Type: 'Parallel', Branches: [waits, pause], End: true } } },
      false,
    ],
    ['when the execution around it is stopped', waits, true],
  ])('%s', (_title, definition, stops) => {
    const execution = start(definition, { machines });
    execution.pump();
    if (stops) execution.stop('E', 'because');
    else execution.fireNextTimer();

    expect(execution.nested).toMatchObject([
      {
        status: 'ABORTED',
        cause: `The Task state in AWS Step Functions execution [${execution.arn}] which was managing this resource was aborted`,
      },
    ]);
    expect(execution.nested[0]?.error).toBeUndefined();
  });
});

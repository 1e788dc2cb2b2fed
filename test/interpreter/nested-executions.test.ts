import { execute } from 'drystep/interpreter';

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

test('Nested execution: a machine that starts itself without end fails', async () => {
  const itself = {
    StartAt: 'Again',
    States: {
      Again: { Type: 'Task', Resource: 'arn:aws:states:::states:startExecution.sync', Parameters: { StateMachineArn: arn }, End: true },
    },
  };

  const { error } = await execute(itself, { machines: { Inner: { definition: itself } } });

  expect(error).toBe('States.TaskFailed');
});

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

import { execute, parse, start, TaskError } from 'drystep/interpreter';

const task = { StartAt: 'Charge Card', States: { 'Charge Card': { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true } } };

test('fails when the text is not JSON', () => {
  expect(() => parse('{ "StartAt": ')).toThrow(/JSON/);
});

test('fails when a target does not exist, and names it', () => {
  const machine = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'Shipp' }, Ship: { Type: 'Succeed' } } };

  expect(() => parse(machine)).toThrow(/Shipp/);
});

test('fails when nothing answers a task, naming state, resource and the line to write', async () => {
  await expect(execute(task)).rejects.toThrow(
    'Task "Charge Card" calls arn:aws:states:::lambda:invoke, and nothing answers it. Hint: give `tasks: { "Charge Card": result }`',
  );
});

test('fails when the name in tasks is nearly right, and offers it', async () => {
  await expect(execute(task, { tasks: { 'Charge Cart': {} } })).rejects.toThrow(
    'tasks: expected names or resources of Task states, received "Charge Cart". Hint: did you mean "Charge Card"?',
  );
});

test.each([
  ['undefined', () => undefined, 'received undefined'],
  ['a function', () => () => 1, 'received a function'],
  ['a BigInt', () => ({ amount: 1n }), 'received a bigint at /amount'],
  ['a date', () => ({ at: new Date(0) }), 'received an instance of Date at /at'],
  ['NaN', () => Number.NaN, 'received NaN'],
])('fails when a handler answers %s', async (_what, answer, message) => {
  await expect(execute(task, { tasks: answer as never })).rejects.toThrow(message);
});

test('fails when a handler answers a cycle', async () => {
  const cycle: Record<string, unknown> = {};
  cycle.self = cycle;

  await expect(execute(task, { tasks: () => cycle as never })).rejects.toThrow('a value that holds itself');
});

test('fails when a handler throws what is not an Error', async () => {
  const run = execute(task, {
    tasks: () => {
      throw 'oops';
    },
  });

  await expect(run).rejects.toThrow('its handler threw "oops", which is not an Error');
});

test('fails when the input is over 256 KiB', async () => {
  await expect(execute(task, { input: 'x'.repeat(262_143) })).rejects.toThrow('expected at most 262144 bytes of JSON');
});

test('fails when a quota has no such name', () => {
  expect(() => start(task, { quotas: { historyEvent: false } as never })).toThrow('received "historyEvent"');
});

test("An endless loop ends at the quota of events, with the service's error", async () => {
  const { status, error, cause, history } = await execute({ StartAt: 'Again', States: { Again: { Type: 'Pass', Next: 'Again' } } });

  expect({ status, error, cause, events: history.length }).toEqual({
    status: 'FAILED',
    error: 'States.Runtime',
    cause: 'The execution reached the maximum number of history events (25000).',
    events: 25_000,
  });
});

test('A catcher whose output is over the limit ends the execution, and is not caught again', async () => {
  const call = { ...task.States['Charge Card'], Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Caught' }] };
  const machine = { StartAt: 'Call', States: { Call: call, Caught: { Type: 'Succeed' } } };
  const fails = () => {
    throw new TaskError('Broken', 'c'.repeat(100));
  };

  const { status, error } = await execute(machine, { input: { text: 'x'.repeat(262_100) }, tasks: fails });

  expect({ status, error }).toEqual({ status: 'FAILED', error: 'States.DataLimitExceeded' });
});

test('A path into nothing fails the execution as AWS words it, and no catcher sees it', async () => {
  const { error, cause } = await execute(
    {
      StartAt: 'Call',
      States: {
        Call: { ...task.States['Charge Card'], InputPath: '$.missing', Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }] },
        Caught: { Type: 'Succeed' },
      },
    },
    { tasks: () => 1 },
  );

  expect(error).toBe('States.Runtime');
  expect(cause).toBe(
    "An error occurred while executing the state 'Call' (entered at the event id #2). Invalid path '$.missing' : No results for path: $['missing']",
  );
});

test('__proto__ is only a key', async () => {
  const input = JSON.parse('{"__proto__": {"polluted": true}}');
  const { output } = await execute(
    { StartAt: 'Keep', States: { Keep: { Type: 'Pass', Parameters: { 'kept.$': '$' }, End: true } } },
    { input },
  );

  expect(JSON.stringify(output)).toBe('{"kept":{"__proto__":{"polluted":true}}}');
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

const assigns = (Assign: object) => ({ StartAt: 'Set', States: { Set: { Type: 'Pass', Assign, End: true } } });

test.each([
  ['one variable is over 256 KiB', assigns({ big: 'x'.repeat(262_143) }), '$big'],
  ['the variables of one Assign are over 256 KiB together', assigns({ one: 'x'.repeat(200_000), two: 'x'.repeat(100_000) }), 'Set'],
])('fails when %s', async (_what, machine, what) => {
  const { error, cause } = await execute(machine);

  expect(error).toBe('States.DataLimitExceeded');
  expect(cause).toBe(`The state/task '${what}' returned a result with a size exceeding the maximum number of bytes service limit.`);
  expect((await execute(machine, { quotas: { variableBytes: false } })).status).toBe('SUCCEEDED');
});

test('fails when the variables of an execution are over 10 MiB together', async () => {
  const names = Array.from({ length: 50 }, (_, index) => `S${index}`);
  const states = Object.fromEntries(
    names.map((name, index) => [
      name,
      { Type: 'Pass', Assign: { [`v${index}.$`]: '$' }, ...(index < 49 ? { Next: `S${index + 1}` } : { End: true }) },
    ]),
  );

  const { error, history } = await execute({ StartAt: 'S0', States: states }, { input: 'x'.repeat(250_000) });

  expect(error).toBe('States.DataLimitExceeded');
  expect(history[history.length - 2]).toMatchObject({ type: 'PassStateEntered', stateEnteredEventDetails: { name: 'S41' } });
});

test.each(['name', 'stateMachineName'])('fails when %s is over 80 characters, unless that limit is off', (option) => {
  const options = { [option]: 'n'.repeat(81) };

  expect(() => start(task, options)).toThrow(`${option}: expected 1 to 80 characters, received 81.`);
  expect(start(task, { ...options, quotas: { nameLength: false } }).result).toBeUndefined();
});

test('what only looks like a prepared definition is read as ASL', async () => {
  for (const definition of [
    { machine: 1, states: 1, start: 1 },
    { machine: {}, states: [], start: 0 },
    { machine: null, states: [], start: 0 },
  ])
    await expect(execute(definition)).rejects.toThrow(expect.objectContaining({ name: 'DefinitionError' }));
});

test('fails when an option has no such name, and offers the nearest', () => {
  expect(() => start(task, { inputs: 1 } as never)).toThrow('received "inputs". Hint: did you mean "input"?');
});

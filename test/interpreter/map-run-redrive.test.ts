import { type Execution, type ExecutionOptions, start, TaskError } from 'drystep/interpreter';

// AWS's developer guide, "Redriving Map Runs in Step Functions executions".

const lambda = 'arn:aws:states:::lambda:invoke';
const states = { First: { Type: 'Pass', Next: 'Call' }, Call: { Type: 'Task', Resource: lambda, End: true } };
const machine = (more: object = {}, ExecutionType = 'STANDARD') => ({
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType }, StartAt: 'First', States: states },
      End: true,
      ...more,
    },
  },
});

function finish(execution: Execution) {
  do execution.pump();
  while (execution.result === undefined && execution.fireNextTimer());
  return execution.result;
}

/** Starts a machine whose task fails for `broken` items until it is repaired, and counts the calls. */
function started(definition: object, input: unknown, broken: readonly unknown[], options: ExecutionOptions = {}) {
  const failing = new Set(broken);
  const seen: unknown[] = [];
  const execution = start(definition, {
    ...options,
    input: input as never,
    tasks: (call) => {
      seen.push(call.input);
      if (failing.has(call.input)) throw new TaskError('Broken');
      return call.input;
    },
  });
  finish(execution);
  return { execution, seen, repair: () => failing.clear() };
}

const eventTypes = (events: Execution['history']) => events.map(({ type }) => type);

test('Map run: the same one goes on, with its count and its date', () => {
  const { execution, repair } = started(machine(), [1, 2, 3], [2]);
  const [failed] = execution.mapRuns;
  const before = execution.history.length;
  repair();
  execution.advanceClock(execution.now + 60_000);

  execution.redrive();
  finish(execution);

  const [redriven] = execution.mapRuns;
  expect(failed).toMatchObject({ status: 'FAILED', redriveCount: 0 });
  expect(execution.mapRuns).toHaveLength(1);
  expect(redriven).toMatchObject({
    mapRunArn: failed?.mapRunArn,
    executionArn: execution.arn,
    status: 'SUCCEEDED',
    redriveCount: 1,
    redriveDate: new Date('2024-01-01T00:01:00Z'),
    executionCounts: { total: 3, succeeded: 3, failed: 0, aborted: 0, pendingRedrive: 0 },
  });
  expect(eventTypes(execution.history.slice(before))).toEqual([
    'ExecutionRedriven',
    'MapRunRedriven',
    'MapRunSucceeded',
    'MapStateSucceeded',
    'MapStateExited',
    'ExecutionSucceeded',
  ]);
});

test('Map run: a Standard child goes on where it failed, under its ARN', () => {
  const { execution, repair } = started(machine({ ToleratedFailureCount: 0 }), [1, 2], [2]);
  const child = () => execution.mapRuns[0]?.children[1];
  const arn = child()?.executionArn;
  repair();

  execution.redrive();
  finish(execution);

  expect(child()).toMatchObject({ executionArn: arn, status: 'SUCCEEDED' });
  expect(eventTypes(child()?.history ?? []).filter((type) => type === 'PassStateEntered' || type === 'ExecutionRedriven')).toEqual([
    'PassStateEntered',
    'ExecutionRedriven',
  ]);
});

test('Map run: an Express child starts from its first state, under its ARN', () => {
  const { execution, repair } = started(machine({}, 'EXPRESS'), [1, 2], [2]);
  const child = () => execution.mapRuns[0]?.children[1];
  const arn = child()?.executionArn;
  repair();

  execution.redrive();

  expect(finish(execution)?.output).toEqual([1, 2]);
  expect(child()?.executionArn).toBe(arn);
  expect(eventTypes(child()?.history ?? [])).toEqual([
    'ExecutionStarted',
    'PassStateEntered',
    'PassStateExited',
    'TaskStateEntered',
    'TaskScheduled',
    'TaskStarted',
    'TaskSucceeded',
    'TaskStateExited',
    'ExecutionSucceeded',
  ]);
});

test('Map run: redriven children wait for their turn', () => {
  const wait = { Call: { Type: 'Task', Resource: `${lambda}.waitForTaskToken`, TimeoutSeconds: 10, End: true } };
  const definition = machine({
    MaxConcurrency: 2,
    ToleratedFailurePercentage: 74,
    ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, StartAt: 'Call', States: wait },
  });
  const execution = start(definition, { input: [1, 2, 3, 4] });
  finish(execution);
  expect(execution.mapRuns[0]?.executionCounts).toMatchObject({ failed: 3, pendingRedrive: 0 });

  execution.redrive();
  execution.pump();

  expect(execution.waiting).toHaveLength(2);
  expect(execution.mapRuns[0]?.executionCounts).toMatchObject({ total: 4, running: 2, pendingRedrive: expect.any(Number), failed: 0 });
  for (const task of execution.pending) task.succeed({});
  execution.pump();
  expect(execution.waiting).toHaveLength(2);
  for (const task of execution.pending) task.succeed({});
  execution.pump();
  expect(execution.result?.status).toBe('SUCCEEDED');
});

test('Map run: a child whose history is full is not tried again, and counts as a failure', () => {
  const loop = { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } };
  const definition = machine({
    ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, StartAt: 'A', States: loop },
  });
  const execution = start(definition, { input: [1] });
  finish(execution);

  execution.redrive();

  expect(finish(execution)).toMatchObject({ status: 'FAILED', error: 'States.ExceedToleratedFailureThreshold' });
  expect(execution.mapRuns[0]?.executionCounts).toMatchObject({ failed: 1, failuresNotRedrivable: 1 });
});

test('Map run: one whose items could not be read reads them again', () => {
  const ItemReader = {
    Resource: 'arn:aws:states:::s3:getObject',
    Parameters: { Bucket: 'in', Key: 'items' },
    ReaderConfig: { InputType: 'JSON' },
  };
  const { execution } = started(machine({ ItemReader }), {}, [], { objects: { in: {} } });
  expect(execution.result?.error).toBe('States.ItemReaderFailed');

  execution.addObjects({ in: { items: '[1,2]' } });
  execution.redrive();

  expect(finish(execution)?.output).toEqual([1, 2]);
  expect(execution.mapRuns).toHaveLength(1);
});

test('Map run: one whose results cannot be written fails before it has a child, and writes them when it is redriven', () => {
  const ResultWriter = { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'out' } };
  const { execution, seen } = started(machine({ ResultWriter }), [1], [], { objects: {} });
  expect(execution.result).toMatchObject({ error: 'States.ResultWriterFailed', cause: 'The specified bucket does not exist' });
  expect(seen).toEqual([]);
  expect(eventTypes(execution.history)).toContain('MapRunFailed');

  execution.addObjects({ out: {} });
  execution.redrive();

  expect(finish(execution)?.status).toBe('SUCCEEDED');
  expect(Object.keys(execution.written.out ?? {})).toHaveLength(2);
  expect(execution.mapRuns[0]?.executionCounts).toMatchObject({ succeeded: 1, resultsWritten: 1 });
});

test('Map run: one whose items could not be made is followed by another', () => {
  const definition = machine({ ItemSelector: { 'value.$': '$$.Map.Item.Value.there' } });
  const { execution } = started(definition, [{ there: 1 }, {}], []);
  expect(execution.result?.error).toBe('States.Runtime');

  execution.redrive();
  finish(execution);

  expect(execution.mapRuns.map(({ redriveCount }) => redriveCount)).toEqual([0, 0]);
});

test('Map run: it can be redriven a thousand times', () => {
  const { execution } = started(machine(), [1], [1]);

  for (let redrives = 0; redrives < 1001; redrives++) {
    execution.redrive();
    finish(execution);
  }

  expect(execution.result).toMatchObject({ error: 'States.Runtime', cause: 'The Map Run exceeded the maximum number of redrives (1000).' });
});

test('Map run: items are counted in their batches', () => {
  const { execution } = started(machine({ ItemBatcher: { MaxItemsPerBatch: 2 } }), [1, 2, 3], []);

  expect(execution.mapRuns[0]).toMatchObject({
    executionCounts: { total: 2, succeeded: 2 },
    itemCounts: { total: 3, succeeded: 3, pending: 0, running: 0 },
  });
});

describe('Map run: its ResultWriter', () => {
  const ResultWriter = {
    Resource: 'arn:aws:states:::s3:putObject',
    Parameters: { Bucket: 'out', Prefix: 'runs' },
    WriterConfig: { Transformation: 'COMPACT' },
  };
  const parsed = (objects: Record<string, string>, key: string | undefined) => JSON.parse(objects[key ?? ''] ?? 'null');
  const keyOf = (objects: Record<string, string>, ending: RegExp) => Object.keys(objects).find((key) => ending.test(key));

  test('exports what there is when the run fails: failures, and what was never started', () => {
    const objects: { out: Record<string, string> } = { out: {} };
    started(machine({ ResultWriter, MaxConcurrency: 1 }), [1, 2, 3], [2], { objects });

    const { ResultFiles } = parsed(objects.out, keyOf(objects.out, /^runs\/[0-9a-f-]{36}\/manifest\.json$/));
    expect(parsed(objects.out, ResultFiles.SUCCEEDED[0].Key)).toEqual([1]);
    expect(parsed(objects.out, ResultFiles.FAILED[0].Key)).toMatchObject([{ Status: 'FAILED', Error: 'Broken', Input: '2' }]);
    expect(parsed(objects.out, ResultFiles.PENDING[0].Key)).toEqual([{ Input: '3', InputDetails: { Included: true }, Status: 'PENDING' }]);
  });

  test('exports what was cut short when the execution is stopped', () => {
    const objects: { out: Record<string, string> } = { out: {} };
    const wait = { Call: { Type: 'Wait', Seconds: 60, End: true } };
    const ItemProcessor = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, StartAt: 'Call', States: wait };
    const execution = start(machine({ ResultWriter, ItemProcessor }), { input: [1], objects });
    execution.pump();

    execution.stop();

    expect(parsed(objects.out, keyOf(objects.out, /FAILED_0\.json$/))).toMatchObject([{ Status: 'ABORTED', Input: '1' }]);
    expect(execution.mapRuns[0]?.executionCounts).toMatchObject({ aborted: 1, resultsWritten: 1 });
  });

  test('exports each redrive by itself, and names the successes of all in its manifest', () => {
    const objects: { out: Record<string, string> } = { out: {} };
    const { execution, repair } = started(machine({ ResultWriter, MaxConcurrency: 1 }), [1, 2, 3], [2], { objects });
    repair();

    execution.redrive();
    finish(execution);

    const manifest = keyOf(objects.out, /\/Redrive-1\/manifest\.json$/);
    const { ResultFiles } = parsed(objects.out, manifest);
    expect(execution.result?.output).toMatchObject({ ResultWriterDetails: { Bucket: 'out', Key: manifest } });
    expect(ResultFiles).toMatchObject({ FAILED: [], PENDING: [] });
    expect(ResultFiles.SUCCEEDED.map(({ Key }: { Key: string }) => parsed(objects.out, Key))).toEqual([[1], [2, 3]]);
  });
});

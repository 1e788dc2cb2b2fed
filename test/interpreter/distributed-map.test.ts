import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execute, TaskError } from 'drystep/interpreter';

const lambda = 'arn:aws:states:::lambda:invoke';

const distributed = (more: object, states: object = { Item: { Type: 'Pass', End: true } }) => ({
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: Object.keys(states)[0],
        States: states,
      },
      End: true,
      ...more,
    },
  },
});

const callEach = { Call: { Type: 'Task', Resource: lambda, End: true } };

test('Distributed Map: children are executions with histories of their own', async () => {
  const { output, history, mapRuns } = await execute(distributed({}), { input: ['a', 'b'] });

  expect(output).toEqual(['a', 'b']);
  expect(history.map(({ type }) => type)).toEqual([
    'ExecutionStarted',
    'MapStateEntered',
    'MapStateStarted',
    'MapRunStarted',
    'MapRunSucceeded',
    'MapStateSucceeded',
    'MapStateExited',
    'ExecutionSucceeded',
  ]);
  expect(mapRuns[0]).toMatchObject({
    stateName: 'Each',
    status: 'SUCCEEDED',
    executionCounts: { total: 2, succeeded: 2, pending: 0, running: 0 },
  });
  expect(mapRuns[0]?.children[1]?.history.map(({ type }) => type)).toEqual([
    'ExecutionStarted',
    'PassStateEntered',
    'PassStateExited',
    'ExecutionSucceeded',
  ]);
});

test('Distributed Map: variables of the parent are not visible inside', async () => {
  const machine = {
    StartAt: 'Set',
    States: {
      Set: { Type: 'Pass', Assign: { outer: 1 }, Next: 'Each' },
      ...distributed({}, { Item: { Type: 'Pass', Parameters: { 'seen.$': '$outer' }, End: true } }).States,
    },
  };

  const { status, mapRuns } = await execute(machine, { input: [1] });

  expect(status).toBe('FAILED');
  expect(mapRuns[0]?.children[0]?.status).toBe('FAILED');
});

test('Distributed Map: fails with States.ExceedToleratedFailureThreshold when one child fails and none is tolerated', async () => {
  const { error, cause, history } = await execute(distributed({}, callEach), {
    input: [1, 2],
    tasks: () => {
      throw new TaskError('Broken');
    },
  });

  expect({ error, cause }).toEqual({
    error: 'States.ExceedToleratedFailureThreshold',
    cause: 'The specified tolerated failure threshold was exceeded',
  });
  expect(history.slice(-3).map(({ type }) => type)).toEqual(['MapRunFailed', 'MapStateFailed', 'ExecutionFailed']);
});

test.each([
  [{ ToleratedFailureCount: 1 }, 'SUCCEEDED'],
  [{ ToleratedFailureCount: 0 }, 'FAILED'],
  [{ ToleratedFailurePercentage: 25 }, 'SUCCEEDED'],
  [{ ToleratedFailurePercentage: 24.9 }, 'FAILED'],
  [{ ToleratedFailureCount: 0, ToleratedFailurePercentage: 100 }, 'FAILED'],
])('Distributed Map: with %j and one of four failed it is %s', async (tolerance, expected) => {
  const { status } = await execute(distributed(tolerance, callEach), {
    input: [1, 2, 3, 4],
    tasks: ({ input }) => {
      if (input === 3) throw new TaskError('Broken');
      return input;
    },
  });

  expect(status).toBe(expected);
});

// The developer guide, ResultWriter: what became of a child that fails is returned unchanged, whatever the transformation.
test('Distributed Map: gives the outputs in the order of the items, and what became of a child that failed', async () => {
  const { output } = await execute(distributed({ ToleratedFailureCount: 1 }, callEach), {
    input: [1, 2, 3],
    tasks: ({ input }) => {
      if (input === 2) throw new TaskError('Broken');
      return { got: input };
    },
  });

  expect(output).toEqual([{ got: 1 }, expect.objectContaining({ Status: 'FAILED', Error: 'Broken', Input: '2' }), { got: 3 }]);
});

test('ItemBatcher: groups by count and adds BatchInput', async () => {
  const { output } = await execute(
    distributed({ ItemsPath: '$.items', ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { 'run.$': '$.run' } } }),
    {
      input: { run: 7, items: [1, 2, 3] },
    },
  );

  expect(output).toEqual([
    { BatchInput: { run: 7 }, Items: [1, 2] },
    { BatchInput: { run: 7 }, Items: [3] },
  ]);
});

test('ItemBatcher: groups by the bytes of the whole batch', async () => {
  const { output } = await execute(distributed({ ItemBatcher: { MaxInputBytesPerBatch: 26 } }), { input: ['aaaa', 'bbbb', 'cccc'] });

  expect(JSON.stringify({ Items: ['aaaa', 'bbbb'] })).toHaveLength(25);
  expect(output).toEqual([{ Items: ['aaaa', 'bbbb'] }, { Items: ['cccc'] }]);
});

const reads = (readerConfig: object, action = 'getObject', parameters: object = { Bucket: 'in', Key: 'data' }) =>
  distributed({ ItemReader: { Resource: `arn:aws:states:::s3:${action}`, ReaderConfig: readerConfig, Parameters: parameters } });

test.each([
  ['lines of JSON', { InputType: 'JSONL' }, '{"a":1}\n\n{"a":2}\n', [{ a: 1 }, { a: 2 }]],
  ['a nested array by ItemsPointer', { InputType: 'JSON', ItemsPointer: '/all~1of/1' }, '{"all/of":[[],[1,2]]}', [1, 2]],
  [
    'CSV with another delimiter',
    { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW', CSVDelimiter: 'PIPE' },
    'x|y\n1|2\n',
    [{ x: '1', y: '2' }],
  ],
  ['CSV with quoted cells', { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['q'] }, '"a,\n""b"""\n', [{ q: 'a,\n"b"' }]],
  [
    'CSV with a header named __proto__',
    { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' },
    '__proto__,b\n1,2\n',
    [JSON.parse('{"__proto__":"1","b":"2"}')],
  ],
])('ItemReader: reads %s', async (_what, config, text, items) => {
  const { output } = await execute(reads(config), { objects: { in: { data: text } } });

  expect(output).toEqual(items);
});

test('ItemReader: reads an inventory and the files it names', async () => {
  const manifest = JSON.stringify({
    destinationBucket: 'arn:aws:s3:::in',
    fileSchema: 'Bucket, Key',
    files: [{ key: 'one.csv' }, { key: 'two.csv' }],
  });

  const { output } = await execute(reads({ InputType: 'MANIFEST' }), {
    objects: { in: { data: manifest, 'one.csv': '"b","k1"\n', 'two.csv': '"b","k2"\n' } },
  });

  expect(output).toEqual([
    { Bucket: 'b', Key: 'k1' },
    { Bucket: 'b', Key: 'k2' },
  ]);
});

test('ItemReader: lists objects by prefix, or loads and flattens them', async () => {
  const objects = { in: { 'a/1.json': '[1,2]', 'a/2.json': '[3]', 'b/3.json': '[4]' } };

  const listed = await execute(reads({}, 'listObjectsV2', { Bucket: 'in', Prefix: 'a/' }), { objects });
  const loaded = await execute(
    reads({ InputType: 'JSON', Transformation: 'LOAD_AND_FLATTEN' }, 'listObjectsV2', { Bucket: 'in', Prefix: 'a/' }),
    { objects },
  );

  expect(listed.output).toMatchObject([{ Key: 'a/1.json', Size: 5 }, { Key: 'a/2.json' }]);
  expect(loaded.output).toEqual([1, 2, 3]);
});

test('fails when the key is missing, and when it leads out of a folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'objects-'));
  writeFileSync(join(folder, 'data'), '[1]');

  const inside = await execute(reads({ InputType: 'JSON' }), { objects: { in: folder } });
  const outside = await execute(reads({ InputType: 'JSON' }, 'getObject', { Bucket: 'in', Key: '../data' }), { objects: { in: folder } });
  const missing = await execute(reads({ InputType: 'JSON' }), { objects: { in: {} } });

  expect(inside.output).toEqual([1]);
  expect([outside.error, missing.error]).toEqual(['States.ItemReaderFailed', 'States.ItemReaderFailed']);
});

const writes = (writer: object) => distributed({ ToleratedFailureCount: 1, ResultWriter: writer }, callEach);
const odd = ({ input }: { input: unknown }) => {
  if (input === 2) throw new TaskError('Broken', 'even');
  return [input as number];
};

test('ResultWriter: exports results with their metadata and gives the place of the manifest', async () => {
  const objects: Record<string, Record<string, string>> = { out: {} };

  const { output } = await execute(writes({ Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'out', Prefix: 'runs' } }), {
    input: [1, 2, 3],
    tasks: odd,
    objects,
  });

  const { MapRunArn, ResultWriterDetails } = output as { MapRunArn: string; ResultWriterDetails: { Bucket: string; Key: string } };
  const manifest = JSON.parse(objects.out?.[ResultWriterDetails.Key] ?? '');
  expect(ResultWriterDetails).toEqual({ Bucket: 'out', Key: expect.stringMatching(/^runs\/[0-9a-f-]{36}\/manifest\.json$/) });
  expect(manifest).toMatchObject({ DestinationBucket: 'out', MapRunArn, ResultFiles: { PENDING: [] } });
  const succeeded = JSON.parse(objects.out?.[manifest.ResultFiles.SUCCEEDED[0].Key] ?? '');
  const failed = JSON.parse(objects.out?.[manifest.ResultFiles.FAILED[0].Key] ?? '');
  expect(succeeded).toMatchObject([{ Status: 'SUCCEEDED', Input: '1', Output: '[1]' }, { Output: '[3]' }]);
  expect(failed).toMatchObject([{ Status: 'FAILED', Input: '2', Error: 'Broken', Cause: 'even' }]);
});

test.each([
  ['COMPACT', 'JSON', '[[1],[3]]'],
  ['FLATTEN', 'JSONL', '1\n3\n'],
])('ResultWriter: writes %s results as %s', async (Transformation, OutputType, text) => {
  const folder = mkdtempSync(join(tmpdir(), 'objects-'));

  const { output } = await execute(
    writes({ Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'out' }, WriterConfig: { Transformation, OutputType } }),
    {
      input: [1, 2, 3],
      tasks: odd,
      objects: { out: folder },
    },
  );

  const { Key } = (output as { ResultWriterDetails: { Key: string } }).ResultWriterDetails;
  const manifest = JSON.parse(readFileSync(join(folder, Key), 'utf8'));
  expect(readFileSync(join(folder, manifest.ResultFiles.SUCCEEDED[0].Key), 'utf8')).toBe(text);
});

test('ResultWriter: without a resource it only shapes the output', async () => {
  const flat = await execute(writes({ WriterConfig: { Transformation: 'FLATTEN' } }), { input: [1, 2, 3], tasks: odd });

  expect(flat.output).toEqual([1, expect.objectContaining({ Status: 'FAILED', Error: 'Broken' }), 3]);
});

test('Distributed Map: a child whose output is null has succeeded', async () => {
  const { output } = await execute(distributed({ ToleratedFailureCount: 1 }, callEach), { input: [1, 2], tasks: () => null });

  expect(output).toEqual([null, null]);
});

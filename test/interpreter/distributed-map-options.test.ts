import { execute, TaskError } from 'drystep/interpreter';

const lambda = 'arn:aws:states:::lambda:invoke';
const distributed = (more: object = {}, states: object = { Item: { Type: 'Pass', End: true } }, ExecutionType = 'STANDARD') => ({
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType }, StartAt: Object.keys(states)[0], States: states },
      End: true,
      ...more,
    },
  },
});
const reads = (ReaderConfig: object, action = 'getObject', Parameters: object = { Bucket: 'in', Key: 'data' }) =>
  distributed({ ItemReader: { Resource: `arn:aws:states:::s3:${action}`, ReaderConfig, Parameters } });

test.each([
  ['COMMA', ','],
  ['PIPE', '|'],
  ['SEMICOLON', ';'],
  ['SPACE', ' '],
  ['TAB', '\t'],
])('CSV: cells may be parted by %s', async (CSVDelimiter, sign) => {
  const text = ['x,y', '1,2'].map((line) => line.replace(',', sign)).join('\n');

  const given = await execute(reads({ InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['a', 'b'], CSVDelimiter }), {
    objects: { in: { data: text } },
  });
  const first = await execute(reads({ InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW', CSVDelimiter }), {
    objects: { in: { data: text } },
  });

  expect(given.output).toEqual([
    { a: 'x', b: 'y' },
    { a: '1', b: '2' },
  ]);
  expect(first.output).toEqual([{ x: '1', y: '2' }]);
});

test.each([
  [{ MaxItems: 1 }, 1],
  [{ MaxItemsPath: '$.most' }, 2],
  [{}, 3],
  [{ MaxItems: 9 }, 3],
])('ItemReader: %j reads %i of three items', async (more, count) => {
  const { output } = await execute(reads({ InputType: 'JSON', ...more }), { input: { most: 2 }, objects: { in: { data: '[1,2,3]' } } });

  expect(output).toHaveLength(count);
});

test.each([
  ['CSV', { CSVHeaderLocation: 'FIRST_ROW' }, 'a\n1\n', { a: '1' }],
  ['JSONL', {}, '{"a":1}\n', { a: 1 }],
])('ItemReader: loads and flattens %s files', async (InputType, more, text, item) => {
  const config = { InputType, Transformation: 'LOAD_AND_FLATTEN', ...more };

  const { output } = await execute(reads(config, 'listObjectsV2', { Bucket: 'in', Prefix: 'p/' }), {
    objects: { in: { 'p/1': text, 'p/2': text, q: text } },
  });

  expect(output).toEqual([item, item]);
});

test.each([
  [{ ToleratedFailureCountPath: '$.count' }, { count: 1 }, 'SUCCEEDED'],
  [{ ToleratedFailureCountPath: '$.count' }, { count: 0 }, 'FAILED'],
  [{ ToleratedFailurePercentagePath: '$.share' }, { share: 50 }, 'SUCCEEDED'],
  [{ ToleratedFailurePercentagePath: '$.share' }, { share: 49.5 }, 'FAILED'],
])('Distributed Map: %j with %j and one of two failed: %s', async (tolerance, input, status) => {
  const machine = distributed({ ItemsPath: '$.items', ...tolerance }, { Call: { Type: 'Task', Resource: lambda, End: true } });

  const result = await execute(machine, {
    input: { items: [1, 2], ...input },
    tasks: (call) => {
      if (call.input === 2) throw new TaskError('Broken');
      return call.input;
    },
  });

  expect(result.status).toBe(status);
});

test('Distributed Map: its label is in the ARNs of the run and of its children', async () => {
  const { mapRuns } = await execute(distributed({ Label: 'prices' }), { input: [1], stateMachineName: 'Shop' });

  const [run] = mapRuns;
  expect(run?.mapRunArn).toMatch(/^arn:aws:states:us-east-1:111111111111:mapRun:Shop\/prices:[0-9a-f-]{36}$/);
  expect(run?.children[0]?.executionArn).toMatch(/^arn:aws:states:us-east-1:111111111111:execution:Shop\/prices:[0-9a-f-]{36}$/);
});

test('Distributed Map: an Express child has five minutes, a Standard one more', async () => {
  const wait = { Wait: { Type: 'Wait', Seconds: 301, End: true } };

  const express = await execute(distributed({ ToleratedFailureCount: 1 }, wait, 'EXPRESS'), { input: [1] });
  const standard = await execute(distributed({}, wait), { input: [1] });

  expect(express.mapRuns[0]?.executionCounts).toMatchObject({ timedOut: 1 });
  expect(standard.mapRuns[0]?.executionCounts).toMatchObject({ succeeded: 1 });
});

test('Distributed Map: a batch is made of what the ItemSelector makes', async () => {
  const machine = distributed({
    ItemSelector: { 'n.$': '$$.Map.Item.Value' },
    ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { run: 'x' } },
  });

  const { output } = await execute(machine, { input: [1, 2, 3] });

  expect(output).toEqual([
    { BatchInput: { run: 'x' }, Items: [{ n: 1 }, { n: 2 }] },
    { BatchInput: { run: 'x' }, Items: [{ n: 3 }] },
  ]);
});

test('Distributed Map: keeps the histories of its first thousand children only', async () => {
  const { mapRuns, output } = await execute(distributed(), { input: Array.from({ length: 1500 }, (_, index) => index) });

  expect(output).toHaveLength(1500);
  expect(mapRuns[0]?.executionCounts.succeeded).toBe(1500);
  expect(mapRuns[0]?.children).toHaveLength(1000);
});

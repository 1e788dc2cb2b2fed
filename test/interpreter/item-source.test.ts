import { execute } from 'drystep/interpreter';

// AWS's developer guide, "Accessing execution data from the Context object": STATE_DATA for state input, the bucket's URI for a listing, else the object's.
const show = { 'from.$': '$$.Map.Item.Source', 'item.$': '$$.Map.Item.Value' };

const each = (more: object) => ({
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemSelector: show,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Item',
        States: { Item: { Type: 'Pass', End: true } },
      },
      End: true,
      ...more,
    },
  },
});
const reads = (ReaderConfig: object, Parameters: object = { Bucket: 'in', Key: 'data' }, action = 'getObject') =>
  each({ ItemReader: { Resource: `arn:aws:states:::s3:${action}`, ReaderConfig, Parameters } });

test('Map.Item.Source: is STATE_DATA for items of the state input', async () => {
  const { output } = await execute(each({}), { input: [7] });

  expect(output).toEqual([{ from: 'STATE_DATA', item: 7 }]);
});

test('Map.Item.Source: is the object that an ItemReader read', async () => {
  const { output } = await execute(reads({ InputType: 'JSON' }), { objects: { in: { data: '[1]' } } });

  expect(output).toEqual([{ from: 's3://in/data', item: 1 }]);
});

test('Map.Item.Source: is the bucket for a listing, and each object for what is loaded from it', async () => {
  const objects = { in: { 'a/1': '[1]', 'a/2': '[2,3]' } };
  const listing = { Bucket: 'in', Prefix: 'a/' };

  const listed = await execute(reads({}, listing, 'listObjectsV2'), { objects });
  const loaded = await execute(reads({ InputType: 'JSON', Transformation: 'LOAD_AND_FLATTEN' }, listing, 'listObjectsV2'), { objects });

  expect(listed.output).toMatchObject([{ from: 's3://in' }, { from: 's3://in' }]);
  expect(loaded.output).toEqual([
    { from: 's3://in/a/1', item: 1 },
    { from: 's3://in/a/2', item: 2 },
    { from: 's3://in/a/2', item: 3 },
  ]);
});

test('Map.Item.Source: is the data file that a manifest names', async () => {
  const athena = { InputType: 'JSONL', ManifestType: 'ATHENA_DATA' };

  const { output } = await execute(reads(athena), { objects: { in: { data: 's3://in/part-1\n', 'part-1': '{"a":1}\n' } } });

  expect(output).toEqual([{ from: 's3://in/part-1', item: { a: 1 } }]);
});

test('Map.Item.Key: is there for the fields of an object, in the order of the object', async () => {
  const machine = each({ ItemSelector: { 'key.$': '$$.Map.Item.Key', 'value.$': '$$.Map.Item.Value', 'at.$': '$$.Map.Item.Index' } });

  const { output } = await execute(machine, { input: { b: 1, a: 2 } });

  expect(output).toEqual([
    { key: 'b', value: 1, at: 0 },
    { key: 'a', value: 2, at: 1 },
  ]);
});

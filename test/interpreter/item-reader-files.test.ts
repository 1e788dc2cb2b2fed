import * as zlib from 'node:zlib';
import { execute } from 'drystep/interpreter';

// AWS's developer guide, ItemReader: JSON files hold an array or an object, ItemsPointer selects a node of them, and files may be compressed with GZIP or ZSTD.
const reads = (Key: string, ReaderConfig: object, more: object = {}) => ({
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig, Parameters: { Bucket: 'in', Key } },
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
const { gzipSync } = zlib;
/** Node 22.15 and later have it. */
const { zstdCompressSync: zstd } = zlib as { readonly zstdCompressSync?: (text: string) => Buffer };
const json = { InputType: 'JSON' };
const records = JSON.stringify({ records: { a: { n: 1 }, b: 2, c: 3 } });

describe('An object that an ItemsPointer leads to', () => {
  test('has its fields as items, each a pair of Key and Value', async () => {
    const { output } = await execute(reads('k', { ...json, ItemsPointer: '/records' }), { objects: { in: { k: records } } });

    expect(output).toEqual([
      { Key: 'a', Value: { n: 1 } },
      { Key: 'b', Value: 2 },
      { Key: 'c', Value: 3 },
    ]);
  });

  test('shows them in the context object', async () => {
    const ItemSelector = { 'key.$': '$$.Map.Item.Key', 'value.$': '$$.Map.Item.Value', 'from.$': '$$.Map.Item.Source' };
    const machine = reads('k', { ...json, ItemsPointer: '/records', MaxItems: 1 }, { ItemSelector });

    expect((await execute(machine, { objects: { in: { k: records } } })).output).toEqual([
      { key: 'a', value: { n: 1 }, from: 's3://in/k' },
    ]);
  });

  test('is a field beside others where files are flattened', async () => {
    const config = { ...json, ItemsPointer: '/records', Transformation: 'LOAD_AND_FLATTEN' };
    const ItemReader = { Resource: 'arn:aws:states:::s3:listObjectsV2', ReaderConfig: config, Parameters: { Bucket: 'in', Prefix: '' } };
    const objects = { in: { 1: '{"records":{"a":1}}', 2: '{"records":[2]}' } };

    expect((await execute(reads('', config, { ItemReader }), { objects })).output).toEqual([{ Key: 'a', Value: 1 }, 2]);
  });
});

test('An empty ItemsPointer is none', async () => {
  expect((await execute(reads('k', { ...json, ItemsPointer: '' }), { objects: { in: { k: '[1]' } } })).output).toEqual([1]);
});

describe('A compressed file', () => {
  test.each<[string, object, Buffer]>([
    ['rows.csv.gz', { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }, gzipSync('n\n1\n')],
    ['rows.jsonl.gz', { InputType: 'JSONL' }, gzipSync('{"n":"1"}\n')],
    ['rows.json.gz', json, gzipSync('[{"n":"1"}]')],
    ...(zstd === undefined
      ? []
      : ([
          ['rows.csv.zstd', { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }, zstd('n\n1\n')],
          ['rows.jsonl.zst', { InputType: 'JSONL' }, zstd('{"n":"1"}\n')],
        ] as [string, object, Buffer][])),
  ])('%s is read', async (key, config, content) => {
    expect((await execute(reads(key, config), { objects: { in: { [key]: content } } })).output).toEqual([{ n: '1' }]);
  });

  test('given as text is what it holds', async () => {
    expect((await execute(reads('k.json.gz', json), { objects: { in: { 'k.json.gz': '[1]' } } })).output).toEqual([1]);
  });

  test('that is not compressed fails the reader', async () => {
    const { error, cause } = await execute(reads('k.json.gz', json), { objects: { in: { 'k.json.gz': Buffer.from('[1]') } } });

    expect([error, cause]).toEqual(['States.ItemReaderFailed', expect.stringContaining('Unable to decompress k.json.gz')]);
  });
});

// AWS's developer guide, ItemReader: an item may have up to 8 MB, where an ItemSelector reduces it: the input of a child execution can't exceed 256 KiB.
describe('An item over the limit of payloads', () => {
  const objects = { in: { k: JSON.stringify([{ id: 1, text: 'x'.repeat(300_000) }]) } };
  const outcome = async (more: object) => {
    const { output, error, cause } = await execute(reads('k', json, more), { objects });
    return output ?? [error, cause];
  };
  const tooLarge = [
    'States.DataLimitExceeded',
    "The state/task 'Each' provided parameters with a size exceeding the maximum number of bytes service limit.",
  ];

  test('starts no child', async () => expect(await outcome({})).toEqual(tooLarge));

  test('starts none as a batch of its own', async () => expect(await outcome({ ItemBatcher: { MaxItemsPerBatch: 2 } })).toEqual(tooLarge));

  test('starts one as what an ItemSelector makes of it', async () => {
    expect(await outcome({ ItemSelector: { 'id.$': '$$.Map.Item.Value.id' } })).toEqual([{ id: 1 }]);
  });
});

import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, parse } from 'node:path';
import { gzipSync } from 'node:zlib';
import { execute, type ObjectStore } from 'drystep/interpreter';
import { startServer } from 'drystep/server';
import { testMachine } from 'drystep/testing';

const map = (fields: object) => ({
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Item',
        States: { Item: { Type: 'Pass', End: true } },
      },
      ...fields,
      End: true,
    },
  },
});

const reads = (ReaderConfig: object, action = 'getObject') =>
  map({ ItemReader: { Resource: `arn:aws:states:::s3:${action}`, ReaderConfig, Parameters: { Bucket: 'in', Key: 'data', Prefix: '' } } });

const READ = reads({ InputType: 'JSON' });
const LIST = map({ ItemReader: { Resource: 'arn:aws:states:::s3:listObjectsV2', Parameters: { Bucket: 'in' } } });
const write = (Prefix: string) =>
  map({
    ItemReader: {
      Resource: 'arn:aws:states:::s3:getObject',
      ReaderConfig: { InputType: 'JSON' },
      Parameters: { Bucket: 'in', Key: 'data' },
    },
    ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'out', Prefix } },
  });

describe('Compressed files of a manifest', () => {
  const manifest = (files: number) =>
    JSON.stringify({
      destinationBucket: 'arn:aws:s3:::in',
      fileSchema: 'Bucket, Key',
      files: Array.from({ length: files }, () => ({ key: 'part.csv.gz' })),
    });
  const inventory = (line: string, lines: number, files: number): ObjectStore => ({
    in: { data: manifest(files), 'part.csv.gz': gzipSync(Buffer.alloc(line.length * lines, line)) },
  });

  test('are read', async () => {
    const { output } = await execute(reads({ InputType: 'MANIFEST' }), { objects: inventory('b,k\n', 2, 2) });

    expect(output).toHaveLength(4);
  });

  test.each([
    [
      'one holds far more than it weighs',
      inventory('x'.repeat(1024), 50 * 1024, 1),
      /compressed files of one reading hold more than 33554432 bytes/,
    ],
    ['all of them do together', inventory('x'.repeat(1024), 12 * 1024, 3), /compressed files of one reading hold more than 33554432 bytes/],
  ])('fails when %s: the run is refused, and no outcome of the workflow', async (_, objects, message) => {
    await expect(execute(reads({ InputType: 'MANIFEST' }), { objects })).rejects.toThrow(message);
  });

  test('that are not gzip fail the Map', async () => {
    const objects = { in: { data: manifest(1), 'part.csv.gz': new Uint8Array([1, 2, 3]) } };

    expect(await execute(reads({ InputType: 'MANIFEST' }), { objects })).toMatchObject({
      status: 'FAILED',
      error: 'States.ItemReaderFailed',
    });
  });
});

test('The header of a CSV file is judged before its rows are read', async () => {
  const objects = { in: { data: `a,a\n${'"'.repeat(3)}x` } };

  // Below the header stands a quotation mark that nothing closes, which is what the whole file would be refused for.
  expect(await execute(reads({ InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }), { objects })).toMatchObject({
    status: 'FAILED',
    error: 'States.ItemReaderFailed',
    cause: expect.stringContaining('CSV headers cannot contain duplicates.'),
  });
});

test('A CSV file fails when its short rows have more columns than a test can hold', async () => {
  const headers = Array.from({ length: 2000 }, (_, index) => index.toString(36)).join(',');
  const objects = { in: { data: `${headers}\n${'x\n'.repeat(25_001)}` } };

  await expect(execute(reads({ InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }), { objects })).rejects.toThrow(
    /25001 rows of 2000 columns are more than 50000000 cells/,
  );
});

test('JSON Lines fail when there are more of them than a test can hold', async () => {
  const objects = { in: { data: '\n'.repeat(5_000_001) } };

  await expect(execute(reads({ InputType: 'JSONL' }), { objects })).rejects.toThrow('it has more than 5000000 lines');
});

test.each(['/', '/-0', '/00', '/1e0', '/ 1', '/0x0'])(
  'The ItemsPointer %s leads to nothing in a list: RFC 6901 knows no such index',
  async (ItemsPointer) => {
    const objects = { in: { data: '[[1], [2]]' } };

    expect(await execute(reads({ InputType: 'JSON', ItemsPointer }), { objects })).toMatchObject({
      status: 'FAILED',
      error: 'States.ItemReaderFailed',
    });
  },
);

describe('A folder that stands for a bucket', () => {
  let root = '';
  let bucket = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'drystep-objects-'));
    bucket = join(root, 'bucket');
    mkdirSync(join(bucket, 'deep'), { recursive: true });
    writeFileSync(join(bucket, 'deep', 'real.json'), '[1]');
    mkdirSync(join(root, 'secrets'));
    writeFileSync(join(root, 'secrets', 'key'), '["secret"]');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const LEAVES = /is reached through a symbolic link that leaves the folder\. Hint: copy the file into the folder\.$/;

  test('reads and lists links to files inside of it', async () => {
    symlinkSync(join('deep', 'real.json'), join(bucket, 'data'));
    const listed = await execute(LIST, { objects: { in: bucket } });

    expect((await execute(READ, { objects: { in: bucket } })).output).toEqual([1]);
    expect(listed.output).toMatchObject([{ Key: 'data' }, { Key: 'deep/real.json' }]);
  });

  test('lists a file that is too large to read with its size', async () => {
    writeFileSync(join(bucket, 'huge'), '');
    truncateSync(join(bucket, 'huge'), 5_000_000_000);

    const { output } = await execute(LIST, { objects: { in: bucket } });

    expect(output).toMatchObject([
      { Key: 'deep/real.json', Size: 3 },
      { Key: 'huge', Size: 5_000_000_000 },
    ]);
  });

  test('fails when a file that is read is larger than a test can hold', async () => {
    writeFileSync(join(bucket, 'data'), '');
    truncateSync(join(bucket, 'data'), 5_000_000_000);

    await expect(execute(READ, { objects: { in: bucket } })).rejects.toThrow(
      'was not read: it has 5000000000 bytes, and a test takes at most 268435456.',
    );
  });

  test('lists no link to nothing, which it could not read either', async () => {
    symlinkSync('nowhere', join(bucket, 'data'));

    expect((await execute(LIST, { objects: { in: bucket } })).output).toMatchObject([{ Key: 'deep/real.json' }]);
    expect(await execute(READ, { objects: { in: bucket } })).toMatchObject({ status: 'FAILED', error: 'States.ItemReaderFailed' });
  });

  test.each([
    ['a link to a file', () => symlinkSync(join(root, 'secrets', 'key'), join(bucket, 'data')), LEAVES],
    ['a relative link to a file', () => symlinkSync(join('..', 'secrets', 'key'), join(bucket, 'data')), LEAVES],
    ['a link to a folder', () => symlinkSync(join(root, 'secrets'), join(bucket, 'data')), LEAVES],
    ['a link to the whole machine', () => symlinkSync('/', join(bucket, 'data')), LEAVES],
    ['a link around in a circle', () => symlinkSync('.', join(bucket, 'data')), /"data" in the folder .* is a symbolic link to a folder/],
  ])('fails when a listing comes to %s that leaves it or leads in circles', async (_, link, message) => {
    link();

    await expect(execute(LIST, { objects: { in: bucket } })).rejects.toThrow(message);
  });

  test('lists no link to itself', async () => {
    symlinkSync('data', join(bucket, 'data'));

    expect((await execute(LIST, { objects: { in: bucket } })).output).toMatchObject([{ Key: 'deep/real.json' }]);
  });

  test.each([
    [
      'does not exist',
      () => join(root, 'bucketts'),
      /^The bucket "in" of the objects is given as the folder .*bucketts, which does not exist\. Hint: /,
    ],
    ['is a file', () => join(root, 'secrets', 'key'), /key, which is not a folder\. Hint: /],
  ])('fails when it %s: the run is refused, and no outcome of the workflow', async (_, folder, message) => {
    await expect(execute(LIST, { objects: { in: folder() } })).rejects.toThrow(message);
    await expect(execute(READ, { objects: { in: folder() } })).rejects.toThrow(message);
    await expect(execute(write('x'), { objects: { in: { data: '[1]' }, out: folder() } })).rejects.toThrow(
      /^The bucket "out" of the objects is given as the folder/,
    );
  });

  test('fails when it does not exist and nothing is read: the one that was meant would have been read later', async () => {
    const idle = { StartAt: 'Done', States: { Done: { Type: 'Succeed' } } };
    const objects = { in: join(root, 'bucketts') };
    const refused = /^The bucket "in" of the objects is given as the folder .*bucketts, which does not exist\. Hint: /;

    await expect(execute(idle, { objects })).rejects.toThrow(refused);
    await expect(testMachine(idle, { objects }).execute()).rejects.toThrow(refused);
    await expect(startServer({ objects })).rejects.toThrow(refused);
  });

  test('may be the root of all folders', async () => {
    const file = realpathSync(join(bucket, 'deep', 'real.json'));
    const definition = map({
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'JSON' },
        Parameters: { Bucket: 'in', Key: file.slice(1) },
      },
    });

    expect((await execute(definition, { objects: { in: parse(file).root } })).output).toEqual([1]);
  });

  test('fails when an object that is read lies behind a link that leaves it', async () => {
    symlinkSync(join(root, 'secrets', 'key'), join(bucket, 'data'));

    await expect(execute(READ, { objects: { in: bucket } })).rejects.toThrow(LEAVES);
  });

  test.each([
    ['a link to a folder outside', () => symlinkSync(join(root, 'secrets'), join(bucket, 'out'))],
    ['a link to a folder that is not there', () => symlinkSync(join(root, 'new'), join(bucket, 'out'))],
  ])('fails when results would be written through %s', async (_, link) => {
    link();

    await expect(execute(write('out'), { objects: { in: { data: '[1]' }, out: bucket } })).rejects.toThrow(LEAVES);
    expect(existsSync(join(root, 'new'))).toBe(false);
  });

  test.each([
    ['is not a path', 'a\u0000b'],
    ['is too long for one', 'x'.repeat(300)],
    ['goes through a file', 'deep/real.json'],
  ])('fails when the key of a result %s', async (_, prefix) => {
    await expect(execute(write(prefix), { objects: { in: { data: '[1]' }, out: bucket } })).rejects.toThrow(
      /^The object ".*" cannot be written to the folder .* Hint: S3 takes any key, a folder does not/,
    );
  });
});

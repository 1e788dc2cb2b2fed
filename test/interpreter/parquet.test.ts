import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execute, start } from 'drystep/interpreter';
import { compiledEntries } from '../compiled-package';

/** Three rows of { id: INT64, name: STRING }, written by another library. */
const FILE =
  'UEFSMRUGFTQVLFwVBhUAFQYVABUEFQAAAAMHGAQBAAkBAAIJByAAAQAAAAAAIAAVBhUkFShcFQYVABUGFQAVBBUAAAADBxA8AQAAAGEBAAAAYgIAAADDvBUEGTxIBHJvb3QVBAAVBCUCGAJpZAAVDCUCGARuYW1lJQAAFgYZHBksJggcFQQZFQAZGAJpZBUCFgYWXhZWJgg8NgAoCAEAAAAAACAAGAgBAAAAAAAAAAAZHBUGFQAVAgAAACZeHBUMGRUAGRgEbmFtZRUCFgYWThZSJl48NgAoAsO8GAFhABkcFQYVABUCAAAAFqwBFgY2qAEAKAloeXBhcnF1ZXQZLBwAABwAAACvAAAAUEFSMQ==';

const reader = {
  Resource: 'arn:aws:states:::s3:getObject',
  ReaderConfig: { InputType: 'PARQUET' },
  Parameters: { Bucket: 'in', Key: 'rows.parquet' },
};

const machine = (ItemReader: object = reader) => ({
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemReader,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Row',
        States: { Row: { Type: 'Pass', End: true } },
      },
      End: true,
    },
  },
});

const rows = [
  { id: 1, name: 'a' },
  { id: 2, name: 'b' },
  { id: '9007199254740993', name: 'ü' },
];
const file = Buffer.from(FILE, 'base64');

test('ItemReader: reads the rows of a Parquet file, integers too large for a number as text', async () => {
  const { output } = await execute(machine(), { objects: { in: { 'rows.parquet': file } } });

  expect(output).toEqual(rows);
});

test('ItemReader: reads a Parquet file of a local folder, in an execution that is driven by hand as well', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parquet-'));
  writeFileSync(join(folder, 'rows.parquet'), file);

  const execution = start(machine(), { objects: { in: folder } });
  execution.pump();

  expect(execution.result?.output).toEqual(rows);
});

test('ItemReader: loads and flattens the Parquet files of a listing', async () => {
  const listing = {
    Resource: 'arn:aws:states:::s3:listObjectsV2',
    ReaderConfig: { InputType: 'PARQUET', Transformation: 'LOAD_AND_FLATTEN', MaxItems: 5 },
    Parameters: { Bucket: 'in', Prefix: 'day/' },
  };

  const { output } = await execute(machine(listing), { objects: { in: { 'day/1': file, 'day/2': file, other: 'no Parquet' } } });

  expect(output).toEqual([...rows, ...rows.slice(0, 2)]);
});

test('ItemReader: reads the Parquet files that an Athena manifest names', async () => {
  const manifest = {
    Resource: 'arn:aws:states:::s3:getObject',
    ReaderConfig: { InputType: 'PARQUET', ManifestType: 'ATHENA_DATA' },
    Parameters: { Bucket: 'in', Key: 'manifest.csv' },
  };

  const { output } = await execute(machine(manifest), { objects: { in: { 'manifest.csv': 's3://in/part-1\n', 'part-1': file } } });

  expect(output).toEqual(rows);
});

test('ItemReader: takes JSON text for a Parquet file whose rows it holds', async () => {
  const { output } = await execute(machine(), { objects: { in: { 'rows.parquet': '[{"id":1}]' } } });

  expect(output).toEqual([{ id: 1 }]);
});

test.each([
  ['no Parquet file', Buffer.from('id,name'), 'The object is not a Parquet file.'],
  ['a broken one', Buffer.concat([file.subarray(0, 40), file.subarray(-8)]), /^Unable to read the Parquet file: /],
])('fails when the object is %s', async (_what, content, cause) => {
  const result = await execute(machine(), { objects: { in: { 'rows.parquet': content } } });

  expect(result).toMatchObject({ status: 'FAILED', error: 'States.ItemReaderFailed', cause: expect.stringMatching(cause) });
});

test('fails when the package that reads Parquet is not installed, and names it', () => {
  // In a process of its own, where the package cannot be found.
  const folder = mkdtempSync(join(tmpdir(), 'parquet-'));
  writeFileSync(
    join(folder, 'run.cjs'),
    `const Module = require('node:module');
     const find = Module._resolveFilename;
     Module._resolveFilename = function (name, ...rest) {
       if (name === 'hyparquet') throw new Error('Cannot find module');
       return find.call(this, name, ...rest);
     };
     const { execute } = require(${JSON.stringify(compiledEntries()['drystep/interpreter'])});
     execute(${JSON.stringify(machine())}, { objects: { in: { 'rows.parquet': Buffer.from('${FILE}', 'base64') } } })
       .catch((error) => console.log(error.name + ': ' + error.message));`,
  );

  const printed = execFileSync(process.execPath, [join(folder, 'run.cjs')], { encoding: 'utf8' });

  expect(printed).toBe(
    'UsageError: Parquet files need the optional package hyparquet, which is not installed. Hint: npm install --save-dev hyparquet.\n',
  );
});

import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start } from 'drystep/interpreter';

/** Three rows of { id: INT64, name: STRING }, written by another library. */
const FILE =
  'UEFSMRUGFTQVLFwVBhUAFQYVABUEFQAAAAMHGAQBAAkBAAIJByAAAQAAAAAAIAAVBhUkFShcFQYVABUGFQAVBBUAAAADBxA8AQAAAGEBAAAAYgIAAADDvBUEGTxIBHJvb3QVBAAVBCUCGAJpZAAVDCUCGARuYW1lJQAAFgYZHBksJggcFQQZFQAZGAJpZBUCFgYWXhZWJgg8NgAoCAEAAAAAACAAGAgBAAAAAAAAAAAZHBUGFQAVAgAAACZeHBUMGRUAGRgEbmFtZRUCFgYWThZSJl48NgAoAsO8GAFhABkcFQYVABUCAAAAFqwBFgY2qAEAKAloeXBhcnF1ZXQZLBwAABwAAACvAAAAUEFSMQ==';

const machine = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'PARQUET' },
        Parameters: { Bucket: 'in', Key: 'rows.parquet' },
      },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Row',
        States: { Row: { Type: 'Pass', End: true } },
      },
      End: true,
    },
  },
};

test('ItemReader: reads the rows of a Parquet file, integers too large for a number as text', () => {
  // hyparquet is an ES module, which jest cannot import: a process of its own can.
  const script = join(mkdtempSync(join(tmpdir(), 'parquet-')), 'read.ts');
  const root = join(__dirname, '../..');
  writeFileSync(
    script,
    `import { execute } from ${JSON.stringify(join(root, 'src/interpreter'))};
     execute(${JSON.stringify(machine)}, { objects: { in: { 'rows.parquet': Buffer.from('${FILE}', 'base64') } } })
       .then(({ output, cause }) => console.log(JSON.stringify(output ?? cause)));`,
  );

  const printed = execFileSync(process.execPath, ['--import', 'tsx', script], { cwd: root, encoding: 'utf8' });

  expect(JSON.parse(printed)).toEqual([
    { id: 1, name: 'a' },
    { id: 2, name: 'b' },
    { id: '9007199254740993', name: 'ü' },
  ]);
});

test('fails when a started execution meets a Parquet file that was not decoded', () => {
  const execution = start(machine, { objects: { in: { 'rows.parquet': Buffer.from(FILE, 'base64') } } });

  expect(() => execution.pump()).toThrow('await decodeParquet(objects) before start()');
});

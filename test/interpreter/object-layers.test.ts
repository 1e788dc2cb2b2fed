import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execute, start } from 'drystep/interpreter';

const copies = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemReader: {
        Resource: 'arn:aws:states:::s3:listObjectsV2',
        ReaderConfig: { InputType: 'JSON', Transformation: 'LOAD_AND_FLATTEN' },
        Parameters: { Bucket: 'shop', Prefix: 'in/' },
      },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Item',
        States: { Item: { Type: 'Pass', End: true } },
      },
      ResultWriter: {
        Resource: 'arn:aws:states:::s3:putObject',
        Parameters: { Bucket: 'shop', Prefix: 'out' },
        WriterConfig: { Transformation: 'COMPACT', OutputType: 'JSON' },
      },
      End: true,
    },
  },
};

test('Objects: of several stores the later hide objects of the earlier and take what is written', () => {
  const below = { shop: { 'in/1': '["below"]', 'in/2': '[2]' } };
  const above: { shop: Record<string, string> } = { shop: { 'in/1': '[1]', 'in/3': '[3]' } };

  const execution = start(copies, { objects: [below, above] });
  execution.pump();

  const results = Object.keys(above.shop).find((key) => key.endsWith('SUCCEEDED_0.json')) as string;
  expect(JSON.parse(above.shop[results] as string)).toEqual([1, 2, 3]);
  expect(Object.keys(below.shop)).toEqual(['in/1', 'in/2']);
  expect(Object.keys(execution.written.shop as object)).toEqual([results, expect.stringMatching(/manifest\.json$/)]);
});

test('Objects: a folder may lie under a map', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'objects-'));
  const flat = {
    ...copies.States.Each,
    ResultWriter: undefined,
    ItemReader: { ...copies.States.Each.ItemReader, Parameters: { Bucket: 'shop' } },
  };
  writeFileSync(join(folder, 'a'), '["disk"]');

  const { output } = await execute(JSON.stringify({ StartAt: 'Each', States: { Each: flat } }), {
    objects: [{ shop: folder }, { shop: { b: '["memory"]' } }],
  });

  expect(output).toEqual(['disk', 'memory']);
  expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('["disk"]');
});

import { CfnParameter, type Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { CsvDelimiter } from 'aws-cdk-lib/aws-stepfunctions';
import { distributedMap, type ItemSource, itemsIn, map, pass, steps, workflow } from 'drystep';
import { count } from 'drystep/expressions';
import { execute } from '../../src/interpreter';
import { acceptedDefinition, deployedStatements, languages } from './run-flow';
import { emptyStack, joined, placed } from './synthesized';

interface Input {
  file: string;
  lines: { sku: string }[];
}

const input = { file: 'stock.csv', lines: [{ sku: 'a' }, { sku: 'b' }, { sku: 'c' }] };
const objects = () => ({
  stock: {
    'stock.csv': 'sku,name\nx,one\ny,two\n',
    'rows.json': '[{"sku":"j"}]',
    'rows.jsonl': '{"sku":"l"}\n',
    'manifest.json': '{"destinationBucket":"arn:aws:s3:::stock","fileSchema":"Bucket, Key","files":[{"key":"listed.csv"}]}',
    'listed.csv': '"b","k"\n',
  },
  results: {},
});

/** The objects that an action is allowed for. */
function deployedObjects(stack: Stack, action: string): readonly string[] {
  return deployedStatements(stack)
    .filter(({ Action }) => [Action].flat().includes(action))
    .map(({ Resource }) => joined(Resource));
}

describe.each(languages)('a distributed map in %s', (language) => {
  test('runs a child for each item of the input', async () => {
    const flow = workflow<Input>().next(
      distributedMap(
        'Each',
        {
          items: ({ input }) => input.lines,
          itemSelector: ({ item, index }) => ({ sku: item.sku, index }),
          toleratedFailures: { percentage: 10 },
          maxConcurrency: 2,
          label: 'lines',
          into: 'done',
        },
        (line) => line.next(pass('Work', { output: ({ input }) => ({ box: input.sku, at: input.index }) })),
      ),
    );

    const definition = acceptedDefinition(flow, language);
    const result = await execute(definition, { input });

    expect(definition).toMatchObject({
      States: {
        Each: {
          ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } },
          ToleratedFailurePercentage: 10,
          MaxConcurrency: 2,
          Label: 'lines',
        },
      },
    });
    expect(result.output).toEqual({
      ...input,
      done: [
        { box: 'a', at: 0 },
        { box: 'b', at: 1 },
        { box: 'c', at: 2 },
      ],
    });
  });

  test('reads rows of a file whose key the input names, in batches with an input of their own', async () => {
    const stack = emptyStack();
    const bucket = Bucket.fromBucketName(stack, 'Stock', 'stock');
    const flow = workflow<Input>().next(
      distributedMap(
        'Import',
        {
          source: itemsIn.csv<{ sku: string; name: string }>(bucket),
          sourceKey: ({ input }) => input.file,
          batch: { size: 2, input: ({ input }) => ({ from: input.file }) },
        },
        (batch) => batch.next(pass('Store', { output: ({ input }) => ({ rows: input.Items, from: input.BatchInput.from }) })),
      ),
    );

    const definition = acceptedDefinition(flow, language, stack);
    const result = await execute(definition, { input, objects: objects() });

    // A comma is the default delimiter.
    expect(definition).toHaveProperty('States.Import.ItemReader.ReaderConfig', { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' });
    expect(result.output).toEqual([
      {
        rows: [
          { sku: 'x', name: 'one' },
          { sku: 'y', name: 'two' },
        ],
        from: 'stock.csv',
      },
    ]);
    expect(deployedStatements(stack)).toContainEqual(expect.objectContaining({ Action: 's3:GetObject' }));
    expect(deployedStatements(stack)).toContainEqual(expect.objectContaining({ Action: 'states:StartExecution' }));
  });

  test('takes its numbers from the data', async () => {
    const stack = emptyStack();
    const bucket = Bucket.fromBucketName(stack, 'Stock', 'stock');
    interface Limited {
      readonly most: number;
      readonly size: number;
      readonly bytes: number;
      readonly failures: number;
      readonly share: number;
      readonly once: number;
    }
    const flow = workflow<Limited>().next(
      distributedMap(
        'Import',
        {
          source: itemsIn.csv<{ sku: string }>(bucket, { key: 'stock.csv', maxItems: 100 }),
          maxItems: ({ input }) => input.most,
          batch: { size: ({ input }) => input.size, bytes: ({ input }) => input.bytes },
          toleratedFailures: { count: ({ input }) => input.failures, percentage: ({ input }) => input.share },
          maxConcurrency: ({ input }) => input.once,
        },
        (batch) => batch.next(pass('Store', { output: ({ input }) => ({ rows: count(input.Items) }) })),
      ),
    );

    const definition = acceptedDefinition(flow, language, stack);
    const data = { most: 1, size: 5, bytes: 1000, failures: 1, share: 50, once: 1 };
    const result = await execute(definition, { input: data, objects: objects() });
    const more = await execute(definition, { input: { ...data, most: 2, size: 1 }, objects: objects() });

    expect(result.output).toEqual([{ rows: 1 }]);
    expect(more.output).toEqual([{ rows: 1 }, { rows: 1 }]);
    expect(JSON.stringify(definition)).not.toContain('100');
  });

  test.each<[string, (bucket: IBucket) => ItemSource<{ sku: string }>, unknown]>([
    ['inside of a file of JSON', (bucket) => itemsIn.json(bucket, { key: 'nested.json', pointer: '/stock/rows' }), [{ sku: 'n' }]],
    [
      'of all objects under a prefix',
      (bucket) => itemsIn.contents(bucket, { prefix: 'parts/', format: 'JSON' }),
      [{ sku: 'p1' }, { sku: 'p2' }],
    ],
    [
      'of all objects of CSV under a prefix',
      (bucket) => itemsIn.contents(bucket, { prefix: 'csv/', format: 'CSV', columns: ['sku'], delimiter: CsvDelimiter.PIPE }),
      [{ sku: 'c1' }, { sku: 'c2' }],
    ],
    [
      'of a query of Athena',
      (bucket) => itemsIn.athena(bucket, { key: 'unload-manifest.csv', format: 'JSONL' }),
      [{ sku: 'a1' }, { sku: 'a2' }],
    ],
  ])('reads the items %s', async (_title, sourceIn, expected) => {
    const stack = emptyStack();
    const bucket = Bucket.fromBucketName(stack, 'Stock', 'stock');
    const flow = workflow<Input>().next(
      distributedMap('Import', { source: sourceIn(bucket) }, (row) =>
        row.next(pass('Row', { output: ({ input }) => ({ sku: input.sku }) })),
      ),
    );

    const result = await execute(acceptedDefinition(flow, language, stack), {
      input,
      objects: {
        stock: {
          'nested.json': '{"stock":{"rows":[{"sku":"n"}]}}',
          'parts/1.json': '[{"sku":"p1"}]',
          'parts/2.json': '[{"sku":"p2"}]',
          'csv/1.csv': 'c1|x\n',
          'csv/2.csv': 'c2|y\n',
          'unload-manifest.csv': 's3://stock/data/1.jsonl\n',
          'data/1.jsonl': '{"sku":"a1"}\n{"sku":"a2"}\n',
        },
      },
    });

    expect(result.output ?? result.cause).toEqual(expected);
    expect(deployedStatements(stack)).toContainEqual(expect.objectContaining({ Action: 's3:GetObject' }));
  });

  test('may read under any prefix where the data names it', () => {
    const stack = emptyStack();
    const bucket = Bucket.fromBucketName(stack, 'Stock', 'stock');
    const flow = workflow<Input>().next(
      distributedMap(
        'Import',
        {
          source: itemsIn.contents<{ sku: string }>(bucket, { prefix: 'parts/', format: 'JSON' }),
          sourceKey: ({ input }) => input.file,
        },
        (row) => row.next(pass('Row')),
      ),
    );

    acceptedDefinition(flow, language, stack);

    expect(deployedObjects(stack, 's3:GetObject')).toEqual(['arn:aws:s3:::stock/*']);
  });

  test('writes to the top of the bucket where the prefix is empty, and may', () => {
    const stack = emptyStack();
    const bucket = Bucket.fromBucketName(stack, 'Results', 'results');
    const flow = workflow<Input>().next(
      distributedMap('Export', { items: ({ input }) => input.lines, resultsTo: { bucket, prefix: '' } }, (line) => line.next(pass('Work'))),
    );

    const definition = acceptedDefinition(flow, language, stack);

    expect(JSON.stringify(definition)).not.toContain('"Prefix"');
    expect(deployedObjects(stack, 's3:PutObject')).toEqual(['arn:aws:s3:::results/*']);
  });

  test.each<[string, (bucket: IBucket) => ItemSource<unknown>]>([
    ['a file', (bucket) => itemsIn.json(bucket, { key: 'rows.json' })],
    ['an inventory', (bucket) => itemsIn.inventory(bucket, { key: 'manifest.json' })],
    ['the contents of objects', (bucket) => itemsIn.contents(bucket, { format: 'JSON' })],
    ['a query of Athena', (bucket) => itemsIn.athena(bucket, { key: 'manifest.csv', format: 'JSONL' })],
  ])('may use the key of a bucket that is encrypted, for %s and for results', (_title, sourceIn) => {
    const stack = emptyStack();
    const bucket = (id: string) =>
      Bucket.fromBucketAttributes(stack, id, {
        bucketName: id.toLowerCase(),
        encryptionKey: Key.fromKeyArn(stack, `${id}Key`, `arn:aws:kms:us-east-1:123456789012:key/${id}`),
      });
    const flow = workflow<Input>().next(
      distributedMap('Import', { source: sourceIn(bucket('Stock')), resultsTo: { bucket: bucket('Results') } }, (row) =>
        row.next(pass('Row')),
      ),
    );

    acceptedDefinition(flow, language, stack);

    expect(deployedStatements(stack)).toContainEqual({
      Action: 'kms:Decrypt',
      Effect: 'Allow',
      Resource: 'arn:aws:kms:us-east-1:123456789012:key/Stock',
    });
    expect(deployedStatements(stack)).toContainEqual({
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Effect: 'Allow',
      Resource: 'arn:aws:kms:us-east-1:123456789012:key/Results',
    });
  });

  test('names the format of Parquet', () => {
    const stack = emptyStack();
    const bucket = Bucket.fromBucketName(stack, 'Stock', 'stock');
    const flow = workflow<Input>().next(
      distributedMap('Import', { source: itemsIn.parquet<{ sku: string }>(bucket, { key: 'a.parquet', maxItems: 3 }) }, (row) =>
        row.next(pass('Row')),
      ),
    );

    expect(acceptedDefinition(flow, language, stack)).toMatchObject({
      States: { Import: { ItemReader: { ReaderConfig: { InputType: 'PARQUET', MaxItems: 3 } } } },
    });
  });

  test('writes what it is told of each child', async () => {
    const stack = emptyStack();
    const store: { stock: Record<string, string>; results: Record<string, string> } = objects();
    const flow = workflow<Input>().next(
      distributedMap(
        'Export',
        {
          items: ({ input }) => input.lines,
          resultsTo: { bucket: Bucket.fromBucketName(stack, 'Results', 'results'), outputType: 'JSONL', transformation: 'COMPACT' },
        },
        (line) => line.next(pass('Work', { output: ({ input }) => ({ done: input.sku }) })),
      ),
    );

    await execute(acceptedDefinition(flow, language, stack), { input, objects: store });

    expect(Object.values(store.results).join('\n')).toContain('{"done":"a"}\n{"done":"b"}');
  });

  test('gives results in another shape without writing them', async () => {
    const wanted = {
      FLATTEN: ['a', 'b', 'b', 'c'],
      COMPACT: [
        ['a', 'b'],
        ['b', 'c'],
      ],
      NONE: [expect.objectContaining({ Output: '["a","b"]', Status: 'SUCCEEDED' }), expect.objectContaining({ Output: '["b","c"]' })],
    };
    for (const [transformation, all] of Object.entries(wanted) as [keyof typeof wanted, unknown][]) {
      const stack = emptyStack();
      const flow = workflow<{ pairs: string[][] }>().next(
        distributedMap('Pairs', { items: ({ input }) => input.pairs, transformation, into: 'all' }, (pair) => pair.next(pass('Same'))),
      );
      // AWS takes a ResultWriter of a WriterConfig alone (developer guide, "ResultWriter").
      const unknown = "SCHEMA_VALIDATION_FAILED: /States/Pairs/ResultWriter is invalid. must have required property 'Resource'";
      const definition = acceptedDefinition(flow, language, stack, unknown);

      const { output } = await execute(definition, {
        input: {
          pairs: [
            ['a', 'b'],
            ['b', 'c'],
          ],
        },
      });

      expect(definition).toMatchObject({ States: { Pairs: { ResultWriter: { WriterConfig: { Transformation: transformation } } } } });
      expect(output).toMatchObject({ all });
      expect(JSON.stringify(deployedStatements(stack))).not.toContain('s3:');
    }
  });

  test('writes results where it is told, and says where', async () => {
    const stack = emptyStack();
    const store = objects();
    const flow = workflow<Input>().next(
      distributedMap(
        'Export',
        {
          items: ({ input }) => input.lines,
          resultsTo: { bucket: Bucket.fromBucketName(stack, 'Results', 'results'), prefix: 'runs' },
          into: 'written',
        },
        (line) => line.next(pass('Work')),
      ),
    );

    const result = await execute(acceptedDefinition(flow, language, stack), { input, objects: store });

    expect(result.output).toMatchObject({ written: { MapRunArn: expect.any(String), ResultWriterDetails: { Bucket: 'results' } } });
    expect(Object.keys(store.results).length).toBeGreaterThan(0);
    expect(JSON.stringify(deployedStatements(stack))).toContain('s3:PutObject');
  });

  test.each([
    [
      'a JSON file',
      (stack: ReturnType<typeof emptyStack>) => itemsIn.json(Bucket.fromBucketName(stack, 'S', 'stock'), { key: 'rows.json' }),
      [{ sku: 'j' }],
    ],
    [
      'lines of JSON',
      (stack: ReturnType<typeof emptyStack>) => itemsIn.jsonLines(Bucket.fromBucketName(stack, 'S', 'stock'), { key: 'rows.jsonl' }),
      [{ sku: 'l' }],
    ],
    [
      'a listing',
      (stack: ReturnType<typeof emptyStack>) => itemsIn.objects(Bucket.fromBucketName(stack, 'S', 'stock'), { prefix: 'rows.jsonl' }),
      [expect.objectContaining({ Key: 'rows.jsonl' })],
    ],
    [
      'an inventory',
      (stack: ReturnType<typeof emptyStack>) =>
        itemsIn.inventory<{ Bucket: string; Key: string }>(Bucket.fromBucketName(stack, 'S', 'stock'), { key: 'manifest.json' }),
      [{ Bucket: 'b', Key: 'k' }],
    ],
  ])('reads %s', async (_title, source, output) => {
    const stack = emptyStack();
    const flow = workflow<Input>().next(distributedMap('Read', { source: source(stack) }, (item) => item.next(pass('Keep'))));

    expect((await execute(acceptedDefinition(flow, language, stack), { input, objects: objects() })).output).toEqual(output);
  });
});

test.each(languages)('a distributed map in %s hands its results to output and assign', async (language) => {
  const flow = workflow<Input>()
    .next(
      distributedMap(
        'Each',
        { items: ({ input }) => input.lines, into: 'boxes' },
        (line) => line.next(pass('Work', { output: ({ input }) => ({ box: input.sku }) })),
        { assign: ({ result }) => ({ first: result[0]!.box }) },
      ),
    )
    .next(pass('Show', { output: ({ vars, input }) => ({ first: vars.first, second: input.boxes[1]!.box }) }));

  expect((await execute(acceptedDefinition(flow, language), { input })).output).toEqual({ first: 'a', second: 'b' });
});

test('a distributed map without items, or with two kinds of them, is refused', () => {
  expect(placed(() => steps<Input>().distributedMap('None', {}, (item) => item.next(pass('P'))))).toThrow(
    'Test/Flow: step "None": It has no items. Hint: give items',
  );
  const bucket = Bucket.fromBucketName(emptyStack(), 'Stock', 'stock');
  expect(
    placed(() =>
      steps<Input>().distributedMap('Two', { items: ({ input }) => input.lines, source: itemsIn.json<{ sku: string }>(bucket) }, (item) =>
        item.next(pass('P')),
      ),
    ),
  ).toThrow('Test/Flow: step "Two": It has both items and a source.');
});

test.each<[string, (bucket: IBucket) => ItemSource<unknown>]>([
  ['CSV', (bucket) => itemsIn.csv(bucket)],
  ['JSON with an empty key', (bucket) => itemsIn.json(bucket, { key: '' })],
  ['Parquet', (bucket) => itemsIn.parquet(bucket)],
  ['an inventory', (bucket) => itemsIn.inventory(bucket)],
  ['a query of Athena', (bucket) => itemsIn.athena(bucket, { format: 'PARQUET' })],
])('a file that nothing names is refused: %s', (_title, source) => {
  const bucket = Bucket.fromBucketName(emptyStack(), 'Stock', 'stock');

  expect(placed(() => steps<Input>().distributedMap('Rows', { source: source(bucket) }, (row) => row.next(pass('P'))))).toThrow(
    'Test/Flow: step "Rows": Its source is a file, and nothing says which: there is neither a key nor a sourceKey. Hint: write itemsIn.csv(bucket, { key:',
  );
});

test('a listing without a prefix is that of the whole bucket', () => {
  const bucket = Bucket.fromBucketName(emptyStack(), 'Stock', 'stock');
  const flow = workflow<Input>().next(distributedMap('Rows', { source: itemsIn.objects(bucket) }, (row) => row.next(pass('P'))));

  expect(acceptedDefinition(flow, 'JSONata')).toMatchObject({
    States: { Rows: { ItemReader: { Resource: 'arn:aws:states:::s3:listObjectsV2' } } },
  });
});

test('an inline map stays inline', () => {
  const flow = workflow<Input>().next(map('Each', { items: ({ input }) => input.lines }, (line) => line.next(pass('Work'))));

  expect(acceptedDefinition(flow, 'JSONata')).toMatchObject({
    States: { Each: { ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' } } } },
  });
});

test.each([Number.NaN, -1, 101])('fails when a part of a hundred that may fail is %p', (percentage) => {
  const items = ({ input }: { input: { lines: never } }) => input.lines;

  expect(
    placed(() =>
      steps<Input>().distributedMap('Rows', { items: items as never, toleratedFailures: { percentage } }, (row) => row.next(pass('P'))),
    ),
  ).toThrow(
    `distributedMap(): expected a number from 0 to 100, or a function that gives one for toleratedFailures.percentage, received ${percentage}.`,
  );
});

test('a part of a hundred may be the value of a parameter', () => {
  const percentage = new CfnParameter(emptyStack(), 'Share', { type: 'Number', default: 30 }).valueAsNumber;

  expect(
    placed(() =>
      steps<Input>().distributedMap('Rows', { items: ({ input }) => input.lines, toleratedFailures: { percentage } }, (row) =>
        row.next(pass('P')),
      ),
    ),
  ).not.toThrow();
});

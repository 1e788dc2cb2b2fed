import { Bucket } from 'aws-cdk-lib/aws-s3';
import { distributedMap, itemsIn, map, pass, steps, workflow } from 'drystep';
import { execute } from '../../src/interpreter';
import { acceptedDefinition, deployedStatements, languages } from './run-flow';
import { emptyStack, placed } from './synthesized';

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

    const result = await execute(acceptedDefinition(flow, language, stack), { input, objects: objects() });

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
        { assign: ({ result }) => ({ first: result[0].box }) },
      ),
    )
    .next(pass('Show', { output: ({ vars, input }) => ({ first: vars.first, second: input.boxes[1].box }) }));

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

test('an inline map stays inline', () => {
  const flow = workflow<Input>().next(map('Each', { items: ({ input }) => input.lines }, (line) => line.next(pass('Work'))));

  expect(acceptedDefinition(flow, 'JSONata')).toMatchObject({
    States: { Each: { ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' } } } },
  });
});

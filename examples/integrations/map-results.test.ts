import 'drystep/jest';
import { Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { DefinitionBody, DistributedMap, Pass, ResultWriterV2, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { testApp, testMachine } from 'drystep/testing';

// Without this flag the CDK leaves ResultWriterV2 out of the definition.
const flags = { '@aws-cdk/aws-stepfunctions:useDistributedMapResultWriterV2': true };

const stack = new Stack(testApp({ context: flags }), 'Export');
const each = new DistributedMap(stack, 'Each Price', {
  itemsPath: '$.prices',
  resultWriterV2: new ResultWriterV2({ bucket: Bucket.fromBucketName(stack, 'Results', 'results'), prefix: 'prices' }),
});
const round = new Pass(stack, 'Round', { parameters: { 'euros.$': 'States.MathAdd($, 0)', 'raw.$': '$' } });
const keep = new Pass(stack, 'Keep Manifest', { outputPath: '$.ResultWriterDetails' });
new StateMachine(stack, 'Prices', { definitionBody: DefinitionBody.fromChainable(each.itemProcessor(round).next(keep)) });

// Each execution begins with the bucket as it is here.
const prices = testMachine(stack, undefined, { objects: { results: {} } });

test('writes what became of each item', async () => {
  const execution = await prices.execute({ prices: [1.2, 7.9] });

  const { Bucket: bucket, Key: key } = execution.output as { Bucket: string; Key: string };
  const manifest = JSON.parse(execution.written[bucket]?.[key] ?? '');
  const results = JSON.parse(execution.written[bucket]?.[manifest.ResultFiles.SUCCEEDED[0].Key] ?? '');
  expect(key).toMatch(/^prices\/.*manifest\.json$/);
  expect(results).toMatchObject([{ Status: 'SUCCEEDED', Output: '{"euros":1,"raw":1.2}' }, { Output: '{"euros":8,"raw":7.9}' }]);
});

test('starts all items at once', async () => {
  const execution = await prices.execute({ prices: [1.2, 7.9] });

  expect(execution.mapRuns[0]?.maxConcurrency).toBe(0);
});

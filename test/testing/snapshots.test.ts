import 'drystep/jest';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { DockerImageAsset } from 'aws-cdk-lib/aws-ecr-assets';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { DefinitionBody, Pass, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { testApp, testMachine } from '../../src/testing';
import { definitionSerializer } from '../../src/testing/snapshots/definition-serializer';
import { call, callback, chain } from './fixtures/asl';
import { OrdersStack } from './fixtures/orders-stack';

const RETRY = { Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 2 }] };

test('a definition is printed the same way whatever the order of its keys', () => {
  const one = { StartAt: 'A', States: { B: { Type: 'Succeed' }, A: { Next: 'B', Type: 'Pass', Result: { z: 1, a: [] } } } };
  const other = { States: { A: { Result: { a: [], z: 1 }, Type: 'Pass', Next: 'B' }, B: { Type: 'Succeed' } }, StartAt: 'A' };
  const text = `
{
  "StartAt": "A",
  "States": {
    "A": {
      "Type": "Pass",
      "Result": {
        "a": [],
        "z": 1
      },
      "Next": "B"
    },
    "B": {
      "Type": "Succeed"
    }
  }
}
`;

  expect(one).toMatchInlineSnapshot(text);
  expect(other).toMatchInlineSnapshot(text);
  expect(testMachine(one)).toMatchInlineSnapshot(text);
});

test('a history is printed without ids, times and tokens', async () => {
  const machine = testMachine(chain({ Ship: call('ship', RETRY), Ask: callback() }));
  machine.mock('Ship').fails('Busy', 'later').returns({ id: 'p-1' });
  machine.mock('Ask').returns({ approved: true });

  const { history } = await machine.execute({ order: 1 });
  const again = await machine.execute(
    { order: 1 },
    { startTime: '2030-01-01T00:00:00Z', seed: 7, name: 'another', mocks: { Ship: () => ({ id: 'p-1' }) } },
  );

  expect(history).toMatchInlineSnapshot(`
ExecutionStarted  input { "order": 1 }
TaskStateEntered  "Ship"  input { "order": 1 }
LambdaFunctionScheduled  resource arn:aws:lambda:us-east-1:111111111111:function:ship  input { "order": 1 }
LambdaFunctionStarted
LambdaFunctionFailed  cause later  error Busy
LambdaFunctionScheduled  resource arn:aws:lambda:us-east-1:111111111111:function:ship  input { "order": 1 }
LambdaFunctionStarted
LambdaFunctionSucceeded  output { "id": "p-1" }
TaskStateExited  "Ship"  output { "id": "p-1" }
TaskStateEntered  "Ask"  input { "id": "p-1" }
TaskScheduled  resource sendMessage.waitForTaskToken  resourceType sqs  parameters { "MessageBody": { "token": "<token>" }, "QueueUrl": "https://sqs.us-east-1.amazonaws.com/111111111111/approvals" }
TaskStarted  resource sendMessage.waitForTaskToken  resourceType sqs
TaskSubmitted  resource sendMessage.waitForTaskToken  resourceType sqs  output { "MessageId": "<id>", "SdkHttpMetadata": { "HttpStatusCode": 200 }, "SdkResponseMetadata": { "RequestId": "<id>" } }
TaskSucceeded  resource sendMessage.waitForTaskToken  resourceType sqs  output { "approved": true }
TaskStateExited  "Ask"  output { "approved": true }
ExecutionSucceeded  output { "approved": true }
`);
  expect(again.history).toMatchInlineSnapshot(`
ExecutionStarted  input { "order": 1 }
TaskStateEntered  "Ship"  input { "order": 1 }
LambdaFunctionScheduled  resource arn:aws:lambda:us-east-1:111111111111:function:ship  input { "order": 1 }
LambdaFunctionStarted
LambdaFunctionSucceeded  output { "id": "p-1" }
TaskStateExited  "Ship"  output { "id": "p-1" }
TaskStateEntered  "Ask"  input { "id": "p-1" }
TaskScheduled  resource sendMessage.waitForTaskToken  resourceType sqs  parameters { "MessageBody": { "token": "<token>" }, "QueueUrl": "https://sqs.us-east-1.amazonaws.com/111111111111/approvals" }
TaskStarted  resource sendMessage.waitForTaskToken  resourceType sqs
TaskSubmitted  resource sendMessage.waitForTaskToken  resourceType sqs  output { "MessageId": "<id>", "SdkHttpMetadata": { "HttpStatusCode": 200 }, "SdkResponseMetadata": { "RequestId": "<id>" } }
TaskSucceeded  resource sendMessage.waitForTaskToken  resourceType sqs  output { "approved": true }
TaskStateExited  "Ask"  output { "approved": true }
ExecutionSucceeded  output { "approved": true }
`);
});

test('the trace of a handler that throws is left out of a history', async () => {
  const machine = testMachine(chain({ Ship: call('ship') }));
  machine.mock('Ship').run(() => {
    throw new RangeError('too far');
  });

  expect((await machine.execute()).history).toMatchInlineSnapshot(`
ExecutionStarted  input {}
TaskStateEntered  "Ship"  input {}
LambdaFunctionScheduled  resource arn:aws:lambda:us-east-1:111111111111:function:ship  input {}
LambdaFunctionStarted
LambdaFunctionFailed  cause { "errorMessage": "too far", "errorType": "RangeError" }  error RangeError
ExecutionFailed  cause { "errorMessage": "too far", "errorType": "RangeError" }  error RangeError
`);
});

describe('toMatchDefinitionSnapshot', () => {
  test('compares a machine of a stack, without hashes', () => {
    const machine = testMachine(new OrdersStack(testApp(), 'Shop'));

    expect(machine).toMatchDefinitionSnapshot();
    expect(JSON.stringify(machine.definition).replaceAll('111111111111', '')).not.toMatch(/[0-9A-F]{8}/);
  });

  test('compares ASL as object and text, keys in any order', () => {
    const one = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };

    expect(one).toMatchDefinitionSnapshot('one');
    expect('{"States":{"A":{"End":true,"Type":"Pass"}},"StartAt":"A"}').toMatchDefinitionSnapshot('one');
  });

  test('fails for what is not a definition and behind .not', () => {
    expect(() => expect({ a: 1 }).toMatchDefinitionSnapshot()).toThrow('expected a machine or a definition');
    expect(() => expect('{').toMatchDefinitionSnapshot()).toThrow('expected a machine or a definition');
    expect(() => expect({ StartAt: 'A', States: {} }).not.toMatchDefinitionSnapshot()).toThrow('cannot follow .not');
  });
});

describe('toMatchHistorySnapshot', () => {
  const machine = testMachine(chain({ Wait: { Type: 'Wait', Seconds: 5 } }));

  test('compares the history of an execution, with ids and times when asked', async () => {
    expect(await machine.execute()).toMatchHistorySnapshot();
    expect(await machine.execute()).toMatchHistorySnapshot({ ids: true, times: true, hint: 'ids and times' });
  });

  test('fails for what is not an execution', () => {
    expect(() => expect(machine).toMatchHistorySnapshot()).toThrow('expected an execution. Hint: await it');
  });
});

describe('Hashes of assets are left out of snapshots', () => {
  const folder = mkdtempSync(join(tmpdir(), 'drystep-assets-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** A stack that hands on keys of files, with and without an ending, of a folder and of an image. */
  function definitionWith(content: string): object {
    for (const name of ['job.py', 'query', 'job/main.py', 'image/Dockerfile']) {
      mkdirSync(join(folder, name, '..'), { recursive: true });
      writeFileSync(join(folder, name), `${content} ${name}`);
    }
    const stack = new Stack(testApp(), 'Etl');
    const script = new Asset(stack, 'Script', { path: join(folder, 'job.py') });
    const query = new Asset(stack, 'Query', { path: join(folder, 'query') });
    const archive = new Asset(stack, 'Archive', { path: join(folder, 'job') });
    const image = new DockerImageAsset(stack, 'Image', { directory: join(folder, 'image') });
    const state = new Pass(stack, 'Job', {
      parameters: {
        Key: query.s3ObjectKey,
        script: script.s3ObjectUrl,
        archive: archive.s3ObjectKey,
        image: image.imageUri,
        versionOfArchive: archive.assetHash,
        versionOfImage: image.imageTag,
      },
    });
    new StateMachine(stack, 'Flow', { definitionBody: DefinitionBody.fromChainable(state) });
    return testMachine(stack).definition;
  }

  test('whatever the assets hold', () => {
    const text = String(definitionSerializer.serialize(definitionWith('one'), undefined, ''));

    expect(definitionSerializer.serialize(definitionWith('another'), undefined, '')).toBe(text);
    expect(text).not.toMatch(/[0-9a-f]{40}/);
    expect(text).toContain('"Key": "<asset 1>"');
    expect(text).toMatch(/"versionOfArchive": "<asset 2>",\s*"versionOfImage": "<asset 3>"/);
    expect(text).toMatch(/"archive": "<asset 2>\.zip",\s*"image": "[^"]*:<asset 3>",\s*"script": "s3:[^"]*\/<asset 4>\.py"/);
  });

  test('of the legacy synthesizer and of nested stacks, whose parameters are called by them', () => {
    const named = (hash: string, ending: string) => `AssetParameters${hash.repeat(64)}S3VersionKey${ending}`;
    const definitionOf = (hash: string, ending: string) => {
      const [own, nested] = [named(hash, ending), `referencetoShop${named(hash, ending)}Ref`];
      const Parameters = { [own]: { Type: 'String' }, [nested]: { Type: 'String' } };
      const written = { StartAt: 'A', States: { A: { Type: 'Pass', Result: { own: '#', nested: '##' }, End: true } } };
      const texts = JSON.stringify(written).split(/#+/);
      const DefinitionString = { 'Fn::Join': ['', [texts[0], { Ref: own }, texts[1], { Ref: nested }, texts[2]]] };
      const Machine = { Type: 'AWS::StepFunctions::StateMachine', Properties: { RoleArn: 'r', DefinitionString } };
      return testMachine({ Parameters, Resources: { Machine } }).definition;
    };

    const text = definitionSerializer.serialize(definitionOf('a', '1A2B3C4D'), undefined, '');

    expect(definitionSerializer.serialize(definitionOf('b', 'DEADBEEF'), undefined, '')).toBe(text);
    expect(text).toContain('"AssetParameters<asset 1>S3VersionKey"');
    expect(text).toContain('"referencetoShopAssetParameters<asset 1>S3VersionKeyRef"');
  });

  test.each([
    ['a hash that is data', 'Hash', 'a'.repeat(64)],
    ['a digest that pins an image', 'Image', `repository/app@sha256:${'b'.repeat(64)}`],
    ['a longer text', 'Key', 'c'.repeat(65)],
  ])('but %s stays', (_, key, value) => {
    const definition = { StartAt: 'A', States: { A: { Type: 'Pass', Result: { [key]: value }, End: true } } };

    expect(definitionSerializer.serialize(definition, undefined, '')).toContain(value);
  });
});

import 'drystep/jest';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, AssetHashType, DockerImage, Stack } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { DefinitionBody, Pass, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { testApp, testMachine } from 'drystep/testing';

// The first synthesis loads the CDK, which takes seconds on a busy machine.
jest.setTimeout(60_000);

const root = join(__dirname, '../..');
const source = mkdtempSync(join(tmpdir(), 'assets-'));
const code = join(source, 'code');

beforeAll(() => {
  mkdirSync(code);
  writeFileSync(join(code, 'index.js'), 'exports.handler = async () => 1;');
  writeFileSync(join(source, 'flow.asl.json'), JSON.stringify({ StartAt: 'Keep', States: { Keep: { Type: 'Pass', End: true } } }));
});

afterAll(() => rmSync(source, { recursive: true }));

/** Calls a function made by `make`. */
function calling(app: App, make: (stack: Stack) => LambdaFunction): Stack {
  const stack = new Stack(app, 'Shop');
  const call = new LambdaInvoke(stack, 'Call', { lambdaFunction: make(stack) });
  new StateMachine(stack, 'Machine', { definitionBody: DefinitionBody.fromChainable(call) });
  return stack;
}

const ofAsset = (stack: Stack): LambdaFunction =>
  new LambdaFunction(stack, 'Function', { code: Code.fromAsset(code), handler: 'index.handler', runtime: Runtime.NODEJS_22_X });

describe('testApp() and assets', () => {
  test('copies none', async () => {
    const app = testApp();
    const machine = testMachine(calling(app, ofAsset));
    machine.mock('Call').returnsPayload(1);

    expect(await machine.execute()).toSucceed();
    expect(readdirSync(app.outdir).filter((name) => name.startsWith('asset.'))).toEqual([]);
  });

  test('copies them when its context asks for it', () => {
    const app = testApp({ context: { 'aws:cdk:disable-asset-staging': false } });
    testMachine(calling(app, ofAsset));

    expect(readdirSync(app.outdir).filter((name) => name.startsWith('asset.'))).toHaveLength(1);
  });

  test('tests the definition that an app with copied assets has', () => {
    const app = new App({ analyticsReporting: false, outdir: join(source, 'copied') });

    expect(testMachine(calling(testApp(), ofAsset)).definition).toEqual(testMachine(calling(app, ofAsset)).definition);
  });

  test('reads a definition from its file, which is not copied', async () => {
    const stack = new Stack(testApp(), 'Shop');
    new StateMachine(stack, 'Machine', { definitionBody: DefinitionBody.fromFile(join(source, 'flow.asl.json')) });

    expect(await testMachine(stack).execute({ id: 1 })).toHaveVisitedExactly('Keep');
    expect(testApp(stack).names).toEqual(['Shop/Machine']);
  });
});

describe('testApp() and images that assets are bundled in', () => {
  const { CDK_DOCKER } = process.env;

  beforeAll(() => {
    process.env.CDK_DOCKER = join(source, 'no-docker');
  });

  afterAll(() => {
    if (CDK_DOCKER === undefined) delete process.env.CDK_DOCKER;
    else process.env.CDK_DOCKER = CDK_DOCKER;
  });

  test('a NodejsFunction that would be bundled in Docker needs no Docker', async () => {
    const entry = join(root, 'examples/orders/orders-stack.ts');
    const stack = calling(
      testApp(),
      (scope) =>
        new NodejsFunction(scope, 'Function', {
          entry,
          depsLockFilePath: join(root, 'package-lock.json'),
          bundling: { forceDockerBundling: true },
        }),
    );
    const machine = testMachine(stack);
    machine.mock('Call').returnsPayload({ price: 1 });

    expect(await machine.execute()).toSucceed();
  });

  test('an asset that is bundled in an image of its own needs no Docker, whatever its hash is made of', () => {
    for (const assetHashType of [AssetHashType.SOURCE, AssetHashType.OUTPUT]) {
      const stack = new Stack(testApp(), 'Shop');
      new Asset(stack, 'Asset', { path: code, assetHashType, bundling: { image: DockerImage.fromBuild(code), command: ['make'] } });
      new StateMachine(stack, 'Machine', { definitionBody: DefinitionBody.fromChainable(new Pass(stack, 'Keep')) });

      expect(() => testMachine(stack)).not.toThrow();
    }
  });

  test('what takes a file out of an image still builds it', () => {
    testApp();

    expect(() => DockerImage.fromBuild(code).cp('/file')).toThrow('ENOENT');
  });

  test('an app that bundles still builds its images', () => {
    const stack = new Stack(testApp({ context: { 'aws:cdk:bundling-stacks': ['**'] } }), 'Shop');

    expect(() => new Asset(stack, 'Asset', { path: code, bundling: { image: DockerImage.fromBuild(code) } })).toThrow('ENOENT');
  });
});

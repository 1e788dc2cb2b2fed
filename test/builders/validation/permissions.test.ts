import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, SecretValue, Stack } from 'aws-cdk-lib';
import * as bedrock from 'aws-cdk-lib/aws-bedrock';
import * as codebuild from 'aws-cdk-lib/aws-codebuild';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { DrystepValidation } from 'drystep';
import { everyStack } from '../../integ/every-stack';
import { UNTRACED } from '../synthesized';

const folders: string[] = [];
const context = { ...UNTRACED, '@aws-cdk/aws-stepfunctions:useDistributedMapResultWriterV2': true };
const { CDK_VALIDATION } = process.env;

// The CDK's own rules are not the subject, and take two seconds for each app.
beforeAll(() => {
  process.env['CDK_VALIDATION'] = 'false';
});

afterAll(() => {
  if (CDK_VALIDATION === undefined) delete process.env['CDK_VALIDATION'];
  else process.env['CDK_VALIDATION'] = CDK_VALIDATION;
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** What the plugin says of permissions, over all stacks of an app. */
function permissionsIn(build: (stack: Stack) => void): string[] {
  const outdir = mkdtempSync(join(tmpdir(), 'drystep-permissions-'));
  folders.push(outdir);
  const app = new App({ outdir, analyticsReporting: false, context });
  build(new Stack(app, 'Shop', { env: { account: '123456789012', region: 'eu-west-1' } }));
  return said(app);
}

function said(app: App): string[] {
  const { stacks } = app.synth();
  const { violations } = new DrystepValidation().validate({ templatePaths: stacks.map(({ templateFullPath }) => templateFullPath) });
  return violations.filter(({ ruleName }) => ruleName === 'MISSING_PERMISSION').map(({ description }) => description);
}

const code = lambda.Code.fromInline('exports.handler = async () => ({})');
const functionIn = (scope: Construct, id = 'Ship'): lambda.Function =>
  new lambda.Function(scope, id, { code, handler: 'index.handler', runtime: lambda.Runtime.NODEJS_20_X });
const job = sfn.IntegrationPattern.RUN_JOB;

/** Tasks of aws-cdk-lib, which bring their own statements. */
const l2: Readonly<Record<string, (stack: Stack) => sfn.State & sfn.IChainable>> = {
  LambdaInvoke: (stack) => new tasks.LambdaInvoke(stack, 'T', { lambdaFunction: functionIn(stack) }),
  'LambdaInvoke of a version': (stack) => new tasks.LambdaInvoke(stack, 'T', { lambdaFunction: functionIn(stack).currentVersion }),
  'LambdaInvoke of an alias': (stack) => new tasks.LambdaInvoke(stack, 'T', { lambdaFunction: functionIn(stack).addAlias('live') }),
  'LambdaInvoke of an imported function': (stack) =>
    new tasks.LambdaInvoke(stack, 'T', { lambdaFunction: lambda.Function.fromFunctionName(stack, 'F', 'theirs') }),
  'LambdaInvoke with a function by its ARN': (stack) =>
    new tasks.LambdaInvoke(stack, 'T', { lambdaFunction: functionIn(stack), payloadResponseOnly: true }),
  SnsPublish: (stack) => new tasks.SnsPublish(stack, 'T', { topic: new sns.Topic(stack, 'R'), message: sfn.TaskInput.fromText('m') }),
  'SnsPublish to an imported topic': (stack) =>
    new tasks.SnsPublish(stack, 'T', {
      topic: sns.Topic.fromTopicArn(stack, 'R', 'arn:aws:sns:eu-west-1:123456789012:theirs'),
      message: sfn.TaskInput.fromText('m'),
    }),
  SqsSendMessage: (stack) =>
    new tasks.SqsSendMessage(stack, 'T', { queue: new sqs.Queue(stack, 'R'), messageBody: sfn.TaskInput.fromText('m') }),
  'SqsSendMessage to an imported queue': (stack) =>
    new tasks.SqsSendMessage(stack, 'T', {
      queue: sqs.Queue.fromQueueArn(stack, 'R', 'arn:aws:sqs:eu-west-1:123456789012:theirs'),
      messageBody: sfn.TaskInput.fromText('m'),
    }),
  DynamoPutItem: (stack) => new tasks.DynamoPutItem(stack, 'T', { table: tableIn(stack), item: {} }),
  DynamoGetItem: (stack) => new tasks.DynamoGetItem(stack, 'T', { table: tableIn(stack), key: {} }),
  DynamoUpdateItem: (stack) => new tasks.DynamoUpdateItem(stack, 'T', { table: tableIn(stack), key: {} }),
  DynamoDeleteItem: (stack) =>
    new tasks.DynamoDeleteItem(stack, 'T', { table: dynamodb.Table.fromTableName(stack, 'R', 'theirs'), key: {} }),
  'EcsRunTask, waited for': (stack) => {
    const taskDefinition = new ecs.FargateTaskDefinition(stack, 'D');
    taskDefinition.addContainer('C', { image: ecs.ContainerImage.fromRegistry('x') });
    const cluster = new ecs.Cluster(stack, 'R', { vpc: new ec2.Vpc(stack, 'V') });
    return new tasks.EcsRunTask(stack, 'T', {
      cluster,
      taskDefinition,
      launchTarget: new tasks.EcsFargateLaunchTarget(),
      integrationPattern: job,
    });
  },
  'BatchSubmitJob, waited for': (stack) =>
    new tasks.BatchSubmitJob(stack, 'T', {
      jobName: 'j',
      jobQueueArn: 'arn:aws:batch:eu-west-1:123456789012:job-queue/q',
      jobDefinitionArn: 'arn:aws:batch:eu-west-1:123456789012:job-definition/d:1',
    }),
  'GlueStartJobRun, waited for': (stack) => new tasks.GlueStartJobRun(stack, 'T', { glueJobName: 'j', integrationPattern: job }),
  'CodeBuildStartBuild, waited for': (stack) =>
    new tasks.CodeBuildStartBuild(stack, 'T', { project: codebuild.Project.fromProjectName(stack, 'R', 'p'), integrationPattern: job }),
  'StepFunctionsStartExecution, waited for': (stack) =>
    new tasks.StepFunctionsStartExecution(stack, 'T', {
      stateMachine: new sfn.StateMachine(stack, 'R', { definitionBody: sfn.DefinitionBody.fromChainable(new sfn.Pass(stack, 'P')) }),
      integrationPattern: job,
    }),
  'AthenaStartQueryExecution, waited for': (stack) =>
    new tasks.AthenaStartQueryExecution(stack, 'T', { queryString: 'q', integrationPattern: job }),
  'EmrAddStep, waited for': (stack) => new tasks.EmrAddStep(stack, 'T', { clusterId: 'c', name: 'n', jar: 'j', integrationPattern: job }),
  'EmrTerminateCluster, waited for': (stack) => new tasks.EmrTerminateCluster(stack, 'T', { clusterId: 'c', integrationPattern: job }),
  'EmrCreateCluster, waited for': (stack) => new tasks.EmrCreateCluster(stack, 'T', { instances: {}, name: 'n', integrationPattern: job }),
  'GlueDataBrewStartJobRun, waited for': (stack) => new tasks.GlueDataBrewStartJobRun(stack, 'T', { name: 'j', integrationPattern: job }),
  'MediaConvertCreateJob, waited for': (stack) =>
    new tasks.MediaConvertCreateJob(stack, 'T', {
      createJobRequest: { Role: 'arn:aws:iam::123456789012:role/m', Settings: {} },
      integrationPattern: job,
    }),
  'SageMakerCreateTransformJob, waited for': (stack) =>
    new tasks.SageMakerCreateTransformJob(stack, 'T', {
      transformJobName: 'j',
      modelName: 'm',
      transformInput: { transformDataSource: { s3DataSource: { s3Uri: 's3://b/i', s3DataType: tasks.S3DataType.S3_PREFIX } } },
      transformOutput: { s3OutputPath: 's3://b/o' },
      integrationPattern: job,
    }),
  BedrockInvokeModel: (stack) =>
    new tasks.BedrockInvokeModel(stack, 'T', {
      model: bedrock.FoundationModel.fromFoundationModelId(stack, 'R', bedrock.FoundationModelIdentifier.AMAZON_TITAN_TEXT_G1_EXPRESS_V1),
      body: sfn.TaskInput.fromObject({}),
    }),
  EventBridgePutEvents: (stack) =>
    new tasks.EventBridgePutEvents(stack, 'T', {
      entries: [{ detail: sfn.TaskInput.fromObject({}), detailType: 'd', source: 's', eventBus: new events.EventBus(stack, 'R') }],
    }),
  HttpInvoke: (stack) =>
    new tasks.HttpInvoke(stack, 'T', {
      apiRoot: 'https://x.test',
      apiEndpoint: sfn.TaskInput.fromText('e'),
      connection: new events.Connection(stack, 'R', { authorization: events.Authorization.basic('u', SecretValue.unsafePlainText('p')) }),
      method: sfn.TaskInput.fromText('GET'),
    }),
  'CallAwsService with its IAM action': (stack) =>
    new tasks.CallAwsService(stack, 'T', { service: 's3', action: 'listObjectsV2', iamAction: 's3:ListBucket', iamResources: ['*'] }),
  DistributedMap: (stack) =>
    new sfn.DistributedMap(stack, 'T', {
      itemReader: new sfn.S3JsonItemReader({ bucket: new s3.Bucket(stack, 'In'), key: 'k' }),
      resultWriterV2: new sfn.ResultWriterV2({ bucket: new s3.Bucket(stack, 'Out'), prefix: 'p' }),
    }).itemProcessor(new sfn.Pass(stack, 'P')),
  'DistributedMap over objects': (stack) =>
    new sfn.DistributedMap(stack, 'T', {
      itemReader: new sfn.S3ObjectsItemReader({ bucket: new s3.Bucket(stack, 'In'), prefix: 'p' }),
    }).itemProcessor(new sfn.Pass(stack, 'P')),
};

function tableIn(stack: Stack): dynamodb.Table {
  return new dynamodb.Table(stack, 'R', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
}

describe('MISSING_PERMISSION: in a CDK app', () => {
  test.each(Object.entries(l2))('nothing of %s, which brings its own statements', (_, make) => {
    const build = (stack: Stack): void => {
      new sfn.StateMachine(stack, 'Machine', { definitionBody: sfn.DefinitionBody.fromChainable(make(stack)) });
    };

    expect(permissionsIn(build)).toEqual([]);
  });

  test.each(everyStack())('nothing in $title', ({ make }) => {
    const app = make().node.root as App;

    expect(said(app)).toEqual([]);
  });

  const custom = (stack: Stack, stateJson: object): sfn.StateMachine =>
    new sfn.StateMachine(stack, 'Machine', {
      definitionBody: sfn.DefinitionBody.fromChainable(new sfn.CustomState(stack, 'Call', { stateJson })),
    });
  const invoke = (FunctionName: string): object => ({
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Parameters: { FunctionName },
    End: true,
  });

  test('a CustomState brings none', () => {
    expect(permissionsIn((stack) => custom(stack, invoke(functionIn(stack).functionArn)))).toEqual([
      expect.stringMatching(/^State "Call": no policy of the machine's role allows lambda:InvokeFunction, at \/States\/Call\/Resource/),
    ]);
  });

  test('a CustomState whose function is granted to the machine', () => {
    expect(
      permissionsIn((stack) => {
        const ship = functionIn(stack);
        ship.grantInvoke(custom(stack, invoke(ship.functionArn)));
      }),
    ).toEqual([]);
  });

  test('a CustomState that calls another function than was granted', () => {
    expect(
      permissionsIn((stack) => {
        const theirs = lambda.Function.fromFunctionName(stack, 'F', 'theirs');
        functionIn(stack).grantInvoke(custom(stack, invoke(theirs.functionArn)));
      }),
    ).toHaveLength(1);
  });

  test('CallAwsService with an IAM action that does not exist', () => {
    const build = (stack: Stack): void => {
      const list = new tasks.CallAwsService(stack, 'List', { service: 's3', action: 'listObjectsV2', iamResources: ['*'] });
      new sfn.StateMachine(stack, 'Machine', { definitionBody: sfn.DefinitionBody.fromChainable(list) });
    };

    expect(permissionsIn(build)).toEqual([expect.stringContaining('allows s3:ListBucket')]);
  });

  test('a machine with an imported role', () => {
    const build = (stack: Stack): void => {
      new sfn.StateMachine(stack, 'Machine', {
        role: iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::123456789012:role/ours', { mutable: false }),
        definitionBody: sfn.DefinitionBody.fromChainable(new sfn.CustomState(stack, 'Call', { stateJson: invoke('f') as object })),
      });
    };

    expect(permissionsIn(build)).toEqual([]);
  });

  test('a policy in another stack counts, as does a function there', () => {
    const outdir = mkdtempSync(join(tmpdir(), 'drystep-permissions-'));
    folders.push(outdir);
    const app = new App({ outdir, analyticsReporting: false, context });
    const shop = new Stack(app, 'Shop');
    const machine = custom(shop, invoke('theirs'));
    const access = new Stack(app, 'Access');
    const ship = functionIn(access);
    new iam.Policy(access, 'Policy', {
      statements: [new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [`${ship.functionArn}`, '*'] })],
      roles: [iam.Role.fromRoleName(access, 'Role', (machine.role as iam.Role).roleName)],
    });

    expect(said(app)).toEqual([]);
  });
});

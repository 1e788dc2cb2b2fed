import type { JsonObject, JsonValue } from '../../src/asl';
import { createStackScope, resourceDirectory } from '../../src/template';
import { resolved, templateOf } from './stack-of';

const account = '111111111111';
const lambdaArn = `arn:aws:lambda:us-east-1:${account}:function:`;

function at(path: string, type: string, properties: JsonObject = {}): JsonObject {
  return { Type: type, Properties: properties, Metadata: { 'aws:cdk:path': path } };
}

// What Ref and Fn::GetAtt give for each type is written in its page of the CloudFormation resource reference ("Return values").
describe('Ref and Fn::GetAtt give names shaped like those of AWS', () => {
  test.each<[string, string, JsonObject, JsonValue, JsonValue]>([
    ['AWS::Lambda::Function', 'Arn', {}, 'App-It', `${lambdaArn}App-It`],
    ['AWS::Serverless::Function', 'Arn', { FunctionName: 'mine' }, 'mine', `${lambdaArn}mine`],
    ['AWS::SQS::Queue', 'Arn', {}, `https://sqs.us-east-1.amazonaws.com/${account}/App-It`, `arn:aws:sqs:us-east-1:${account}:App-It`],
    ['AWS::SNS::Topic', 'TopicName', {}, `arn:aws:sns:us-east-1:${account}:App-It`, 'App-It'],
    ['AWS::DynamoDB::Table', 'Arn', {}, 'App-It', `arn:aws:dynamodb:us-east-1:${account}:table/App-It`],
    ['AWS::S3::Bucket', 'Arn', {}, 'app-it', 'arn:aws:s3:::app-it'],
    ['AWS::ECS::Cluster', 'Arn', {}, 'App-It', `arn:aws:ecs:us-east-1:${account}:cluster/App-It`],
    [
      'AWS::ECS::TaskDefinition',
      'TaskDefinitionArn',
      { Family: 'fam' },
      `arn:aws:ecs:us-east-1:${account}:task-definition/fam:1`,
      `arn:aws:ecs:us-east-1:${account}:task-definition/fam:1`,
    ],
    ['AWS::Glue::Job', 'Arn', {}, 'App-It', `arn:aws:glue:us-east-1:${account}:job/App-It`],
    [
      'AWS::Batch::JobQueue',
      'JobQueueArn',
      {},
      `arn:aws:batch:us-east-1:${account}:job-queue/App-It`,
      `arn:aws:batch:us-east-1:${account}:job-queue/App-It`,
    ],
    ['AWS::StepFunctions::StateMachine', 'Name', {}, `arn:aws:states:us-east-1:${account}:stateMachine:App-It`, 'App-It'],
    [
      'AWS::StepFunctions::Activity',
      'Arn',
      {},
      `arn:aws:states:us-east-1:${account}:activity:App-It`,
      `arn:aws:states:us-east-1:${account}:activity:App-It`,
    ],
    ['AWS::Events::EventBus', 'Arn', { Name: 'bus' }, 'bus', `arn:aws:events:us-east-1:${account}:event-bus/bus`],
    ['AWS::IAM::Role', 'Arn', {}, 'App-It', `arn:aws:iam::${account}:role/App-It`],
    ['AWS::KMS::Key', 'Arn', {}, 'App-It', `arn:aws:kms:us-east-1:${account}:key/App-It`],
    [
      'AWS::SecretsManager::Secret',
      'Id',
      {},
      `arn:aws:secretsmanager:us-east-1:${account}:secret:App-It`,
      `arn:aws:secretsmanager:us-east-1:${account}:secret:App-It`,
    ],
    ['AWS::CodeBuild::Project', 'Arn', {}, 'App-It', `arn:aws:codebuild:us-east-1:${account}:project/App-It`],
    ['AWS::ApiGateway::RestApi', 'RootResourceId', {}, 'App-It', 'App-It-root'],
    ['AWS::EC2::SecurityGroup', 'GroupId', {}, 'App-It', 'App-It'],
    ['AWS::IoT::TopicRule', 'Arn', {}, 'App-It', `arn:aws:iot:us-east-1:${account}:topicrule/App-It`],
    ['Custom::Thing', 'Endpoint', {}, 'App-It', 'App-It-Endpoint'],
  ])('%s', (type, attribute, properties, ref, value) => {
    const template = templateOf({ It1A2B3C4D: at('App/It/Resource', type, properties) });

    expect(resolved([{ Ref: 'It1A2B3C4D' }, { 'Fn::GetAtt': ['It1A2B3C4D', attribute] }], template)).toEqual({
      value: [ref, value],
      problems: [],
    });
  });

  test('a Lambda version counts the versions of its function, so that the hash of the code does not show', () => {
    const version = (path: string): JsonObject => at(path, 'AWS::Lambda::Version', { FunctionName: { Ref: 'Fn9270CBC0' } });
    const template = templateOf({
      Fn9270CBC0: at('App/Fn/Resource', 'AWS::Lambda::Function'),
      FnCurrentVersion600178E99df13879fe44dcc8afa5c55c1c87672d: version('App/Fn/CurrentVersion/Resource'),
      Second11223344: version('App/Second/Resource'),
      Live: at('App/Live/Resource', 'AWS::Lambda::Alias', { Name: 'live', FunctionName: { 'Fn::GetAtt': ['Fn9270CBC0', 'Arn'] } }),
    });

    expect(
      resolved([{ Ref: 'FnCurrentVersion600178E99df13879fe44dcc8afa5c55c1c87672d' }, { Ref: 'Second11223344' }, { Ref: 'Live' }], template)
        .value,
    ).toEqual([`${lambdaArn}App-Fn:1`, `${lambdaArn}App-Fn:2`, `${lambdaArn}App-Fn:live`]);
  });
});

describe('Fake names are stable and readable', () => {
  const fn = (logicalId: string, extra: JsonObject = {}): JsonObject =>
    templateOf({ [logicalId]: { Type: 'AWS::Lambda::Function', ...extra } });

  test('a hash that changes does not change the name, with and without a construct path', () => {
    const path = { Metadata: { 'aws:cdk:path': 'Orders/ChargeFn/Resource' } };

    expect(resolved({ Ref: 'OrdersChargeFn1A2B3C4D' }, fn('OrdersChargeFn1A2B3C4D', path)).value).toBe('Orders-ChargeFn');
    expect(resolved({ Ref: 'OrdersChargeFn5E6F7A8B' }, fn('OrdersChargeFn5E6F7A8B', path)).value).toBe('Orders-ChargeFn');
    expect(resolved({ Ref: 'ChargeFn1A2B3C4D' }, fn('ChargeFn1A2B3C4D')).value).toBe('ChargeFn');
    expect(resolved({ Ref: 'ChargeFn5E6F7A8B' }, fn('ChargeFn5E6F7A8B'), { stackPath: 'Prod/Orders' }).value).toBe('Prod-Orders-ChargeFn');
  });

  test('two that would be equal are numbered in the order of the template', () => {
    const template = templateOf({
      Fn00000001: { Type: 'AWS::Lambda::Function' },
      Fn00000002: { Type: 'AWS::Lambda::Function' },
      Fn00000003: { Type: 'AWS::SNS::Topic' },
    });

    expect(resolved([{ Ref: 'Fn00000001' }, { Ref: 'Fn00000002' }, { 'Fn::GetAtt': ['Fn00000003', 'TopicName'] }], template).value).toEqual(
      ['Fn', 'Fn-2', 'Fn'],
    );
  });

  test('a name that CDK made of the path, as for activities, loses its hash; one that a person wrote stays', () => {
    const template = templateOf({
      ActCB3AC246: at('App/Act', 'AWS::StepFunctions::Activity', { Name: 'AppActA2508960' }),
      Other11223344: at('App/Other', 'AWS::StepFunctions::Activity', { Name: 'approval-DEADBEEF' }),
    });

    expect(resolved([{ 'Fn::GetAtt': ['ActCB3AC246', 'Name'] }, { 'Fn::GetAtt': ['Other11223344', 'Name'] }], template).value).toEqual([
      'App-Act',
      'approval-DEADBEEF',
    ]);
  });

  test('roles and APIs that SAM adds are known, though the template does not list them', () => {
    const template = templateOf({ Fn: { Type: 'AWS::Serverless::Function' } });

    expect(resolved([{ 'Fn::GetAtt': ['FnRole', 'Arn'] }, { Ref: 'ServerlessRestApi' }], template)).toEqual({
      value: [`arn:aws:iam::${account}:role/FnRole`, 'ServerlessRestApi'],
      problems: [],
    });
  });
});

test('A fake ARN, name or URL leads back to the construct; a qualified function ARN to the function too', () => {
  const scope = createStackScope(
    templateOf({
      Fn9270CBC0: at('App/Fn/Resource', 'AWS::Lambda::Function'),
      Version1A2B3C4D: at('App/Fn/CurrentVersion/Resource', 'AWS::Lambda::Version', { FunctionName: { Ref: 'Fn9270CBC0' } }),
      Queue: at('App/Queue/Resource', 'AWS::SQS::Queue'),
    }),
  );

  const directory = resourceDirectory(scope.names.all());

  expect(directory.byValue(`https://sqs.us-east-1.amazonaws.com/${account}/App-Queue`)).toEqual([
    expect.objectContaining({ logicalId: 'Queue', type: 'AWS::SQS::Queue', constructPath: 'App/Queue' }),
  ]);
  expect(directory.byValue(`${lambdaArn}App-Fn:1`).map(({ logicalId }) => logicalId)).toEqual(['Version1A2B3C4D', 'Fn9270CBC0']);
  expect(directory.byValue(`${lambdaArn}App-Fn:$LATEST`).map(({ logicalId }) => logicalId)).toEqual(['Fn9270CBC0']);
  expect(directory.byPath('App/Fn').map(({ arn }) => arn)).toEqual([`${lambdaArn}App-Fn`]);
  expect(directory.byPath('App/Fn/Resource')).toEqual(directory.byPath('App/Fn'));
  expect(directory.byValue('nothing')).toEqual([]);
});

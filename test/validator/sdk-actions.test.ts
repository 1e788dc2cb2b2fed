import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sdk } from 'drystep';
import { loadService } from '../../src/data';
import { iamActionsOf, sdkActions } from '../../src/validator/permissions/sdk-actions';
import { placed } from '../builders/synthesized';

const entries = Object.entries(sdkActions).flatMap(([service, actions]) =>
  Object.entries(actions as Readonly<Record<string, string | readonly string[]>>).map(
    ([action, iam]) => [`${service}:${action}`, [iam].flat(), service, action] as const,
  ),
);

/** Prefixes of IAM that are not the name of the service, from the pages of the service authorization reference. */
const prefixes: Readonly<Record<string, string>> = {
  apigatewaymanagementapi: 'execute-api',
  appconfigdata: 'appconfig',
  applicationautoscaling: 'application-autoscaling',
  bedrockagentruntime: 'bedrock',
  bedrockruntime: 'bedrock',
  cloudwatchlogs: 'logs',
  cognitoidentityprovider: 'cognito-idp',
  costexplorer: 'ce',
  databasemigration: 'dms',
  efs: 'elasticfilesystem',
  elasticloadbalancingv2: 'elasticloadbalancing',
  emr: 'elasticmapreduce',
  emrcontainers: 'emr-containers',
  emrserverless: 'emr-serverless',
  eventbridge: 'events',
  iotdataplane: 'iot',
  location: 'geo',
  opensearch: 'es',
  personalizeruntime: 'personalize',
  rdsdata: 'rds-data',
  redshiftdata: 'redshift-data',
  resourcegroupstaggingapi: 'tag',
  sagemakerruntime: 'sagemaker',
  sesv2: 'ses',
  sfn: 'states',
};

/** Actions of IAM that are not named as the call, from the same pages and "Required permissions for Amazon S3 API operations". */
const irregular: Readonly<Record<string, string | readonly string[]>> = {
  // API Gateway names the method of its own HTTP API.
  'apigateway:createApiKey': 'apigateway:POST',
  'apigateway:createDeployment': 'apigateway:POST',
  'apigateway:deleteApiKey': 'apigateway:DELETE',
  'apigateway:flushStageCache': 'apigateway:DELETE',
  'apigateway:getApiKey': 'apigateway:GET',
  'apigateway:getDeployment': 'apigateway:GET',
  'apigateway:getDeployments': 'apigateway:GET',
  'apigateway:getRestApi': 'apigateway:GET',
  'apigateway:getRestApis': 'apigateway:GET',
  'apigateway:getStage': 'apigateway:GET',
  'apigateway:getStages': 'apigateway:GET',
  'apigateway:getUsage': 'apigateway:GET',
  'apigateway:updateStage': 'apigateway:PATCH',
  'apigateway:updateUsage': 'apigateway:PATCH',
  'apigatewaymanagementapi:deleteConnection': 'execute-api:ManageConnections',
  'apigatewaymanagementapi:getConnection': 'execute-api:ManageConnections',
  'apigatewaymanagementapi:postToConnection': 'execute-api:ManageConnections',
  'bedrockruntime:converse': 'bedrock:InvokeModel',
  'dynamodb:transactGetItems': 'dynamodb:GetItem',
  'kms:reEncrypt': ['kms:ReEncryptFrom', 'kms:ReEncryptTo'],
  'lambda:invoke': 'lambda:InvokeFunction',
  's3:completeMultipartUpload': 's3:PutObject',
  's3:copyObject': ['s3:GetObject', 's3:PutObject'],
  's3:createMultipartUpload': 's3:PutObject',
  's3:deleteObjects': 's3:DeleteObject',
  's3:getBucketEncryption': 's3:GetEncryptionConfiguration',
  's3:getBucketLifecycleConfiguration': 's3:GetLifecycleConfiguration',
  's3:getBucketNotificationConfiguration': 's3:GetBucketNotification',
  's3:getObjectAttributes': ['s3:GetObject', 's3:GetObjectAttributes'],
  's3:getPublicAccessBlock': 's3:GetBucketPublicAccessBlock',
  's3:headBucket': 's3:ListBucket',
  's3:headObject': 's3:GetObject',
  's3:listBuckets': 's3:ListAllMyBuckets',
  's3:listMultipartUploads': 's3:ListBucketMultipartUploads',
  's3:listObjects': 's3:ListBucket',
  's3:listObjectsV2': 's3:ListBucket',
  's3:listObjectVersions': 's3:ListBucketVersions',
  's3:listParts': 's3:ListMultipartUploadParts',
  's3:putBucketEncryption': 's3:PutEncryptionConfiguration',
  's3:putBucketLifecycleConfiguration': 's3:PutLifecycleConfiguration',
  's3:putBucketNotificationConfiguration': 's3:PutBucketNotification',
  's3:putPublicAccessBlock': 's3:PutBucketPublicAccessBlock',
  's3:uploadPart': 's3:PutObject',
  's3:uploadPartCopy': ['s3:GetObject', 's3:PutObject'],
  'sns:publishBatch': 'sns:Publish',
  'sqs:changeMessageVisibilityBatch': 'sqs:ChangeMessageVisibility',
  'sqs:deleteMessageBatch': 'sqs:DeleteMessage',
  'sqs:sendMessageBatch': 'sqs:SendMessage',
};

/** Calls whose permission hangs on what they are sent, or that IAM grants under a name we could not confirm. */
const left = [
  ['dynamodb', 'executeStatement'],
  ['dynamodb', 'batchExecuteStatement'],
  ['dynamodb', 'executeTransaction'],
  ['dynamodb', 'transactWriteItems'],
  ['s3', 'getBucketReplication'],
  ['sesv2', 'sendBulkEmail'],
  ['polly', 'synthesizeSpeech'],
] as const;

const pascal = (action: string) => action.charAt(0).toUpperCase() + action.slice(1);

describe('The table of permissions of SDK actions', () => {
  test('names an action of IAM for each call: the one of the same name, or the one that the reference gives instead', () => {
    const expected = entries.map(([call, , service, action]) => [
      call,
      [irregular[call] ?? `${prefixes[service] ?? service}:${pascal(action)}`].flat(),
    ]);

    expect(entries.map(([call, iam]) => [call, iam])).toEqual(expected);
    expect(entries.map(([call]) => call)).toEqual(expect.arrayContaining(Object.keys(irregular)));
  });

  test('holds calls that Step Functions has, as it spells them', () => {
    const unknown = entries.filter(([, , service, action]) => loadService(service)?.operations[pascal(action)] === undefined);

    expect(unknown.map(([call]) => call)).toEqual([]);
  });

  test("agrees with aws-cdk-lib's prefixes, but where those are wrong", () => {
    const file = join(require.resolve('aws-cdk-lib/package.json'), '..', 'custom-resources/lib/helpers-internal/sdk-v3-metadata.json');
    const metadata = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, { readonly iamPrefix?: string }>);
    const ofCdk = new Map(metadata.map(([name, { iamPrefix }]) => [name.replaceAll('-', ''), iamPrefix]));
    const differing = Object.keys(sdkActions).filter(
      (service) => ofCdk.has(service) && ofCdk.get(service) !== (prefixes[service] ?? service),
    );

    // The reference has "iot" and "tag" there; the names of aws-cdk-lib are those of the signature.
    expect(differing).toEqual(['iotdataplane', 'resourcegroupstaggingapi']);
  });

  test.each(left)('leaves %s:%s to the author, who has to name the action', (service, action) => {
    expect(iamActionsOf(service, action)).toBeUndefined();
    expect(placed(() => sdk('Call', { service, action, access: { resources: ['*'] } } as never))).toThrow(
      `step "Call": The permission for ${service}:${action} is not in the reviewed table`,
    );
  });

  test('knows nothing by names that every object has', () => {
    expect([iamActionsOf('constructor', 'name'), iamActionsOf('s3', 'toString'), iamActionsOf('__proto__', 'x')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

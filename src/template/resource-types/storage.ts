import { arnOf, type ResourceType } from './resource-type';

const table: ResourceType = {
  nameProperty: 'TableName',
  arn: arnOf('dynamodb', 'table/'),
  attributes: { StreamArn: (resource) => `${resource.arn('dynamodb', `table/${resource.name}`)}/stream/2000-01-01T00:00:00.000` },
};

/** Buckets, tables, keys, secrets, roles, logs and the rest of what definitions point at. */
export const storageTypes: Readonly<Record<string, ResourceType>> = {
  'AWS::S3::Bucket': {
    nameProperty: 'BucketName',
    lowerCase: true,
    arn: (resource) => resource.globalArn('s3', resource.name, { account: false }),
    attributes: {
      DomainName: ({ name, environment }) => `${name}.s3.${environment.urlSuffix}`,
      RegionalDomainName: ({ name, environment }) => `${name}.s3.${environment.region}.${environment.urlSuffix}`,
      WebsiteURL: ({ name, environment }) => `http://${name}.s3-website-${environment.region}.${environment.urlSuffix}`,
    },
  },
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::Serverless::SimpleTable': table,
  'AWS::ECR::Repository': {
    nameProperty: 'RepositoryName',
    lowerCase: true,
    arn: arnOf('ecr', 'repository/'),
    attributes: {
      RepositoryUri: ({ name, environment: { account, region, urlSuffix } }) => `${account}.dkr.ecr.${region}.${urlSuffix}/${name}`,
    },
  },
  'AWS::IAM::Role': { nameProperty: 'RoleName', arn: (resource) => resource.globalArn('iam', `role/${resource.name}`) },
  'AWS::IAM::User': { nameProperty: 'UserName', arn: (resource) => resource.globalArn('iam', `user/${resource.name}`) },
  'AWS::IAM::InstanceProfile': {
    nameProperty: 'InstanceProfileName',
    arn: (resource) => resource.globalArn('iam', `instance-profile/${resource.name}`),
  },
  'AWS::IAM::ManagedPolicy': {
    nameProperty: 'ManagedPolicyName',
    arn: (resource) => resource.globalArn('iam', `policy/${resource.name}`),
    ref: 'arn',
  },
  'AWS::KMS::Key': { arn: arnOf('kms', 'key/') },
  'AWS::KMS::Alias': { nameProperty: 'AliasName', arn: (resource) => resource.arn('kms', resource.name) },
  'AWS::SecretsManager::Secret': {
    nameProperty: 'Name',
    arn: arnOf('secretsmanager', 'secret:'),
    ref: 'arn',
    attributes: { Id: arnOf('secretsmanager', 'secret:') },
  },
  'AWS::SSM::Parameter': {
    nameProperty: 'Name',
    arn: (resource) => resource.arn('ssm', `parameter/${resource.name.replace(/^\//, '')}`),
    attributes: {
      Value: (resource) => resource.property('Value') ?? `${resource.name}-Value`,
      Type: (resource) => resource.property('Type') ?? 'String',
    },
  },
  'AWS::Logs::LogGroup': { nameProperty: 'LogGroupName', arn: (resource) => resource.arn('logs', `log-group:${resource.name}:*`) },
  'AWS::Athena::WorkGroup': { nameProperty: 'Name', arn: arnOf('athena', 'workgroup/') },
  'AWS::Cognito::UserPool': { arn: arnOf('cognito-idp', 'userpool/') },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': {
    nameProperty: 'Name',
    arn: (resource) => resource.arn('elasticloadbalancing', `loadbalancer/app/${resource.name}/0000000000000000`),
    ref: 'arn',
  },
  'AWS::ElasticLoadBalancingV2::TargetGroup': {
    nameProperty: 'Name',
    arn: (resource) => resource.arn('elasticloadbalancing', `targetgroup/${resource.name}/0000000000000000`),
    ref: 'arn',
  },
  'AWS::CloudFormation::Stack': {
    arn: (resource) => resource.arn('cloudformation', `stack/${resource.name}/00000000-0000-0000-0000-000000000000`),
    ref: 'arn',
  },
  'AWS::Bedrock::Guardrail': { arn: arnOf('bedrock', 'guardrail/') },
  'AWS::Bedrock::Agent': { arn: arnOf('bedrock', 'agent/') },
  'AWS::Bedrock::KnowledgeBase': { arn: arnOf('bedrock', 'knowledge-base/') },
};

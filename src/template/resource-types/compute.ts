import { arnOf, type ResourceType, type ResourceView } from './resource-type';

/** The ARN of the function a version, alias or URL belongs to: its property holds a name, an ARN, or either with a qualifier. */
function functionArn(resource: ResourceView, property = 'FunctionName'): string {
  const given = resource.property(property) ?? resource.name;
  return given.startsWith('arn:') ? given.split(':').slice(0, 7).join(':') : resource.arn('lambda', `function:${given.split(':')[0]}`);
}

/** CDK puts a hash of the code into a version's logical id; counting the versions of a function keeps their ARNs readable and stable. */
function versionNumber(resource: ResourceView): string {
  return String(resource.ordinal('FunctionName') + 1);
}

function versionArn(resource: ResourceView): string {
  return `${functionArn(resource)}:${versionNumber(resource)}`;
}

const lambdaFunction: ResourceType = {
  nameProperty: 'FunctionName',
  arn: arnOf('lambda', 'function:'),
  attributes: {
    // SAM: `MyFunction.Version` and `MyFunction.Alias` when AutoPublishAlias is set.
    Version: (resource) => resource.arn('lambda', `function:${resource.name}:1`),
    Alias: (resource) => resource.arn('lambda', `function:${resource.name}:${resource.property('AutoPublishAlias') ?? 'live'}`),
  },
};

/** Lambda, ECS, Batch, Glue, CodeBuild and EMR. */
export const computeTypes: Readonly<Record<string, ResourceType>> = {
  'AWS::Lambda::Function': lambdaFunction,
  'AWS::Serverless::Function': lambdaFunction,
  'AWS::Lambda::Version': { arn: versionArn, ref: 'arn', attributes: { Version: versionNumber, FunctionArn: versionArn } },
  'AWS::Lambda::Alias': {
    nameProperty: 'Name',
    arn: (resource) => `${functionArn(resource)}:${resource.name}`,
    ref: 'arn',
  },
  'AWS::Lambda::Url': {
    arn: (resource) => functionArn(resource, 'TargetFunctionArn'),
    ref: 'arn',
    attributes: { FunctionUrl: (resource) => `https://${resource.name.toLowerCase()}.lambda-url.${resource.environment.region}.on.aws/` },
  },
  'AWS::Lambda::LayerVersion': {
    nameProperty: 'LayerName',
    arn: (resource) => resource.arn('lambda', `layer:${resource.name}:1`),
    ref: 'arn',
  },
  'AWS::Serverless::LayerVersion': {
    nameProperty: 'LayerName',
    arn: (resource) => resource.arn('lambda', `layer:${resource.name}:1`),
    ref: 'arn',
  },
  'AWS::ECS::Cluster': { nameProperty: 'ClusterName', arn: arnOf('ecs', 'cluster/') },
  'AWS::ECS::TaskDefinition': {
    nameProperty: 'Family',
    arn: (resource) => resource.arn('ecs', `task-definition/${resource.name}:1`),
    ref: 'arn',
  },
  'AWS::ECS::Service': { nameProperty: 'ServiceName', arn: arnOf('ecs', 'service/'), ref: 'arn' },
  'AWS::Batch::JobQueue': { nameProperty: 'JobQueueName', arn: arnOf('batch', 'job-queue/'), ref: 'arn' },
  'AWS::Batch::JobDefinition': {
    nameProperty: 'JobDefinitionName',
    arn: (resource) => resource.arn('batch', `job-definition/${resource.name}:1`),
    ref: 'arn',
  },
  'AWS::Batch::ComputeEnvironment': { nameProperty: 'ComputeEnvironmentName', arn: arnOf('batch', 'compute-environment/'), ref: 'arn' },
  'AWS::Glue::Job': { nameProperty: 'Name', arn: arnOf('glue', 'job/') },
  'AWS::Glue::Crawler': { nameProperty: 'Name', arn: arnOf('glue', 'crawler/') },
  'AWS::Glue::Database': { nameProperty: 'DatabaseInput.Name', arn: arnOf('glue', 'database/') },
  'AWS::Glue::Table': { nameProperty: 'TableInput.Name', arn: arnOf('glue', 'table/') },
  'AWS::DataBrew::Job': { nameProperty: 'Name', arn: arnOf('databrew', 'job/') },
  'AWS::CodeBuild::Project': { nameProperty: 'Name', arn: arnOf('codebuild', 'project/') },
  'AWS::EMR::Cluster': { arn: arnOf('elasticmapreduce', 'cluster/') },
  'AWS::EMRServerless::Application': { arn: arnOf('emr-serverless', '/applications/') },
  'AWS::EMRContainers::VirtualCluster': { arn: arnOf('emr-containers', '/virtualclusters/') },
  'AWS::EKS::Cluster': { nameProperty: 'Name', arn: arnOf('eks', 'cluster/') },
  'AWS::SageMaker::Model': { nameProperty: 'ModelName', arn: arnOf('sagemaker', 'model/'), ref: 'arn' },
  'AWS::SageMaker::Endpoint': { nameProperty: 'EndpointName', arn: arnOf('sagemaker', 'endpoint/'), ref: 'arn' },
};

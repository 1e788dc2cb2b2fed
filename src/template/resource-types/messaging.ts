import { arnOf, type ResourceType, type ResourceView } from './resource-type';

function queueUrl({ environment, name }: ResourceView): string {
  return `https://sqs.${environment.region}.${environment.urlSuffix}/${environment.account}/${name}`;
}

const stateMachine = (nameProperty: string): ResourceType => ({
  nameProperty,
  arn: arnOf('states', 'stateMachine:'),
  ref: 'arn',
  attributes: { StateMachineRevisionId: () => 'INITIAL' },
});

const bus: ResourceType = { nameProperty: 'Name', arn: arnOf('events', 'event-bus/') };

const ruleArn = (resource: ResourceView): string => {
  const eventBus = resource.property('EventBusName');
  return resource.arn(
    'events',
    eventBus === undefined || eventBus.startsWith('arn:') ? `rule/${resource.name}` : `rule/${eventBus}/${resource.name}`,
  );
};

const aliasArn = (resource: ResourceView): string => {
  const version =
    resource.property('RoutingConfiguration.0.StateMachineVersionArn') ?? resource.property('DeploymentPreference.StateMachineVersionArn');
  const machine = version?.slice(0, version.lastIndexOf(':')) ?? resource.arn('states', `stateMachine:${resource.logicalId}`);
  return `${machine}:${resource.name}`;
};

/** Queues, topics, streams, events, state machines and APIs. */
export const messagingTypes: Readonly<Record<string, ResourceType>> = {
  'AWS::SQS::Queue': {
    nameProperty: 'QueueName',
    arn: (resource) => resource.arn('sqs', resource.name),
    ref: queueUrl,
    attributes: { QueueUrl: queueUrl },
  },
  'AWS::SNS::Topic': { nameProperty: 'TopicName', arn: (resource) => resource.arn('sns', resource.name), ref: 'arn' },
  'AWS::Kinesis::Stream': { nameProperty: 'Name', arn: arnOf('kinesis', 'stream/') },
  'AWS::KinesisFirehose::DeliveryStream': { nameProperty: 'DeliveryStreamName', arn: arnOf('firehose', 'deliverystream/') },
  'AWS::Events::EventBus': bus,
  'AWS::Events::Rule': { nameProperty: 'Name', arn: ruleArn },
  'AWS::Events::Connection': { nameProperty: 'Name', arn: arnOf('events', 'connection/') },
  'AWS::Events::ApiDestination': { nameProperty: 'Name', arn: arnOf('events', 'api-destination/') },
  'AWS::Pipes::Pipe': { nameProperty: 'Name', arn: arnOf('pipes', 'pipe/') },
  'AWS::Scheduler::Schedule': { nameProperty: 'Name', arn: arnOf('scheduler', 'schedule/default/') },
  'AWS::StepFunctions::StateMachine': stateMachine('StateMachineName'),
  'AWS::Serverless::StateMachine': stateMachine('Name'),
  'AWS::StepFunctions::StateMachineVersion': {
    arn: (resource) =>
      `${resource.property('StateMachineArn') ?? resource.arn('states', `stateMachine:${resource.name}`)}:${resource.ordinal('StateMachineArn') + 1}`,
    ref: 'arn',
  },
  'AWS::StepFunctions::StateMachineAlias': { nameProperty: 'Name', arn: aliasArn, ref: 'arn' },
  'AWS::StepFunctions::Activity': { nameProperty: 'Name', arn: arnOf('states', 'activity:'), ref: 'arn' },
  'AWS::ApiGateway::RestApi': {
    arn: ({ environment, name }) => `arn:${environment.partition}:apigateway:${environment.region}::/restapis/${name}`,
    attributes: { RootResourceId: ({ name }) => `${name}-root` },
  },
  'AWS::Serverless::Api': {
    arn: ({ environment, name }) => `arn:${environment.partition}:apigateway:${environment.region}::/restapis/${name}`,
    attributes: { RootResourceId: ({ name }) => `${name}-root` },
  },
  'AWS::ApiGatewayV2::Api': {
    arn: ({ environment, name }) => `arn:${environment.partition}:apigateway:${environment.region}::/apis/${name}`,
    attributes: { ApiEndpoint: ({ environment, name }) => `https://${name}.execute-api.${environment.region}.${environment.urlSuffix}` },
  },
  'AWS::Serverless::HttpApi': {
    arn: ({ environment, name }) => `arn:${environment.partition}:apigateway:${environment.region}::/apis/${name}`,
    attributes: { ApiEndpoint: ({ environment, name }) => `https://${name}.execute-api.${environment.region}.${environment.urlSuffix}` },
  },
  'AWS::ApiGateway::Stage': {
    nameProperty: 'StageName',
    arn: ({ environment, name, property }) =>
      `arn:${environment.partition}:apigateway:${environment.region}::/restapis/${property('RestApiId') ?? 'unknown'}/stages/${name}`,
  },
};

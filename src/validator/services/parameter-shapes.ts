/**
 * What a parameter of a service looks like: any text, a list, an object with fields of any names, one of a few words, or an address. `fields`: an
 * object with these fields; `items` and `values`: a list or object of such values. Only what is sure to be refused is told, so `any` is the rest.
 */
export type ParameterShape =
  | 'any'
  | 'text'
  | 'list'
  | 'object'
  | 'https'
  | readonly string[]
  | { readonly fields: ParameterFields }
  | { readonly items: ParameterShape }
  | { readonly values: ParameterShape };

/** The fields of an object, by their names. */
export interface ParameterFields {
  readonly [name: string]: ParameterShape;
}

const NAME_VALUE = { items: { fields: { Name: 'text', Value: 'text' } } } as const;
const TAGS = { items: { fields: { Key: 'text', Value: 'text' } } } as const;
const MESSAGE_ATTRIBUTES = { values: { fields: { DataType: 'text', StringValue: 'text', BinaryValue: 'any' } } } as const;
const METHOD = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'];
const CONNECTION = { fields: { ConnectionArn: 'text' } } as const;

/** An AttributeValue of DynamoDB: an object that names its type. Numbers are texts. */
const ATTRIBUTE: { readonly fields: ParameterFields } = {
  fields: {
    S: 'text',
    N: 'text',
    B: 'any',
    BOOL: 'any',
    NULL: 'any',
    SS: 'list',
    NS: 'list',
    BS: 'list',
    // A published workflow of AWS has texts in it.
    L: 'list',
    get M() {
      return { values: ATTRIBUTE };
    },
  },
};
const ATTRIBUTES = { values: ATTRIBUTE };
const DYNAMODB: ParameterFields = {
  TableName: 'text',
  IndexName: 'text',
  Key: ATTRIBUTES,
  Item: ATTRIBUTES,
  ExclusiveStartKey: ATTRIBUTES,
  ExpressionAttributeValues: ATTRIBUTES,
  ExpressionAttributeNames: { values: 'text' },
  ConditionExpression: 'text',
  FilterExpression: 'text',
  KeyConditionExpression: 'text',
  ProjectionExpression: 'text',
  UpdateExpression: 'text',
  ReturnValues: ['NONE', 'ALL_OLD', 'UPDATED_OLD', 'ALL_NEW', 'UPDATED_NEW'],
};

/** The parameters of the calls that workflows make most, by the references of the services and the developer guide. */
const SHAPES: ReadonlyMap<string, ParameterFields> = new Map<string, ParameterFields>([
  ...['dynamodb:', 'aws-sdk:dynamodb:'].flatMap((service) =>
    ['getItem', 'putItem', 'updateItem', 'deleteItem', 'query', 'scan'].map((action): [string, ParameterFields] => [
      `${service}${action}`,
      DYNAMODB,
    ]),
  ),
  [
    'lambda:invoke',
    { FunctionName: 'text', Qualifier: 'text', InvocationType: ['RequestResponse', 'Event', 'DryRun'], LogType: ['None', 'Tail'] },
  ],
  ['sqs:sendMessage', { QueueUrl: 'text', MessageGroupId: 'text', MessageDeduplicationId: 'text', MessageAttributes: MESSAGE_ATTRIBUTES }],
  [
    'sns:publish',
    {
      TopicArn: 'text',
      TargetArn: 'text',
      PhoneNumber: 'text',
      Subject: 'text',
      MessageStructure: 'text',
      MessageAttributes: MESSAGE_ATTRIBUTES,
    },
  ],
  [
    'events:putEvents',
    {
      Entries: {
        items: {
          fields: {
            Detail: 'any',
            DetailType: 'text',
            Source: 'text',
            EventBusName: 'text',
            Resources: 'list',
            Time: 'any',
            TraceHeader: 'text',
          },
        },
      },
    },
  ],
  ['states:startExecution', { StateMachineArn: 'text', Name: 'text' }],
  [
    'ecs:runTask',
    {
      TaskDefinition: 'text',
      Cluster: 'text',
      LaunchType: ['EC2', 'FARGATE', 'EXTERNAL', 'MANAGED_INSTANCES'],
      NetworkConfiguration: {
        fields: {
          AwsvpcConfiguration: { fields: { Subnets: 'list', SecurityGroups: 'list', AssignPublicIp: ['ENABLED', 'DISABLED'] } },
        },
      },
      Overrides: {
        fields: {
          ContainerOverrides: {
            items: {
              fields: {
                Name: 'text',
                Command: 'list',
                Environment: NAME_VALUE,
                EnvironmentFiles: 'list',
                Cpu: 'any',
                Memory: 'any',
                MemoryReservation: 'any',
                ResourceRequirements: 'list',
              },
            },
          },
          Cpu: 'any',
          Memory: 'any',
          EphemeralStorage: 'object',
          ExecutionRoleArn: 'text',
          TaskRoleArn: 'text',
          InferenceAcceleratorOverrides: 'list',
        },
      },
      CapacityProviderStrategy: { items: { fields: { CapacityProvider: 'text', Weight: 'any', Base: 'any' } } },
      Tags: TAGS,
    },
  ],
  [
    'batch:submitJob',
    {
      JobName: 'text',
      JobDefinition: 'text',
      JobQueue: 'text',
      Parameters: 'object',
      // A page of AWS writes the fields in these in lower case.
      ContainerOverrides: 'object',
      ArrayProperties: 'object',
      RetryStrategy: 'object',
      Timeout: 'object',
      DependsOn: 'list',
    },
  ],
  ['glue:startJobRun', { JobName: 'text', Arguments: 'object', NotificationProperty: { fields: { NotifyDelayAfter: 'any' } } }],
  [
    'athena:startQueryExecution',
    {
      QueryString: 'text',
      WorkGroup: 'text',
      ResultConfiguration: {
        fields: { OutputLocation: 'text', EncryptionConfiguration: 'object', ExpectedBucketOwner: 'text', AclConfiguration: 'object' },
      },
      QueryExecutionContext: { fields: { Database: 'text', Catalog: 'text' } },
      ExecutionParameters: 'list',
    },
  ],
  [
    'codebuild:startBuild',
    { ProjectName: 'text', EnvironmentVariablesOverride: { items: { fields: { Name: 'text', Value: 'text', Type: 'text' } } } },
  ],
  [
    'http:invoke',
    {
      ApiEndpoint: 'https',
      Method: METHOD,
      Headers: 'object',
      QueryParameters: 'object',
      Authentication: CONNECTION,
      InvocationConfig: CONNECTION,
      Transform: { fields: { RequestBodyEncoding: 'any', RequestEncodingOptions: 'any' } },
    },
  ],
  [
    'apigateway:invoke',
    {
      ApiEndpoint: 'text',
      Method: METHOD,
      AuthType: ['NO_AUTH', 'IAM_ROLE', 'RESOURCE_POLICY'],
      Headers: 'object',
      QueryParameters: 'object',
    },
  ],
]);

/** What the parameters of a call look like, where that is known. */
export function parameterShapes(call: {
  readonly sdk: boolean;
  readonly service: string;
  readonly action: string;
}): ParameterFields | undefined {
  return SHAPES.get(`${call.sdk ? 'aws-sdk:' : ''}${call.service}:${call.action}`);
}

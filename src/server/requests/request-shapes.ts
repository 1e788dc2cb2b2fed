import { QUOTAS } from '../../asl';
import { flag, fraction, list, type RequestShape, secret, structure, text, whole, words } from './shape';

const TEXT = text(undefined);
const ANY_INTEGER = whole(Number.NEGATIVE_INFINITY);
const ARN = text(1, 256);
const LONG_ARN = text(1, 2000);
const NAME = text(1, QUOTAS.nameLength);
const PAYLOAD = text(undefined, QUOTAS.payloadBytes, { secret: true, inBytes: true });
const DEFINITION = secret(1, QUOTAS.definitionBytes);
const TASK_TOKEN = secret(1, 2048);
const ERROR = secret(0, QUOTAS.errorLength);
const CAUSE = secret(0, QUOTAS.causeLength);
const DESCRIPTION = secret(undefined, 256);
const PAGE = { maxResults: whole(0, 1000), nextToken: text(1, 1024) };
const INCLUDED = words('ALL_DATA', 'METADATA_ONLY');
const TYPE = words('STANDARD', 'EXPRESS');
const TRACE_HEADER = text(0, 256, { pattern: /^[\0-\x7f]*$/ });
const TAGS = list(structure('Tag', { key: text(1, QUOTAS.tagKeyLength), value: text(0, QUOTAS.tagValueLength) }));
const LOGGING = structure('LoggingConfiguration', {
  level: words('ALL', 'ERROR', 'FATAL', 'OFF'),
  includeExecutionData: flag,
  destinations: list(structure('LogDestination', { cloudWatchLogsLogGroup: structure('CloudWatchLogsLogGroup', { logGroupArn: ARN }) })),
});
const TRACING = structure('TracingConfiguration', { enabled: flag });
const ENCRYPTION = structure('EncryptionConfiguration', {
  kmsKeyId: text(1, 2048),
  kmsDataKeyReusePeriodSeconds: whole(60, 900),
  '*type': words('AWS_OWNED_KEY', 'CUSTOMER_MANAGED_KMS_KEY'),
});
const ROUTING = list(structure('RoutingConfigurationListItem', { '*stateMachineVersionArn': ARN, '*weight': whole(0, 100) }), 1, 2);
/** What creates and what changes a machine share. */
const SETTINGS = {
  loggingConfiguration: LOGGING,
  tracingConfiguration: TRACING,
  publish: flag,
  versionDescription: DESCRIPTION,
  encryptionConfiguration: ENCRYPTION,
};

/** Members of each operation's request, as the public model of the service bounds them. */
export const REQUEST_SHAPES = {
  CreateActivity: { '*name': NAME, tags: TAGS, encryptionConfiguration: ENCRYPTION },
  CreateStateMachine: { '*name': NAME, '*definition': DEFINITION, '*roleArn': ARN, type: TYPE, tags: TAGS, ...SETTINGS },
  CreateStateMachineAlias: {
    description: DESCRIPTION,
    '*name': text(1, QUOTAS.nameLength, { pattern: /^(?=.*[a-zA-Z_\-.])[a-zA-Z0-9_\-.]+$/ }),
    '*routingConfiguration': ROUTING,
  },
  DeleteActivity: { '*activityArn': ARN },
  DeleteStateMachine: { '*stateMachineArn': ARN },
  DeleteStateMachineAlias: { '*stateMachineAliasArn': ARN },
  DeleteStateMachineVersion: { '*stateMachineVersionArn': LONG_ARN },
  DescribeActivity: { '*activityArn': ARN },
  DescribeExecution: { '*executionArn': ARN, includedData: INCLUDED },
  DescribeMapRun: { '*mapRunArn': LONG_ARN },
  DescribeStateMachine: { '*stateMachineArn': ARN, includedData: INCLUDED },
  DescribeStateMachineAlias: { '*stateMachineAliasArn': ARN },
  DescribeStateMachineForExecution: { '*executionArn': ARN, includedData: INCLUDED },
  GetActivityTask: { '*activityArn': ARN, workerName: NAME },
  GetExecutionHistory: { '*executionArn': ARN, reverseOrder: flag, includeExecutionData: flag, ...PAGE },
  ListActivities: PAGE,
  ListExecutions: {
    stateMachineArn: ARN,
    // In the order in which the service lists them (recorded: sfn_api.state_machine_status_filter).
    statusFilter: words('SUCCEEDED', 'TIMED_OUT', 'PENDING_REDRIVE', 'ABORTED', 'FAILED', 'RUNNING'),
    maxResults: PAGE.maxResults,
    nextToken: text(1, 3096),
    mapRunArn: LONG_ARN,
    redriveFilter: words('REDRIVEN', 'NOT_REDRIVEN'),
  },
  ListMapRuns: { '*executionArn': ARN, ...PAGE },
  ListStateMachineAliases: { '*stateMachineArn': ARN, ...PAGE },
  ListStateMachineVersions: { '*stateMachineArn': ARN, ...PAGE },
  ListStateMachines: PAGE,
  ListTagsForResource: { '*resourceArn': ARN },
  PublishStateMachineVersion: { '*stateMachineArn': ARN, revisionId: text(undefined), description: DESCRIPTION },
  RedriveExecution: { '*executionArn': ARN, clientToken: text(1, 64, { pattern: /^[!-~]+$/ }) },
  SendTaskFailure: { '*taskToken': TASK_TOKEN, error: ERROR, cause: CAUSE },
  SendTaskHeartbeat: { '*taskToken': TASK_TOKEN },
  SendTaskSuccess: { '*taskToken': TASK_TOKEN, '*output': PAYLOAD },
  StartExecution: { '*stateMachineArn': ARN, name: NAME, input: PAYLOAD, traceHeader: TRACE_HEADER },
  StartSyncExecution: { '*stateMachineArn': ARN, name: NAME, input: PAYLOAD, traceHeader: TRACE_HEADER, includedData: INCLUDED },
  StopExecution: { '*executionArn': ARN, error: ERROR, cause: CAUSE },
  TagResource: { '*resourceArn': ARN, '*tags': TAGS },
  // Types alone: the engine judges the rest in the recorded words.
  TestState: {
    definition: TEXT,
    roleArn: TEXT,
    input: TEXT,
    inspectionLevel: TEXT,
    revealSecrets: flag,
    variables: TEXT,
    stateName: TEXT,
    mock: structure('MockInput', {
      result: TEXT,
      errorOutput: structure('MockErrorOutput', { error: TEXT, cause: TEXT }),
      fieldValidationMode: TEXT,
    }),
    context: TEXT,
    stateConfiguration: structure('TestStateConfiguration', {
      retrierRetryCount: ANY_INTEGER,
      errorCausedByState: TEXT,
      mapIterationFailureCount: ANY_INTEGER,
      mapItemReaderData: TEXT,
    }),
  },
  UntagResource: { '*resourceArn': ARN, '*tagKeys': list(text(1, QUOTAS.tagKeyLength)) },
  UpdateMapRun: {
    '*mapRunArn': LONG_ARN,
    maxConcurrency: whole(0),
    toleratedFailurePercentage: fraction(0, 100),
    toleratedFailureCount: whole(0),
  },
  UpdateStateMachine: { '*stateMachineArn': ARN, definition: DEFINITION, roleArn: ARN, ...SETTINGS },
  UpdateStateMachineAlias: { '*stateMachineAliasArn': ARN, description: DESCRIPTION, routingConfiguration: ROUTING },
  ValidateStateMachineDefinition: {
    '*definition': DEFINITION,
    type: TYPE,
    severity: words('ERROR', 'WARNING'),
    maxResults: whole(0, 100),
  },
} as const satisfies Record<string, Readonly<Record<string, RequestShape>>>;

/** The operations of the service. */
export type Operation = keyof typeof REQUEST_SHAPES;

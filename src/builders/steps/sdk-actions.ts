/**
 * The IAM action that each action of the SDK integrations needs: reviewed by hand, since the names differ where it hurts (`lambda:invoke`,
 * `s3:headObject`, `s3:listObjectsV2`, `eventbridge`). An action that is not here has to be named in `access.action`. Permissions that
 * some calls need beside their own (a KMS key, `iam:PassRole`) are the author's to grant.
 */
export const sdkActions = {
  athena: {
    getQueryExecution: 'athena:GetQueryExecution',
    getQueryResults: 'athena:GetQueryResults',
    startQueryExecution: 'athena:StartQueryExecution',
    stopQueryExecution: 'athena:StopQueryExecution',
  },
  bedrockruntime: {
    converse: 'bedrock:InvokeModel',
    invokeModel: 'bedrock:InvokeModel',
  },
  cloudformation: {
    describeStacks: 'cloudformation:DescribeStacks',
  },
  cloudfront: {
    createInvalidation: 'cloudfront:CreateInvalidation',
    getInvalidation: 'cloudfront:GetInvalidation',
  },
  cloudwatch: {
    getMetricData: 'cloudwatch:GetMetricData',
    putMetricData: 'cloudwatch:PutMetricData',
  },
  cloudwatchlogs: {
    createLogStream: 'logs:CreateLogStream',
    getQueryResults: 'logs:GetQueryResults',
    putLogEvents: 'logs:PutLogEvents',
    startQuery: 'logs:StartQuery',
  },
  codebuild: {
    batchGetBuilds: 'codebuild:BatchGetBuilds',
    startBuild: 'codebuild:StartBuild',
    stopBuild: 'codebuild:StopBuild',
  },
  codepipeline: {
    putJobFailureResult: 'codepipeline:PutJobFailureResult',
    putJobSuccessResult: 'codepipeline:PutJobSuccessResult',
    startPipelineExecution: 'codepipeline:StartPipelineExecution',
  },
  cognitoidentityprovider: {
    adminAddUserToGroup: 'cognito-idp:AdminAddUserToGroup',
    adminCreateUser: 'cognito-idp:AdminCreateUser',
    adminDisableUser: 'cognito-idp:AdminDisableUser',
    adminEnableUser: 'cognito-idp:AdminEnableUser',
    adminGetUser: 'cognito-idp:AdminGetUser',
    adminUpdateUserAttributes: 'cognito-idp:AdminUpdateUserAttributes',
  },
  comprehend: {
    detectDominantLanguage: 'comprehend:DetectDominantLanguage',
    detectEntities: 'comprehend:DetectEntities',
    detectKeyPhrases: 'comprehend:DetectKeyPhrases',
    detectSentiment: 'comprehend:DetectSentiment',
  },
  dynamodb: {
    batchGetItem: 'dynamodb:BatchGetItem',
    batchWriteItem: 'dynamodb:BatchWriteItem',
    deleteItem: 'dynamodb:DeleteItem',
    describeTable: 'dynamodb:DescribeTable',
    getItem: 'dynamodb:GetItem',
    putItem: 'dynamodb:PutItem',
    query: 'dynamodb:Query',
    scan: 'dynamodb:Scan',
    transactGetItems: 'dynamodb:GetItem',
    transactWriteItems: ['dynamodb:ConditionCheckItem', 'dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
    updateItem: 'dynamodb:UpdateItem',
  },
  ec2: {
    createSnapshot: 'ec2:CreateSnapshot',
    createTags: 'ec2:CreateTags',
    deleteSnapshot: 'ec2:DeleteSnapshot',
    describeInstanceStatus: 'ec2:DescribeInstanceStatus',
    describeInstances: 'ec2:DescribeInstances',
    describeSnapshots: 'ec2:DescribeSnapshots',
    rebootInstances: 'ec2:RebootInstances',
    startInstances: 'ec2:StartInstances',
    stopInstances: 'ec2:StopInstances',
    terminateInstances: 'ec2:TerminateInstances',
  },
  ecs: {
    describeServices: 'ecs:DescribeServices',
    describeTasks: 'ecs:DescribeTasks',
    stopTask: 'ecs:StopTask',
    updateService: 'ecs:UpdateService',
  },
  eventbridge: {
    deleteRule: 'events:DeleteRule',
    disableRule: 'events:DisableRule',
    enableRule: 'events:EnableRule',
    putEvents: 'events:PutEvents',
    putRule: 'events:PutRule',
    putTargets: 'events:PutTargets',
    removeTargets: 'events:RemoveTargets',
  },
  firehose: {
    putRecord: 'firehose:PutRecord',
    putRecordBatch: 'firehose:PutRecordBatch',
  },
  glue: {
    getCrawler: 'glue:GetCrawler',
    getJobRun: 'glue:GetJobRun',
    getPartitions: 'glue:GetPartitions',
    getTable: 'glue:GetTable',
    startCrawler: 'glue:StartCrawler',
    startJobRun: 'glue:StartJobRun',
  },
  kinesis: {
    describeStreamSummary: 'kinesis:DescribeStreamSummary',
    putRecord: 'kinesis:PutRecord',
    putRecords: 'kinesis:PutRecords',
  },
  kms: {
    decrypt: 'kms:Decrypt',
    encrypt: 'kms:Encrypt',
    generateDataKey: 'kms:GenerateDataKey',
    sign: 'kms:Sign',
    verify: 'kms:Verify',
  },
  lambda: {
    getFunction: 'lambda:GetFunction',
    getFunctionConfiguration: 'lambda:GetFunctionConfiguration',
    invoke: 'lambda:InvokeFunction',
  },
  rds: {
    createDBSnapshot: 'rds:CreateDBSnapshot',
    deleteDBSnapshot: 'rds:DeleteDBSnapshot',
    describeDBInstances: 'rds:DescribeDBInstances',
    describeDBSnapshots: 'rds:DescribeDBSnapshots',
    startDBInstance: 'rds:StartDBInstance',
    stopDBInstance: 'rds:StopDBInstance',
  },
  rdsdata: {
    batchExecuteStatement: 'rds-data:BatchExecuteStatement',
    beginTransaction: 'rds-data:BeginTransaction',
    commitTransaction: 'rds-data:CommitTransaction',
    executeStatement: 'rds-data:ExecuteStatement',
    rollbackTransaction: 'rds-data:RollbackTransaction',
  },
  redshiftdata: {
    describeStatement: 'redshift-data:DescribeStatement',
    executeStatement: 'redshift-data:ExecuteStatement',
    getStatementResult: 'redshift-data:GetStatementResult',
  },
  rekognition: {
    detectFaces: 'rekognition:DetectFaces',
    detectLabels: 'rekognition:DetectLabels',
    detectModerationLabels: 'rekognition:DetectModerationLabels',
    detectText: 'rekognition:DetectText',
  },
  s3: {
    abortMultipartUpload: 's3:AbortMultipartUpload',
    completeMultipartUpload: 's3:PutObject',
    copyObject: ['s3:GetObject', 's3:PutObject'],
    createMultipartUpload: 's3:PutObject',
    deleteObject: 's3:DeleteObject',
    deleteObjectTagging: 's3:DeleteObjectTagging',
    deleteObjects: 's3:DeleteObject',
    getObject: 's3:GetObject',
    getObjectAttributes: 's3:GetObjectAttributes',
    getObjectTagging: 's3:GetObjectTagging',
    headBucket: 's3:ListBucket',
    headObject: 's3:GetObject',
    listBuckets: 's3:ListAllMyBuckets',
    listObjectVersions: 's3:ListBucketVersions',
    listObjects: 's3:ListBucket',
    listObjectsV2: 's3:ListBucket',
    putObject: 's3:PutObject',
    putObjectTagging: 's3:PutObjectTagging',
    restoreObject: 's3:RestoreObject',
    uploadPart: 's3:PutObject',
  },
  secretsmanager: {
    describeSecret: 'secretsmanager:DescribeSecret',
    getSecretValue: 'secretsmanager:GetSecretValue',
    putSecretValue: 'secretsmanager:PutSecretValue',
  },
  ses: {
    sendEmail: 'ses:SendEmail',
    sendRawEmail: 'ses:SendRawEmail',
    sendTemplatedEmail: 'ses:SendTemplatedEmail',
  },
  sesv2: {
    sendEmail: 'ses:SendEmail',
  },
  sfn: {
    describeExecution: 'states:DescribeExecution',
    listExecutions: 'states:ListExecutions',
    redriveExecution: 'states:RedriveExecution',
    sendTaskFailure: 'states:SendTaskFailure',
    sendTaskHeartbeat: 'states:SendTaskHeartbeat',
    sendTaskSuccess: 'states:SendTaskSuccess',
    startExecution: 'states:StartExecution',
    startSyncExecution: 'states:StartSyncExecution',
    stopExecution: 'states:StopExecution',
  },
  sns: {
    publish: 'sns:Publish',
    publishBatch: 'sns:Publish',
    subscribe: 'sns:Subscribe',
    unsubscribe: 'sns:Unsubscribe',
  },
  sqs: {
    changeMessageVisibility: 'sqs:ChangeMessageVisibility',
    deleteMessage: 'sqs:DeleteMessage',
    deleteMessageBatch: 'sqs:DeleteMessage',
    getQueueAttributes: 'sqs:GetQueueAttributes',
    getQueueUrl: 'sqs:GetQueueUrl',
    purgeQueue: 'sqs:PurgeQueue',
    receiveMessage: 'sqs:ReceiveMessage',
    sendMessage: 'sqs:SendMessage',
    sendMessageBatch: 'sqs:SendMessage',
  },
  ssm: {
    deleteParameter: 'ssm:DeleteParameter',
    getCommandInvocation: 'ssm:GetCommandInvocation',
    getParameter: 'ssm:GetParameter',
    getParameters: 'ssm:GetParameters',
    getParametersByPath: 'ssm:GetParametersByPath',
    putParameter: 'ssm:PutParameter',
    sendCommand: 'ssm:SendCommand',
    startAutomationExecution: 'ssm:StartAutomationExecution',
  },
  sts: {
    assumeRole: 'sts:AssumeRole',
    getCallerIdentity: 'sts:GetCallerIdentity',
  },
  textract: {
    analyzeDocument: 'textract:AnalyzeDocument',
    detectDocumentText: 'textract:DetectDocumentText',
  },
  translate: {
    translateText: 'translate:TranslateText',
  },
} as const;

/** Names of the actions whose permission is known, as `service:action`. */
export type KnownSdkAction = {
  [Service in keyof typeof sdkActions]: `${Service}:${keyof (typeof sdkActions)[Service] & string}`;
}[keyof typeof sdkActions];

/** Gives the IAM actions of an SDK action; undefined for one that was not reviewed. */
export function iamActionsOf(service: string, action: string): readonly string[] | undefined {
  const actions: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>> = sdkActions;
  const known = Object.hasOwn(actions, service) ? actions[service] : undefined;
  const found = known !== undefined && Object.hasOwn(known, action) ? known[action] : undefined;
  return typeof found === 'string' ? [found] : found;
}

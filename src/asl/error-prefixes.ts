/** What the errors of `aws-sdk` integrations begin with, by service: the client of the SDK for Java 2. Recorded on AWS: DynamoDb, S3, SecretsManager and Sfn. */
export const SDK_ERROR_PREFIXES = Object.freeze({
  athena: 'Athena',
  batch: 'Batch',
  cloudformation: 'CloudFormation',
  cloudwatch: 'CloudWatch',
  codebuild: 'CodeBuild',
  comprehend: 'Comprehend',
  dynamodb: 'DynamoDb',
  ec2: 'Ec2',
  ecr: 'Ecr',
  ecs: 'Ecs',
  eks: 'Eks',
  eventbridge: 'EventBridge',
  firehose: 'Firehose',
  glue: 'Glue',
  iam: 'Iam',
  kendra: 'Kendra',
  kinesis: 'Kinesis',
  kms: 'Kms',
  lambda: 'Lambda',
  rds: 'Rds',
  rdsdata: 'RdsData',
  rekognition: 'Rekognition',
  s3: 'S3',
  sagemaker: 'SageMaker',
  scheduler: 'Scheduler',
  secretsmanager: 'SecretsManager',
  ses: 'Ses',
  sesv2: 'SesV2',
  sfn: 'Sfn',
  sns: 'Sns',
  sqs: 'Sqs',
  ssm: 'Ssm',
  sts: 'Sts',
  textract: 'Textract',
  transcribe: 'Transcribe',
} as const);

/** What the errors of optimised integrations begin with, where that is known: `data` says from where. */
export const OPTIMISED_ERROR_PREFIXES = Object.freeze({
  athena: 'Athena',
  batch: 'Batch',
  codebuild: 'CodeBuild',
  dynamodb: 'DynamoDB',
  ecs: 'ECS',
  events: 'EventBridge',
  glue: 'Glue',
  lambda: 'Lambda',
  s3: 'S3',
  sagemaker: 'SageMaker',
  sns: 'SNS',
  sqs: 'SQS',
  states: 'StepFunctions',
} as const);

/** Names that errors of AWS's services begin with. */
export type ServiceErrorPrefix =
  | (typeof SDK_ERROR_PREFIXES)[keyof typeof SDK_ERROR_PREFIXES]
  | (typeof OPTIMISED_ERROR_PREFIXES)[keyof typeof OPTIMISED_ERROR_PREFIXES];

/**
 * Actions of the managed policies that machines often have and whose contents AWS does not change: what others allow is not known offline.
 * Names as behind `policy/` in their ARNs.
 */
export const MANAGED_POLICIES: ReadonlyMap<string, readonly string[]> = new Map([
  ['AdministratorAccess', ['*']],
  ['service-role/AWSLambdaRole', ['lambda:InvokeFunction']],
  ['service-role/AWSLambdaBasicExecutionRole', ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents']],
  ['AWSXRayDaemonWriteAccess', ['xray:*']],
  ['AWSXrayWriteOnlyAccess', ['xray:*']],
]);

/** Actions of SAM's policy templates, by their names; each is for the resource its parameters name. */
export const POLICY_TEMPLATES: ReadonlyMap<string, readonly string[]> = new Map([
  ['LambdaInvokePolicy', ['lambda:InvokeFunction']],
  [
    'DynamoDBCrudPolicy',
    [
      'dynamodb:GetItem',
      'dynamodb:DeleteItem',
      'dynamodb:PutItem',
      'dynamodb:Scan',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
      'dynamodb:BatchWriteItem',
      'dynamodb:BatchGetItem',
      'dynamodb:DescribeTable',
      'dynamodb:ConditionCheckItem',
    ],
  ],
  ['DynamoDBReadPolicy', ['dynamodb:GetItem', 'dynamodb:Scan', 'dynamodb:Query', 'dynamodb:BatchGetItem', 'dynamodb:DescribeTable']],
  ['DynamoDBWritePolicy', ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:BatchWriteItem']],
  ['SNSPublishMessagePolicy', ['sns:Publish']],
  ['SQSSendMessagePolicy', ['sqs:SendMessage*']],
  ['StepFunctionsExecutionPolicy', ['states:StartExecution']],
  ['EventBridgePutEventsPolicy', ['events:PutEvents']],
  ['CloudWatchPutMetricPolicy', ['cloudwatch:PutMetricData']],
]);

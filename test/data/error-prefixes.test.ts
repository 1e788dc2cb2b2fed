import { foreignError } from '../../src/data';

const service = (rest: string): string => `arn:aws:states:::${rest}`;

describe('errors that a task never fails with', () => {
  test.each([
    ['dynamodb:putItem', 'DynamoDb.ConditionalCheckFailedException', 'DynamoDB.ConditionalCheckFailedException'],
    ['aws-sdk:dynamodb:putItem', 'DynamoDB.ConditionalCheckFailedException', 'DynamoDb.ConditionalCheckFailedException'],
    ['aws-sdk:sfn:sendTaskSuccess', 'StepFunctions.InvalidTokenException', 'Sfn.InvalidTokenException'],
    ['states:startExecution.sync:2', 'Sfn.ExecutionAlreadyExistsException', 'StepFunctions.ExecutionAlreadyExistsException'],
    ['sns:publish', 'Sns.NotFoundException', 'SNS.NotFoundException'],
    ['sns:publish', 'SQS.SdkClientException', undefined],
    ['sqs:sendMessage', 'Lambda.ServiceException', undefined],
    ['aws-sdk:s3:getObject', 's3.NoSuchKeyException', 'S3.NoSuchKeyException'],
    ['aws-sdk:kendra:query', 'S3.NoSuchKeyException', undefined],
    ['aws-sdk:lambda:invoke', 'AWSLambda.TooManyRequestsException', 'Lambda.TooManyRequestsException'],
    ['sns:publish', 'AmazonSNS.NotFoundException', 'SNS.NotFoundException'],
    ['dynamodb:putItem', 'AWSLambda.ServiceException', undefined],
    ['http:invoke', 'Http.StatusCode.503', 'States.Http.StatusCode.503'],
    ['ecs:runTask.sync', 'Ecs.ClusterNotFoundException', 'ECS.ClusterNotFoundException'],
  ])('%s: finds %s', (resource, name, instead) => {
    expect(foreignError(name, [service(resource)])).toMatchObject({ instead });
  });

  // Names that the recordings of the service hold, by the task that failed with them.
  test.each([
    ['dynamodb:putItem', 'DynamoDB.AmazonDynamoDBException'],
    ['aws-sdk:dynamodb:putItem', 'DynamoDb.DynamoDbException'],
    ['aws-sdk:s3:getObject', 'S3.NoSuchKeyException'],
    ['aws-sdk:secretsmanager:createSecret', 'SecretsManager.SecretsManagerException'],
    ['aws-sdk:sfn:sendTaskFailure', 'Sfn.InvalidTokenException'],
    ['events:putEvents', 'EventBridge.FailedEntry'],
    ['lambda:invoke', 'Lambda.ResourceNotFoundException'],
    ['sns:publish', 'SNS.NotFoundException'],
    ['states:startExecution', 'StepFunctions.StateMachineDoesNotExistException'],
    ['states:startExecution.sync', 'States.TaskFailed'],
  ])('%s: leaves %s alone, as recorded', (resource, name) => {
    expect(foreignError(name, [service(resource)])).toBeUndefined();
  });

  test.each([
    ['a Lambda function', 'lambda:invoke', 'DynamoDb.Busy'],
    ['a Lambda function, by whatever name', 'lambda:invoke', 'AWSLambda.Busy'],
    ['a service of which only letters are known', 'eks:call', 'AmazonEKS.Busy'],
    ['whoever has a token', 'sqs:sendMessage.waitForTaskToken', 'DynamoDb.Busy'],
    ['a worker', 'activity:Review', 'DynamoDb.Busy'],
    ['a placeholder', '${Service}:putItem', 'DynamoDb.Busy'],
    ['a name of no service', 'dynamodb:putItem', 'MyApp.Busy'],
    ['a name that only begins like one of AWS', 'dynamodb:putItem', 'AwsomeApp.Busy'],
    ['a name without a dot', 'dynamodb:putItem', 'Busy'],
    ['the connection of an HTTP task', 'http:invoke', 'Events.ConnectionResource.NotFound'],
    ['a service whose spelling is not known', 'aws-sdk:iotfleethub:listApplications', 'IoTFleetHub.ThrottlingException'],
  ])('leaves %s alone', (_, resource, name) => {
    expect(foreignError(name, [service(resource)])).toBeUndefined();
  });

  test('several tasks may each fail with their own', () => {
    const both = [service('dynamodb:putItem'), service('aws-sdk:dynamodb:query')];

    expect(foreignError('DynamoDB.Busy', both)).toBeUndefined();
    expect(foreignError('DynamoDb.Busy', both)).toBeUndefined();
    expect(foreignError('SQS.Busy', both)).toEqual({ begins: undefined, instead: undefined });
    expect(foreignError('SQS.Busy', [...both, service('lambda:invoke')])).toBeUndefined();
  });
});

const CHARGE = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'charge', Payload: { 'total.$': '$.total', 'order.$': '$.orderId' } },
  ResultSelector: { 'receipt.$': '$.Payload.receiptId' },
  ResultPath: '$.charge',
  Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 2 }],
  Next: 'Large?',
};

const PACK = {
  StartAt: 'Pack',
  States: {
    Pack: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:111111111111:function:pack', Next: 'Store' },
    Store: {
      Type: 'Task',
      Resource: 'arn:aws:states:::dynamodb:putItem',
      Parameters: { TableName: 'packages', Item: { id: { 'S.$': '$.packageId' } } },
      Catch: [{ ErrorEquals: ['DynamoDB.ConditionalCheckFailedException'], Next: 'Known' }],
      End: true,
    },
    Known: { Type: 'Succeed' },
  },
};

/** A machine with a Choice, a callback that may time out, a Map with paths of its own, and a compensation. */
export const orderMachine = {
  StartAt: 'Charge Card',
  States: {
    'Charge Card': CHARGE,
    'Large?': { Type: 'Choice', Choices: [{ Variable: '$.total', NumericGreaterThan: 100, Next: 'Ask Manager' }], Default: 'Ship' },
    'Ask Manager': {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      TimeoutSeconds: 3600,
      Parameters: { QueueUrl: 'q', MessageBody: { 'token.$': '$$.Task.Token' } },
      ResultPath: '$.approval',
      Catch: [{ ErrorEquals: ['States.Timeout'], ResultPath: null, Next: 'Refund Card' }],
      Next: 'Ship',
    },
    Ship: {
      Type: 'Map',
      ItemsPath: '$.items',
      ResultPath: null,
      ItemProcessor: PACK,
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Refund Card' }],
      End: true,
    },
    'Refund Card': {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'refund', Payload: { 'receipt.$': '$.charge.receipt' } },
      ResultPath: null,
      Next: 'Reject',
    },
    Reject: { Type: 'Fail', Error: 'Rejected' },
  },
};

/** A definition with every kind of state and of edge, for tests of pictures. */
export const ORDERS = {
  Comment: 'Takes orders, and ships them',
  StartAt: 'Charge',
  States: {
    Charge: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'arn:aws:lambda:eu-west-1:111111111111:function:charge-card:live', 'Payload.$': '$' },
      Retry: [{ ErrorEquals: ['States.Timeout', 'Busy'], MaxAttempts: 2 }, { ErrorEquals: ['States.ALL'] }],
      Catch: [{ ErrorEquals: ['CardDeclined'], Next: 'Give Up' }],
      Next: 'Large?',
    },
    'Large?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.total', NumericGreaterThan: 1000, Next: 'Cool Down' }],
      Default: 'Prepare',
    },
    'Cool Down': { Type: 'Wait', Seconds: 5400, Next: 'Large?' },
    Prepare: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Pack', States: { Pack: { Type: 'Pass', End: true } } },
        { StartAt: 'Label', States: { Label: { Type: 'Task', Resource: 'arn:aws:states:::ecs:runTask.sync', End: true } } },
      ],
      Next: 'Ship Items',
    },
    'Ship Items': {
      Type: 'Map',
      MaxConcurrency: 5,
      ItemProcessor: {
        StartAt: 'Ship',
        States: { Ship: { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:sqs:sendMessage.waitForTaskToken', End: true } },
      },
      Next: 'Done',
    },
    'Give Up': { Type: 'Fail', Error: 'OrderRejected' },
    Done: { Type: 'Succeed' },
  },
};

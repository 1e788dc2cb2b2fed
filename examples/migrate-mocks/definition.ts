/** The workflow of all tests here: asks for a price, waits a day when it is too high, and asks again. */
export const definition = {
  StartAt: 'Ask Price',
  States: {
    'Ask Price': {
      Type: 'Task',
      Resource: 'arn:aws:lambda:us-east-1:111111111111:function:price',
      Retry: [{ ErrorEquals: ['Lambda.ServiceException'], IntervalSeconds: 30, MaxAttempts: 2 }],
      Next: 'Cheap?',
    },
    'Cheap?': { Type: 'Choice', Choices: [{ Variable: '$.price', NumericLessThanEquals: 10, Next: 'Buy' }], Default: 'A Day' },
    'A Day': { Type: 'Wait', Seconds: 86_400, Next: 'Ask Price' },
    Buy: { Type: 'Succeed' },
  },
};

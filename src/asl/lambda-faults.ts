/** The faults of Lambda itself that aws-cdk-lib retries for every function it invokes, unless `retryOnServiceExceptions` is false; older versions without the first. */
export const LAMBDA_FAULTS = [
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
] as const;

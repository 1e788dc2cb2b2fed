/** The hint of every sentence about a history that cannot be used. */
export const FETCH =
  'fetch it whole: `aws stepfunctions get-execution-history --execution-arn ARN --include-execution-data`, without --max-items.';

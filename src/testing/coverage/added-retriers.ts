import { isJsonObject, type JsonValue, LAMBDA_FAULTS } from '../../asl';

/** True for the retrier that the CDK adds to each `LambdaInvoke` by itself: nobody of the project wrote it. */
export function isAddedByCdk(retrier: JsonValue | undefined): boolean {
  if (!isJsonObject(retrier)) return false;
  const { ErrorEquals: names, IntervalSeconds, MaxAttempts, BackoffRate, ...others } = retrier;
  if (!Array.isArray(names) || IntervalSeconds !== 2 || MaxAttempts !== 6 || BackoffRate !== 2 || Object.keys(others).length > 0)
    return false;
  const written = JSON.stringify(names);
  return written === JSON.stringify(LAMBDA_FAULTS) || written === JSON.stringify(LAMBDA_FAULTS.slice(1));
}

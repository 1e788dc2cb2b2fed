import type { JsonValue } from '../../../asl';
import { jsonFrom } from '../../../asl';
import type { ExecutionStatus } from '../../../interpreter';
import { UsageError } from '../../usage-error';
import type { DescribedExecution } from '../step-functions';

/** How an execution on AWS ended. */
export interface DeployedOutcome {
  readonly status: ExecutionStatus;
  readonly output?: JsonValue;
  readonly error?: string;
  readonly cause?: string;
}

const ENDS: ReadonlySet<string> = new Set<ExecutionStatus>(['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']);

/** How an execution ended, undefined while it runs. Throws a usage error when AWS leaves its output out. */
export function outcomeOf({ executionArn, status, output, outputDetails, error, cause }: DescribedExecution): DeployedOutcome | undefined {
  if (status === undefined || !ENDS.has(status)) return undefined;
  if (status === 'SUCCEEDED' && output === undefined)
    throw new UsageError(
      `AWS does not give the output of ${executionArn}${outputDetails?.included === false ? ': it was left out' : ''}.`,
      'check that the role may read execution data.',
    );
  return {
    status: status as ExecutionStatus,
    ...(output === undefined ? {} : { output: jsonFrom(output) }),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  };
}

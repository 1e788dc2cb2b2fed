import { UsageError } from '../usage-error';

/** The expressions of an execution took more work than a test can wait for: AWS has a bound for each evaluation, and none for all together. */
export function tooMuchWork(state: string): UsageError {
  return new UsageError(
    `State "${state}": the expressions of this execution have taken a billion steps, which Drystep does not go beyond; on AWS it would go on.`,
    'run it with less data, or make the expression cheaper: drystep estimate counts how often each state runs.',
  );
}

/** The expressions of an execution made more than a process can hold: the history of an execution on AWS may well be as large. */
export function tooMuchData(state: string): UsageError {
  return new UsageError(
    `State "${state}": the expressions of this execution have made 512 MiB of data, which Drystep does not go beyond; on AWS it would go on.`,
    'run it with less data: fewer items, or shorter texts.',
  );
}

/** Distributed Maps started more children than a process can hold. */
export function tooManyChildren(map: string): UsageError {
  return new UsageError(
    `State "${map}": the distributed Maps of this execution have started 500,000 child executions, more than Drystep can hold; on AWS it would go on.`,
    'run it with fewer items, for instance with "MaxItems" in the ReaderConfig.',
  );
}

import { QUOTAS } from '../asl';

/** AWS's texts for what the interpreter itself finds wrong, with the values filled in. */

/** Lead of every error found while a state was being executed. */
export function whileExecuting(state: string, enteredEvent: number, detail: string): string {
  return `An error occurred while executing the state '${state}' (entered at the event id #${enteredEvent}). ${detail}`;
}

export const invalidPath = (path: string, why: string): string => `Invalid path '${path}' : ${why}`;

export const resultTooLarge = (what: string): string =>
  `The state/task '${what}' returned a result with a size exceeding the maximum number of bytes service limit.`;

export const parametersTooLarge = (what: string): string =>
  `The state/task '${what}' provided parameters with a size exceeding the maximum number of bytes service limit.`;

export const historyFull = (limit: number): string => `The execution reached the maximum number of history events (${limit}).`;

/** An execution whose machine was deleted while it ran (AWS re:Post, "stuck in DELETING"). */
export const machineDeleted = (name: string): string => `State machine ${name} has been deleted.`;

/** Why the service stops what a task waits for with `.sync`, once it waits no longer. */
export const managingTaskAborted = (execution: string): string =>
  `The Task state in AWS Step Functions execution [${execution}] which was managing this resource was aborted`;

export const activityMissing = (arn: string): string => `The activity ${arn} does not exist.`;

export const noNextState = (): string => 'Failed to transition out of the state. The state does not point to a next state.';

export const secondsMissing = (path: string): string => `The SecondsPath parameter does not reference an input value: ${path}`;

export const secondsNegative = (path: string, value: string): string =>
  `The SecondsPath parameter references a negative value: ${path} == ${value}`;

export const secondsNotLong = (path: string, value: string): string =>
  `The SecondsPath parameter cannot be parsed as a long value: ${path} == ${value}`;

/** Not recorded: worded as a negative value is. */
export const secondsTooLarge = (path: string, value: string, most: number): string =>
  `The SecondsPath parameter references a value greater than ${most}: ${path} == ${value}`;

/** What an expression gives for a number of seconds: measured on AWS for TimeoutSeconds (tiny-asl-machine). */
export const fieldNotInteger = (field: string, value: string): string => `The ${field} field cannot be parsed as an integer: ${value}`;

/** Measured as the text above. */
export const fieldOutOfRange = (field: string, value: string): string =>
  `${field} must be between 0 and ${QUOTAS.largestCount} but was: ${value}`;

export const timestampMissing = (path: string): string => `The TimestampPath parameter does not reference an input value: ${path}`;

export const timestampPathInvalid = (path: string, value: string): string =>
  `The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: ${path} == ${value}`;

export const timestampInvalid = (value: string): string =>
  `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${value}`;

/** Of a Map without `"Mode": "DISTRIBUTED"`, which the service takes when it is created. */
export const notForInlineMaps = (): string => 'The ItemReader, ItemBatcher and ResultWriter fields are not supported for INLINE maps';

export const mapInputNotArray = (value: string): string => `Map state input must be an array but was: ${value}`;

export const notAnInteger = (field: string, value: string, path: string): string =>
  `The ${field} field refers to value "${value}" which is not a valid integer: ${path}`;

export const notAFloat = (field: string, value: string, path: string): string =>
  `The ${field} field refers to value "${value}" which is not a valid float: ${path}`;

export const percentageOutOfRange = (field: string): string => `${field} must be between 0 and 100.`;

/** Not recorded: worded as the limits of tolerated failures are. */
export const mustBePositive = (field: string): string => `${field} must be a positive integer.`;

/** Not recorded. */
export const mustBeString = (field: string, value: string): string =>
  `The ${field} field refers to value "${value}" which is not a string.`;

/** LocalStack, which compares itself with the service, has both word for word. */
export const negativeNumber = (field: string, value: string): string =>
  field === 'MaxConcurrency' ? `Expected non-negative integer for ${field}, got '${value}' instead.` : `${field} cannot be negative.`;

/** Not recorded. */
export const tooManyRedrives = (most: number): string => `The Map Run exceeded the maximum number of redrives (${most}).`;

export const toleranceExceeded = (): string => 'The specified tolerated failure threshold was exceeded';

export const requestUnusable = (parameters: string, problems: readonly string[]): string =>
  `The Parameters '${parameters}' could not be used to start the Task: [${problems.join(', ')}]`;

export const fieldNotSupported = (field: string): string => `The field "${field}" is not supported by Step Functions`;

export const choicePathInvalid = (path: string): string =>
  `Invalid path '${path}': The choice state's condition path references an invalid value.`;

export const itemsPathNotArray = (path: string): string => `Reference path "${path}" must point to array.`;

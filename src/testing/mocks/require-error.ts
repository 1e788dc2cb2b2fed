import { misspeltError, WILDCARD_ERROR } from '../../asl';
import { requireText } from '../../interpreter';
import { UsageError } from '../usage-error';
import { requireErrorName } from './require-error-name';

/** Throws a usage error for what is not the name of an error that may occur. */
export function requireError(who: string, method: string, error: unknown, cause: unknown): void {
  requireErrorName(who, method, error);
  requireText(`${who}: ${method}, the cause`, cause);
  if (error === WILDCARD_ERROR)
    throw new UsageError(
      `${who}: ${method} expected the name of an error, received "${error}", which only matches errors.`,
      "name the error that the task fails with, such as 'OrderRejected'.",
    );
  const meant = misspeltError(error as string);
  if (meant !== undefined)
    throw new UsageError(`${who}: ${method} received "${error}", and AWS has no error of that name.`, `did you mean "${meant}"?`);
}

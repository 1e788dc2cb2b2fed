import { requireText } from '../../interpreter';
import { requireRealError } from '../require-real-error';
import { requireErrorName } from './require-error-name';

/** Throws a usage error for what is not the name of an error that may occur. */
export function requireError(who: string, method: string, error: unknown, cause: unknown): void {
  requireErrorName(who, method, error);
  requireText(`${who}: ${method}, the cause`, cause);
  requireRealError(
    `${who}: ${method} expected the name of an error,`,
    error as string,
    "name the error that the task fails with, such as 'OrderRejected'.",
  );
}

import { isUsageError as hasBrand } from '../usage-error';
import { lookAt } from './failing-its-test';

/** Tells a usage error, of any loaded copy of the package, from other errors. A test that asks has looked at the error. */
export function isUsageError(error: unknown): error is Error {
  if (!hasBrand(error)) return false;
  lookAt(error);
  return true;
}

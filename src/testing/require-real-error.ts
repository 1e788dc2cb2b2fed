import { misspeltError, WILDCARD_ERROR } from '../asl';
import { UsageError } from './usage-error';

/** Throws a usage error for a name that nothing fails with: what retriers and catchers match all errors by, and misspelt names of AWS's own. */
export function requireRealError(refused: string, error: string, hint: string): void {
  if (error === WILDCARD_ERROR)
    throw new UsageError(`${refused} received "${error}", which only matches errors: nothing fails with it.`, hint);
  const meant = misspeltError(error);
  if (meant !== undefined)
    throw new UsageError(`${refused} received "${error}", and AWS has no error of that name.`, `did you mean "${meant}"?`);
}

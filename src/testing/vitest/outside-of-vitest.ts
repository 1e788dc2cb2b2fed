import { UsageError } from '../index';

/** Why the entry cannot help where another runner imports it: its hooks have the names of vitest's, and are called with something else. */
export function outsideOfVitest(): UsageError {
  return new UsageError(
    'drystep/vitest was imported outside of vitest.',
    "put 'drystep/vitest' into setupFiles of the vitest configuration; in jest it is 'drystep/jest'.",
  );
}

import { UsageError } from '../index';

/** What jest's module gives, once tests can be written with it. Throws a usage error where jest has not come that far. */
export function readyFunctions<Given extends { readonly expect?: unknown }>(given: Given): Given {
  if (given.expect !== undefined) return given;
  throw new UsageError(
    'drystep/jest was loaded before the functions of jest were there.',
    "put 'drystep/jest' into setupFilesAfterEnv instead of setupFiles.",
  );
}

import { UsageError } from '../index';

/** Why the entry cannot help where another runner imports it: its hooks have the names of vitest's, and are called with something else. */
export function outsideOfVitest(): UsageError {
  return new UsageError(
    'drystep/vitest was imported outside of vitest.',
    "put 'drystep/vitest' into setupFiles of the vitest configuration; in jest it is 'drystep/jest'.",
  );
}

/** The error for a configuration of vitest that names the entry where vitest wants a function, such as globalSetup. */
export function namedElsewhere(): UsageError {
  return new UsageError(
    'drystep/vitest is named where the configuration of vitest wants something else.',
    "put 'drystep/vitest' into setupFiles for matchers and mocks, and into reporters for coverage; globalSetup and the like do without it.",
  );
}

import { UsageError } from '../index';

/** The error for a configuration of jest that names the entry where jest wants something else: globalSetup, testEnvironment, runner … */
export function namedElsewhere(): UsageError {
  return new UsageError(
    'drystep/jest is named where the configuration of jest wants something else.',
    "put 'drystep/jest' into setupFilesAfterEnv for matchers and mocks, and into reporters for coverage; globalSetup, testEnvironment, runner and the like do without it.",
  );
}

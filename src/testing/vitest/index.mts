import { afterAll, afterEach, beforeEach, expect } from 'vitest';
import type { ExecutionMatchers } from '../expectations/execution-matchers.js';
import { installHarness, type Runner } from '../install-harness.js';

export type { ExecutionMatchers } from '../expectations/execution-matchers.js';

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: declarations merge under the same parameters only, and these are vitest's.
  interface Matchers<T = any> extends ExecutionMatchers<void> {}
}

// Before 3.2 vitest had no such place, and what it re-exports cannot be added to.
declare module '@vitest/expect' {
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  interface Assertion<T = any> extends ExecutionMatchers<void> {}
}

installHarness({ expect, beforeEach, afterEach, afterAll } as unknown as Runner);

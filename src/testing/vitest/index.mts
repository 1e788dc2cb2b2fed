import { afterAll, afterEach, beforeEach, expect } from 'vitest';
import type { ExecutionMatchers } from '../expectations/execution-matchers.js';
import { installHarness, type Runner } from '../install-harness.js';

export type { ExecutionMatchers } from '../expectations/execution-matchers.js';

declare module 'vitest' {
  interface Assertion<T> extends ExecutionMatchers<void> {}
}

installHarness({ expect, beforeEach, afterEach, afterAll } as unknown as Runner);

import type {} from 'vitest';
import type { ExecutionMatchers } from '../expectations/execution-matchers.js';
import { installHarness, refusingCalls } from '../index.js';
import { CoverageReporter } from './coverage-reporter.js';
import { suitesOf } from './describe-blocks.js';
import { namedElsewhere, outsideOfVitest } from './outside-of-vitest.js';
import { type VitestFunctions, vitestRunner } from './vitest-runner.js';

export type { CoverageLevels, CoverageThresholds } from '../coverage/thresholds.js';
export type { ExecutionMatchers } from '../expectations/execution-matchers.js';
export type { CoverageReporterOptions } from '../report/coverage-run.js';

const reporter = refusingCalls(CoverageReporter, namedElsewhere);

// biome-ignore lint/style/noDefaultExport: vitest takes a reporter from the default export of what `reporters` names.
export { CoverageReporter, reporter as default };

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: declarations merge under the same parameters only, and these are vitest's.
  interface Matchers<T = any> extends ExecutionMatchers<void> {}
}

// Before 3.2 vitest had no such place, and what it re-exports cannot be added to.
declare module '@vitest/expect' {
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  interface Assertion<T = any> extends ExecutionMatchers<void> {}
}

// Vitest's own process loads reporters: it has no tests to help with, and before version 4 vitest refuses to be imported there.
if ('__vitest_worker__' in globalThis) {
  const { afterAll, afterEach, beforeAll, beforeEach, expect, ...more } = await import('vitest');
  const suites = await suitesOf(more, () => import('vitest/suite'));
  installHarness(vitestRunner({ expect, beforeAll, beforeEach, afterEach, afterAll } as unknown as VitestFunctions, suites));
} else if ('beforeEach' in globalThis) throw outsideOfVitest();

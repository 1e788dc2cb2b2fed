import { installHarness, UsageError } from '../index';
import { suitesOf } from './describe-blocks';
import { outsideOfVitest } from './outside-of-vitest';
import { type VitestFunctions, vitestRunner } from './vitest-runner';

export type { CoverageLevels, CoverageThresholds } from '../coverage/thresholds';
export type { CoverageReporterOptions } from '../report/coverage-run';
// Its declarations teach vitest's own `expect` the matchers. From CommonJS they would reach vitest's file for `require`, which passes on another one's.
export type { ExecutionMatchers } from './index.mjs' with { 'resolution-mode': 'import' };

if (!('__vitest_worker__' in globalThis)) throw outsideOfVitest();

// Vitest refuses `require`: a CommonJS setup file finds it among the globals. ES modules get index.mts.
const globals = globalThis as unknown as Partial<VitestFunctions>;
if (globals.expect === undefined || globals.beforeEach === undefined) {
  throw new UsageError(
    'drystep/vitest was required where vitest is not global.',
    "put 'drystep/vitest' into setupFiles, or set globals: true.",
  );
}
// A module that is required can import one that vitest lets nobody require.
const suites = import('vitest').then((vitest) => suitesOf(vitest, () => import('vitest/suite')));
installHarness(vitestRunner(globals as VitestFunctions, suites));

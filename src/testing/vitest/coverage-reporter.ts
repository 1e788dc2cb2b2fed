import { type CoverageReporterOptions, type CoverageRun, coverageRun } from '../coverage/coverage-run';
import type { RunnerShard } from '../coverage/shard';

/**
 * Reporter for vitest, as the one for jest: counts what the executions of the harness reached in their machines, over all test files and workers.
 * Prints a table, writes `lcov.info`, `coverage.json` and the definitions, and fails the run below the thresholds. Under `--shard` it writes a file for the
 * run that merges.
 *
 * @example reporters: ['default', ['drystep/vitest', { thresholds: { global: { transitions: 100 } } }]]
 */
export class CoverageReporter {
  private run: CoverageRun | undefined;

  constructor(private readonly options: CoverageReporterOptions = {}) {}

  /** Before any worker starts, so that they inherit what it says. */
  onInit(vitest: { readonly config: { readonly root: string; readonly shard?: RunnerShard } }): void {
    this.run = coverageRun(vitest.config.root, this.options, vitest.config.shard);
  }

  onTestRunStart(): void {
    this.run?.begin();
  }

  onTestRunEnd(): void {
    const { texts = [], failure } = this.run?.end() ?? {};
    for (const text of texts) process.stderr.write(`\n${text}\n`);
    // Vitest has no other way for a reporter to fail a run.
    if (failure !== undefined) process.exitCode = 1;
  }
}

import { type CoverageReporterOptions, type CoverageRun, coverageRun } from '../coverage/coverage-run';

/**
 * Reporter for jest: counts what the executions of the harness reached in their machines, over all test files and workers. Prints a table, writes
 * `lcov.info`, `coverage.json` and the definitions, and fails the run below the thresholds. Under `--shard` it writes a file for the run that merges.
 *
 * @example reporters: ['default', ['drystep/jest', { thresholds: { global: { transitions: 100 } } }]]
 */
export class CoverageReporter {
  private readonly run: CoverageRun;
  private error: Error | undefined;

  constructor(
    globalConfig: { readonly rootDir: string; readonly shard?: { readonly shardIndex: number; readonly shardCount: number } },
    options: CoverageReporterOptions = {},
  ) {
    const { rootDir, shard } = globalConfig;
    this.run = coverageRun(rootDir, options, shard && { index: shard.shardIndex, count: shard.shardCount });
  }

  onRunStart(): void {
    this.run.begin();
  }

  onRunComplete(): void {
    const { texts, failure } = this.run.end();
    for (const text of texts) process.stderr.write(`\n${text}\n`);
    if (failure !== undefined) this.error = new Error(failure);
  }

  /** What makes jest end with 1. */
  getLastError(): Error | undefined {
    return this.error;
  }
}

import { type CoverageReporterOptions, type CoverageRun, coverageRun, type EndedTest, type JestSelection, jestPart } from '../index';
import { namedElsewhere } from './named-elsewhere';

/** The results of a test file, as far as they are read. @internal */
export interface JestTestResult {
  readonly testFilePath: string;
  readonly testResults: readonly { readonly fullName: string; readonly status: string; readonly failureMessages: readonly string[] }[];
}

/**
 * Reporter for jest: counts what the executions of the harness reached in their machines, over all test files and workers. Prints a table, writes
 * `lcov.info`, `coverage.json` and the definitions, and fails the run below the thresholds. Under `--shard` it writes a file for the run that merges.
 *
 * @example reporters: ['default', ['drystep/jest', { thresholds: { global: { transitions: 100 } } }]]
 */
export class CoverageReporter {
  private readonly run: CoverageRun;
  private error: Error | undefined;
  private tests: EndedTest[] = [];

  constructor(
    private readonly globalConfig: {
      readonly rootDir: string;
      readonly shard?: { readonly shardIndex: number; readonly shardCount: number };
    },
    options: CoverageReporterOptions = {},
  ) {
    const { rootDir, shard } = globalConfig;
    // An environment is given a configuration in place of jest's own, and a runner gets what it runs as second.
    if (typeof rootDir !== 'string' || 'changedFiles' in options) throw namedElsewhere();
    this.run = coverageRun(rootDir, options, shard && { index: shard.shardIndex, count: shard.shardCount });
  }

  onRunStart(): void {
    this.run.begin(jestPart(this.globalConfig as JestSelection, process.argv));
  }

  /** Notes how the tests of a file ended. @internal */
  onTestResult(_test: unknown, { testFilePath, testResults }: JestTestResult): void {
    for (const { fullName, status, failureMessages } of testResults) {
      const ended = status === 'passed' || status === 'failed' ? status : 'skipped';
      this.tests.push({ file: testFilePath, name: fullName, status: ended, messages: failureMessages });
    }
  }

  onRunComplete(): void {
    const { texts, failure } = this.run.end(this.tests);
    this.tests = [];
    for (const text of texts) process.stderr.write(`\n${text}\n`);
    if (failure !== undefined) this.error = new Error(failure);
  }

  /** What makes jest exit with 1. */
  getLastError(): Error | undefined {
    return this.error;
  }
}

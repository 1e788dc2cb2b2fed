import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { COVERAGE_FOLDER } from '../coverage/collector';
import { mergeParts, readParts } from '../coverage/parts';
import { writeReports } from '../coverage/report';
import { coverageTable } from '../coverage/text-table';
import { type CoverageThresholds, missedThresholds } from '../coverage/thresholds';

/** Options of the coverage reporter, as jest's configuration gives them. */
export interface CoverageReporterOptions {
  /** Where reports go, from the root of the project. @default 'coverage/drystep' */
  readonly folder?: string;
  /** What must be reached, or the run fails. @default nothing */
  readonly thresholds?: CoverageThresholds;
  /** Whether the table is printed. @default true */
  readonly text?: boolean;
}

/**
 * Reporter for jest: counts what the executions of the harness reached in their machines, over all test files and workers. Prints a table, writes
 * `lcov.info`, `coverage.json` and the definitions, and fails the run below the thresholds.
 *
 * @example reporters: ['default', ['drystep/jest', { thresholds: { global: { transitions: 100 } } }]]
 */
export class CoverageReporter {
  private readonly folder: string;
  private readonly parts: string;
  private error: Error | undefined;

  constructor(
    globalConfig: { readonly rootDir: string },
    private readonly options: CoverageReporterOptions = {},
  ) {
    this.folder = resolve(globalConfig.rootDir, options.folder ?? 'coverage/drystep');
    this.parts = join(this.folder, '.parts');
    // Workers inherit it: they start when the reporters exist.
    process.env[COVERAGE_FOLDER] = this.parts;
  }

  onRunStart(): void {
    rmSync(this.parts, { recursive: true, force: true });
  }

  onRunComplete(): void {
    try {
      const machines = mergeParts(readParts(this.parts));
      rmSync(this.parts, { recursive: true, force: true });
      const { thresholds = {}, text = true } = this.options;
      if (machines.length === 0) {
        this.tell(
          "Coverage of state machines: no execution was recorded. Put 'drystep/jest' into setupFilesAfterEnv as well.",
          Object.keys(thresholds).length > 0,
        );
        return;
      }
      writeReports(machines, this.folder);
      if (text) this.tell(coverageTable(machines));
      const missed = missedThresholds(thresholds, machines);
      if (missed.length > 0) this.tell(missed.join('\n'), true);
    } catch (thrown) {
      this.tell((thrown as Error).message, true);
    }
  }

  /** What makes jest end with 1. */
  getLastError(): Error | undefined {
    return this.error;
  }

  private tell(text: string, failure = false): void {
    process.stderr.write(`\n${text}\n`);
    if (failure) this.error = new Error(text);
  }
}

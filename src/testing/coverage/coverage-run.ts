import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { kinds, type OptionTable } from '../../asl';
import { requireOptions } from '../require-options';
import { COVERAGE_FOLDER } from './collector';
import { mergeParts, readParts } from './parts';
import { writeReports } from './report';
import { coverageTable } from './text-table';
import { type CoverageThresholds, missedThresholds, THRESHOLDS } from './thresholds';

/** Options of the coverage reporter, as the runner's configuration gives them. */
export interface CoverageReporterOptions {
  /** Where reports go, from the root of the project. @default 'coverage/drystep' */
  readonly folder?: string;
  /** What must be reached, or the run fails. @default nothing */
  readonly thresholds?: CoverageThresholds;
  /** Whether the table is printed. @default true */
  readonly text?: boolean;
  /** Whether the retrier counts that the CDK adds to each `LambdaInvoke` by itself. @default false */
  readonly addedRetriers?: boolean;
}

const OPTIONS: OptionTable<CoverageReporterOptions> = {
  folder: kinds.name,
  thresholds: THRESHOLDS,
  text: kinds.flag,
  addedRetriers: kinds.flag,
};

/** What a reporter tells at the end of a run. */
export interface CoverageOutcome {
  /** To be printed, in this order. */
  readonly texts: readonly string[];
  /** Why the run fails; undefined when it does not. */
  readonly failure: string | undefined;
}

/** Coverage of one run of a runner, over all its test files and workers. */
export interface CoverageRun {
  /** Forgets what a run before left. */
  begin(): void;
  /** Puts together what test files left, writes the reports and compares with the thresholds. */
  end(): CoverageOutcome;
}

/** Has test files leave what their executions reach, and gives the run that puts it together. Workers that start from here on take part. */
export function coverageRun(root: string, options: CoverageReporterOptions): CoverageRun {
  requireOptions('The coverage reporter', options, OPTIONS);
  const folder = resolve(root, options.folder ?? 'coverage/drystep');
  const parts = join(folder, '.parts');
  const { thresholds = {}, text = true, addedRetriers = false } = options;
  process.env[COVERAGE_FOLDER] = parts;
  const clear = () => rmSync(parts, { recursive: true, force: true });
  const told = (texts: readonly string[], failure?: string): CoverageOutcome => ({ texts, failure });
  return {
    begin: clear,
    end: () => {
      try {
        const machines = mergeParts(readParts(parts), { addedRetriers });
        clear();
        if (machines.length === 0) {
          const nothing = 'Coverage of state machines: no test file of this run executed a machine of testMachine().';
          return told([nothing], Object.keys(thresholds).length > 0 ? nothing : undefined);
        }
        writeReports(machines, folder);
        const missed = missedThresholds(thresholds, machines).join('\n');
        return told([...(text ? [coverageTable(machines)] : []), ...(missed === '' ? [] : [missed])], missed === '' ? undefined : missed);
      } catch (thrown) {
        const { message } = thrown as Error;
        return told([message], message);
      }
    },
  };
}

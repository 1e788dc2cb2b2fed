import type { CoverageReporterOptions } from '../report/coverage-run';
import { UsageError } from '../usage-error';
import { jsonContent } from './json-content';
import { matchingFiles, shownPath } from './matching-files';
import { shardsToMerge } from './merge-shards';
import { type CoveragePart, type MachineCoverage, mergeParts } from './parts';
import { isReport, reportParts } from './read-report';
import { coverageData, writeReports } from './report';
import { coverageTable } from './text-table';
import { idleThresholds, missedThresholds } from './thresholds';

/** What several runs, or all shards of one, reached together. */
export interface MergedCoverage {
  /** Every machine with what a suite may reach of it, and how often it did. */
  readonly machines: readonly MachineCoverage[];
  /** A sentence for each threshold that was not reached. */
  readonly missed: readonly string[];
  /** A sentence for each threshold that judged nothing, since no machine has what it is about. */
  readonly idle: readonly string[];
  /** Writes `coverage.json`, `lcov.info` and the definitions whose lines are counted into a folder, as the reporters do. */
  write(folder: string): void;
  /** What `coverage.json` holds. */
  toJSON(): object;
  /** The table that the reporters print, and what was not reached. */
  toString(): string;
}

/**
 * Puts together what shards of a run left, and `coverage.json` of whole runs. Throws a usage error for a file that is neither, for shards that are not one whole run, and for
 * thresholds of what is not there.
 *
 * @param files paths, or patterns with `*` and `**`, from the current folder
 * @param options those of the reporter that hold for a merge
 */
export function mergeCoverage(
  files: readonly string[],
  { thresholds = {}, addedRetriers = false, run }: Pick<CoverageReporterOptions, 'thresholds' | 'addedRetriers' | 'run'>,
): MergedCoverage {
  const machines = mergeParts(partsOf(files, run), { addedRetriers });
  return {
    machines,
    missed: missedThresholds(thresholds, machines),
    idle: idleThresholds(thresholds, machines),
    write: (folder) => writeReports(machines, folder),
    toJSON: () => coverageData(machines),
    toString: () => (machines.length === 0 ? 'No test executed a state machine.' : coverageTable(machines)),
  };
}

function partsOf(patterns: readonly string[], run: string | undefined): CoveragePart[] {
  const root = process.cwd();
  const paths = new Set(
    patterns.flatMap((pattern) => {
      const found = matchingFiles(root, pattern);
      if (found.length > 0) return found;
      throw new UsageError(
        `Merging coverage: no file fits ${JSON.stringify(pattern)}.`,
        'name coverage.json of a run, or the files of its shards.',
      );
    }),
  );
  const shards: string[] = [];
  const parts = [...paths].flatMap((path) => {
    const content = jsonContent(path);
    if (isReport(content)) return reportParts(content, shownPath(root, path));
    shards.push(path);
    return [];
  });
  return [...parts, ...shardsToMerge(root, shards, run).flatMap(({ machines }) => machines)];
}

import type { CoverageReporterOptions } from '../report/coverage-run';
import { UsageError } from '../usage-error';
import { jsonContent } from './json-content';
import { matchingFiles, shownPath } from './matching-files';
import { shardsToMerge } from './merge-shards';
import { type CoveragePart, type MachineCoverage, mergeParts } from './parts';
import { isReport, readReport } from './read-report';
import { coverageData, writeReports } from './report';
import { joinedPart, partText, type RunPart } from './run-part';
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
  /** A sentence where a run or a shard ran only a part of its tests; undefined otherwise. No threshold is judged where changed files decided what ran. */
  readonly part: string | undefined;
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
  const { reached, part } = readRuns(files, run);
  const machines = mergeParts(reached, { addedRetriers });
  const judged = part?.byChange === true ? {} : thresholds;
  const empty = machines.length === 0 && Object.keys(judged).length > 0;
  return {
    machines,
    missed: empty ? [NOTHING] : missedThresholds(judged, machines),
    idle: empty ? [] : idleThresholds(judged, machines),
    part: part && partText(part, Object.keys(thresholds).length > 0),
    write: (folder) => writeReports(machines, folder, part),
    toJSON: () => coverageData(machines, part),
    toString: () => (machines.length === 0 ? 'No test executed a state machine.' : coverageTable(machines)),
  };
}

const NOTHING = 'Coverage of state machines: no test executed a machine of testMachine(), so that no threshold is reached.';

function readRuns(
  patterns: readonly string[],
  run: string | undefined,
): { readonly reached: readonly CoveragePart[]; readonly part: RunPart | undefined } {
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
  const others: string[] = [];
  const reports = [...paths].flatMap((path) => {
    const content = jsonContent(path);
    if (isReport(content)) return [readReport(content, shownPath(root, path))];
    others.push(path);
    return [];
  });
  const runs = [...reports, ...shardsToMerge(root, others, run)];
  return { reached: runs.flatMap(({ machines }) => machines), part: joinedPart(runs.map(({ part }) => part)) };
}

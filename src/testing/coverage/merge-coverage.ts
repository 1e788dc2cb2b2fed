import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { exactMethods, kinds, type OptionTable, parseJson, requireArguments } from '../../asl';
import { ANY_OPTIONS } from '../parameters';
import type { CoverageReporterOptions } from '../report/coverage-run';
import { requireOptions } from '../require-options';
import { UsageError } from '../usage-error';
import { matchingFiles, shownPath } from './matching-files';
import { shardsToMerge } from './merge-shards';
import { type CoveragePart, type MachineCoverage, mergeParts } from './parts';
import { isReport, reportParts } from './read-report';
import { jsonReport, writeReports } from './report';
import { coverageTable } from './text-table';
import { missedThresholds, THRESHOLDS } from './thresholds';

const OPTIONS: OptionTable<Pick<CoverageReporterOptions, 'thresholds' | 'addedRetriers' | 'run'>> = {
  thresholds: THRESHOLDS,
  addedRetriers: kinds.flag,
  run: kinds.name,
};

/** What several runs, or all shards of one, reached together. */
export interface MergedCoverage {
  /** Every machine with what a suite may reach of it, and how often it did. */
  readonly machines: readonly MachineCoverage[];
  /** A sentence for each threshold that was not reached. */
  readonly missed: readonly string[];
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
 * @example const { missed } = mergeCoverage(['coverage/drystep/shards/*.json'], { thresholds: { global: { states: 100 } } });
 */
export function mergeCoverage(
  files: readonly string[],
  options: Pick<CoverageReporterOptions, 'thresholds' | 'addedRetriers' | 'run'> = {},
): MergedCoverage {
  const list = { name: 'the files', kind: kinds.listOf(kinds.name), hint: "pass a list of paths: ['coverage/drystep/coverage.json']." };
  requireArguments('mergeCoverage()', arguments, list, { ...ANY_OPTIONS, optional: true });
  requireOptions('mergeCoverage()', options, OPTIONS);
  const { thresholds = {}, addedRetriers = false, run } = options;
  const machines = mergeParts(partsOf(files, run), { addedRetriers });
  const merged: MergedCoverage = {
    machines,
    missed: missedThresholds(thresholds, machines),
    write: (folder) => {
      requireArguments('write()', [folder], { name: 'the folder', kind: kinds.name });
      writeReports(machines, resolve(folder));
    },
    toJSON: () => jsonReport(machines),
    toString: () => (machines.length === 0 ? 'No test executed a state machine.' : coverageTable(machines)),
  };
  return exactMethods(merged, '', { write: 1, toJSON: 1 });
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
    const content = contentOf(path);
    if (isReport(content)) return reportParts(content, shownPath(root, path));
    shards.push(path);
    return [];
  });
  return [...parts, ...shardsToMerge(root, shards, run).flatMap(({ machines }) => machines)];
}

function contentOf(path: string): unknown {
  try {
    return parseJson(readFileSync(path, 'utf8'));
  } catch {
    // Whoever reads it as a shard says what it is.
    return undefined;
  }
}

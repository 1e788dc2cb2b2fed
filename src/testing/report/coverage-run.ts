import { resolve } from 'node:path';
import { errorText, kinds, type OptionTable } from '../../asl';
import { COVERAGE_FOLDER } from '../coverage/collector';
import { shardsToMerge } from '../coverage/merge-shards';
import { readParts } from '../coverage/parts';
import { removeReports } from '../coverage/report';
import { runFolder } from '../coverage/run-folder';
import { type CoverageOutcome, shardOutcome, wholeOutcome } from '../coverage/run-outcome';
import { joinedPart, partText, type RunPart } from '../coverage/run-part';
import { type RunnerShard, SHARDS_FOLDER, shardOf } from '../coverage/shard';
import { removeEarlierShards } from '../coverage/shard-files';
import { type CoverageThresholds, THRESHOLDS } from '../coverage/thresholds';
import { requireOptions } from '../require-options';
import { UsageError } from '../usage-error';
import type { EndedTest } from './ended-tests';
import type { KeptRuns } from './kept-report';
import { pageRun } from './page-run';

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
  /**
   * Files that shards wrote, from the root of the project, with `*` and `**`: `['coverage/drystep/shards/*.json']`. They are added to what this run reached,
   * and thresholds are judged on the whole. A missing shard fails the run, and so does a file that is not one of the same run.
   *
   * @default none
   */
  readonly merge?: readonly string[];
  /** Makes the run a shard of this name, for several processes that share a folder. A run with `--shard` is one without it. @default none */
  readonly shard?: string;
  /** A name that all shards of one run share, as the build number of the CI: shards of another run are refused. @default none */
  readonly run?: string;
  /** Where the page goes that shows the executions of the tests, from the root of the project; `false` for none. @default 'drystep-report' */
  readonly report?: string | false;
  /** Which executions the page shows: those of failed tests, or all. @default 'failures' where the variable CI is set, else 'all' */
  readonly keep?: KeptRuns;
}

const SHARD_NAME = {
  expected: 'a name of letters, digits, dots, hyphens and underscores that does not end with "1-of-2"',
  accepts: (value: unknown) => typeof value === 'string' && /^\w[\w.-]*$/.test(value) && !/\d+-of-\d+$/.test(value),
};

const NONE = { expected: 'false', accepts: (value: unknown) => value === false };

const OPTIONS: OptionTable<CoverageReporterOptions> = {
  folder: kinds.name,
  thresholds: THRESHOLDS,
  text: kinds.flag,
  addedRetriers: kinds.flag,
  merge: kinds.listOf(kinds.name),
  shard: SHARD_NAME,
  run: kinds.name,
  report: kinds.either('the name of a folder, or false', kinds.name, NONE),
  keep: kinds.oneOf('failures', 'all'),
};

/** Coverage of one run of a runner, over all its test files and workers. */
export interface CoverageRun {
  /** Forgets what a run before left. @param part what the runner was asked for, where it does not run all tests */
  begin(part?: RunPart): void;
  /** Puts together what test files left, writes the reports and the page, and compares with the thresholds. @param tests as the runner tells how they ended */
  end(tests?: readonly EndedTest[]): CoverageOutcome;
}

/**
 * Has test files leave what their executions reach, and gives the run that puts it together. Workers that start from here on take part.
 *
 * @param shard what the runner was told of `--shard`
 */
export function coverageRun(root: string, options: CoverageReporterOptions, shard?: RunnerShard): CoverageRun {
  requireOptions('The coverage reporter', options, OPTIONS);
  const { thresholds = {}, text = true, addedRetriers = false, merge = [], run } = options;
  if (options.merge?.length === 0)
    throw new UsageError(
      'The coverage reporter: merge names no file.',
      "write merge: ['coverage/drystep/shards/*.json'], or leave it out.",
    );
  const named = shardOf(options.shard, shard);
  if (named !== undefined && merge.length > 0)
    throw new UsageError('The coverage reporter: a shard does not merge.', 'merge in a run without --shard and the option shard.');
  const folder = resolve(root, options.folder ?? 'coverage/drystep');
  const own = runFolder(folder);
  process.env[COVERAGE_FOLDER] = own.path;
  const page = pageRun(root, options, named);
  let other: number | undefined;
  let part: RunPart | undefined;
  return {
    begin: (of) => {
      part = merge.length > 0 ? undefined : of;
      other = own.begin();
      if (named === undefined && other === undefined) removeReports(folder);
      page.begin();
      if (named !== undefined) removeEarlierShards(resolve(folder, SHARDS_FOLDER), { ...named, run });
    },
    end: (tests = []) => {
      const parts = readParts(own.path);
      own.remove();
      const pages = page.end(tests, parts);
      const told = (of: RunPart | undefined): readonly string[] =>
        of === undefined ? pages : [partText(of, options.thresholds !== undefined), ...pages];
      // Where parts are left is said in one variable, which each entry of the reporter sets.
      if (parts.length === 0 && process.env[COVERAGE_FOLDER] !== own.path)
        return { texts: [LISTED_TWICE, ...told(part)], failure: LISTED_TWICE };
      try {
        const shards = shardsToMerge(root, merge, run);
        const of = merge.length > 0 ? joinedPart(shards.map((each) => each.part)) : part;
        const asked = { root, folder, thresholds: of?.byChange === true ? {} : thresholds, text, addedRetriers, part: of };
        if (named !== undefined)
          return withTexts(shardOutcome(parts, { ...named, ...(run === undefined ? {} : { run }) }, asked), told(of));
        return withTexts(wholeOutcome(parts, shards, { ...asked, other }), told(of));
      } catch (thrown) {
        const message = errorText(thrown);
        return { texts: [message, ...told(part)], failure: message };
      }
    },
  };
}

function withTexts(outcome: CoverageOutcome, texts: readonly string[]): CoverageOutcome {
  return { ...outcome, texts: [...outcome.texts, ...texts] };
}

const LISTED_TWICE =
  'The coverage reporter is listed twice: test files report their executions to the entry that is listed last. Hint: list it once, with all options.';

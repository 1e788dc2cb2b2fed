import { UsageError } from '../usage-error';
import { shownPath } from './matching-files';
import { addedParts, type CoveragePart, mergeParts } from './parts';
import { writeReports } from './report';
import type { RunPart } from './run-part';
import { SHARD_FORMAT, SHARD_VERSION, SHARDS_FOLDER, type ShardFile, type ShardName, shardText } from './shard';
import { writeShard } from './shard-files';
import { coverageTable } from './text-table';
import { type CoverageThresholds, idleThresholds, missedThresholds } from './thresholds';

/** What a reporter tells at the end of a run. */
export interface CoverageOutcome {
  /** To be printed, in this order. */
  readonly texts: readonly string[];
  /** Why the run fails; undefined when it does not. */
  readonly failure: string | undefined;
}

/** What the reporter was asked for. */
export interface AskedReport {
  readonly root: string;
  readonly folder: string;
  readonly thresholds: CoverageThresholds;
  readonly text: boolean;
  readonly addedRetriers: boolean;
  /** What was asked for, where not all tests ran. */
  readonly part: RunPart | undefined;
}

/** Leaves what a shard reached for the run that merges. No report and no threshold is about a part of the tests. */
export function shardOutcome(
  parts: readonly CoveragePart[],
  shard: ShardName & { readonly run?: string },
  { root, folder, text, part }: AskedReport,
): CoverageOutcome {
  const file: ShardFile = {
    format: SHARD_FORMAT,
    version: SHARD_VERSION,
    ...shard,
    endedAt: new Date().toISOString(),
    ...(part === undefined ? {} : { part }),
    machines: addedParts(parts),
  };
  const path = shownPath(root, writeShard(`${folder}/${SHARDS_FOLDER}`, file));
  const executions = file.machines.reduce((sum, machine) => sum + machine.executions, 0);
  const count = `${executions} execution${executions === 1 ? '' : 's'}`;
  const told = `Coverage of ${shardText(shard)} (${count}): written to ${path}. The run that merges the shards judges the thresholds.`;
  return { texts: text ? [told] : [], failure: undefined };
}

/** Puts together what test files and shards left, writes the reports and compares with the thresholds. */
export function wholeOutcome(
  parts: readonly CoveragePart[],
  shards: readonly ShardFile[],
  { root, folder, thresholds, text, addedRetriers, part, other }: AskedReport & { readonly other: number | undefined },
): CoverageOutcome {
  const machines = mergeParts([...parts, ...shards.flatMap((shard) => shard.machines)], { addedRetriers });
  const told = text && shards.length > 0 ? [mergedText(shards)] : [];
  if (machines.length === 0) {
    const nothing = `Coverage of state machines: no test file of this run${shards.length > 0 ? ' or of its shards' : ''} executed a machine of testMachine().`;
    return { texts: [...told, nothing], failure: Object.keys(thresholds).length > 0 ? nothing : undefined };
  }
  if (other === undefined) writeReports(machines, folder, part);
  else told.push(notWritten(other, shownPath(root, folder)));
  if (text) told.push(coverageTable(machines));
  const missed = missedThresholds(thresholds, machines).join('\n');
  told.push(...idleThresholds(thresholds, machines));
  return missed === '' ? { texts: told, failure: undefined } : { texts: [...told, missed], failure: missed };
}

/** Says how old the shards are: whoever reads it sees one of an earlier day. */
function mergedText(shards: readonly ShardFile[]): string {
  const each = shards.map((shard) => `${shardText(shard)} (ended ${shard.endedAt})`);
  return `Merged coverage of ${shards.length} shard${shards.length === 1 ? '' : 's'}: ${each.join(', ')}.`;
}

function notWritten(other: number, folder: string): string {
  return new UsageError(
    `Coverage: no reports were written, since another run (process ${other}) writes its own into ${folder}.`,
    'give each run a folder of its own, or names with the option shard, and merge them.',
  ).message;
}

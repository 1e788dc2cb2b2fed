import type { CoveragePart } from './parts';
import type { RunPart } from './run-part';

/** Which part of the test files a runner was told to run: `--shard=1/3`. */
export interface RunnerShard {
  readonly index: number;
  readonly count: number;
}

/** Which of several runs this is, of which each tests a part. */
export interface ShardName {
  /** Of the option `shard`: tells processes apart that no flag of the runner does. */
  readonly name?: string;
  /** Of the runner's `--shard`. */
  readonly index?: number;
  readonly count?: number;
}

/** What a shard leaves for the run that merges. */
export interface ShardFile extends ShardName {
  readonly format: typeof SHARD_FORMAT;
  readonly version: typeof SHARD_VERSION;
  /** The name that all shards of one run share, where they were given one. */
  readonly run?: string;
  /** ISO 8601. */
  readonly endedAt: string;
  /** What it was asked for, where it did not run all tests of the shard. */
  readonly part?: RunPart;
  readonly machines: readonly CoveragePart[];
}

export const SHARD_FORMAT = 'drystep coverage of a shard';
export const SHARD_VERSION = 1;

/** The folder of shards, in the folder of the reporter. */
export const SHARDS_FOLDER = 'shards';

/** The shard that options and runner make of a run; undefined when the run is a whole. */
export function shardOf(name: string | undefined, runner: RunnerShard | undefined): ShardName | undefined {
  if (name === undefined && runner === undefined) return undefined;
  return { ...(name === undefined ? {} : { name }), ...(runner === undefined ? {} : { index: runner.index, count: runner.count }) };
}

/** `1-of-3.json`, `unit.json`, `unit-1-of-3.json`. */
export function shardFileName({ name, index, count }: ShardName): string {
  return `${[...(name === undefined ? [] : [name]), ...(index === undefined ? [] : [`${index}-of-${count}`])].join('-')}.json`;
}

/** For a sentence: `shard 1 of 3`, `shard "unit"`, `shard 1 of 3 of "unit"`. */
export function shardText({ name, index, count }: ShardName): string {
  if (index === undefined) return `shard ${JSON.stringify(name)}`;
  return `shard ${index} of ${count}${name === undefined ? '' : ` of ${JSON.stringify(name)}`}`;
}

import { firstIn, lastIn } from '../../asl';
import { UsageError } from '../usage-error';
import { matchingFiles, shownPath } from './matching-files';
import { readShard } from './read-shard';
import { SHARDS_FOLDER, type ShardFile, shardText } from './shard';

interface FoundShard {
  /** Path for a message. */
  readonly file: string;
  readonly shard: ShardFile;
}

/** Hours between the ends of two shards of one run: as long as a job may take on the runners of GitHub. */
const LONGEST_RUN = 6;

const EARLIER = 'leave out the shards of an earlier run.';

/**
 * Reads the shards that some patterns mean. Throws a usage error for files that are not shards, and for shards that are not one whole run: one missing, one
 * there twice, or some of another run.
 */
export function shardsToMerge(root: string, patterns: readonly string[], run: string | undefined): ShardFile[] {
  const paths = new Set(patterns.flatMap((pattern) => shardFilesAt(root, pattern)));
  const found = [...paths].map((path): FoundShard => {
    const file = shownPath(root, path);
    return { file, shard: readShard(path, file) };
  });
  requireOneRun(found, run);
  requireWhole(found);
  return found.map(({ shard }) => shard);
}

function shardFilesAt(root: string, pattern: string): string[] {
  const files = matchingFiles(root, pattern);
  if (files.length > 0) return files;
  throw mergeRefusal(
    `no file fits ${JSON.stringify(pattern)}.`,
    `runs with --shard write their files to the folder "${SHARDS_FOLDER}" in the folder of the reporter.`,
  );
}

function requireOneRun(found: readonly FoundShard[], run: string | undefined): void {
  const stranger = run === undefined ? undefined : found.find(({ shard }) => shard.run !== run);
  if (stranger !== undefined)
    throw mergeRefusal(`expected shards of run ${JSON.stringify(run)}, received ${stranger.file} of ${runText(stranger)}.`, EARLIER);
  const [first] = found;
  const other = found.find(({ shard }) => shard.run !== first?.shard.run);
  if (first !== undefined && other !== undefined)
    throw mergeRefusal(`${first.file} is of ${runText(first)}, and ${other.file} of ${runText(other)}.`, EARLIER);
  if (first !== undefined && first.shard.run === undefined) refuseStale(found);
}

/** Without a name nothing but their times says that shards are of one run. */
function refuseStale(found: readonly FoundShard[]): void {
  const byTime = [...found].sort((one, other) => endOf(one) - endOf(other));
  const [oldest, newest] = [firstIn(byTime), lastIn(byTime)];
  const hours = Math.floor((endOf(newest) - endOf(oldest)) / 3_600_000);
  if (hours >= LONGEST_RUN)
    throw mergeRefusal(
      `${oldest.file} ended ${oldest.shard.endedAt}, ${hours} hours before ${newest.file}.`,
      'leave out the shards of an earlier run, or give all shards of one run the same name with the option run.',
    );
}

function endOf({ shard }: FoundShard): number {
  return Date.parse(shard.endedAt);
}

function runText({ shard: { run } }: FoundShard): string {
  return run === undefined ? 'a run without a name' : `run ${JSON.stringify(run)}`;
}

function requireWhole(found: readonly FoundShard[]): void {
  const missing: string[] = [];
  for (const name of new Set(found.map(({ shard }) => shard.name))) {
    const named = found.filter(({ shard }) => shard.name === name);
    const { shard: one, file } = firstIn(named);
    const other = named.find(({ shard }) => shard.count !== one.count);
    if (other !== undefined) throw mergeRefusal(`${file} is ${shardText(one)}, and ${other.file} is ${shardText(other.shard)}.`, EARLIER);
    for (const [at, { shard, file: twin }] of named.entries()) {
      const twice = named.slice(0, at).find((before) => before.shard.index === shard.index);
      if (twice !== undefined)
        throw mergeRefusal(`${twice.file} and ${twin} are both ${shardText(shard)}.`, 'leave out the one of an earlier run.');
    }
    for (let index = 1; index <= (one.count ?? 0); index++)
      if (!named.some(({ shard }) => shard.index === index)) missing.push(shardText({ ...one, index }));
  }
  if (missing.length === 0) return;
  const many = missing.length > 1;
  throw mergeRefusal(`${missing.join(' and ')} ${many ? 'are' : 'is'} missing.`, `run ${many ? 'them' : 'it'}, then merge again.`);
}

function mergeRefusal(message: string, hint: string): UsageError {
  return new UsageError(`Merging coverage: ${message}`, hint);
}

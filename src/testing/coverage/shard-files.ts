import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SHARD_FORMAT, type ShardFile, type ShardName, shardFileName } from './shard';

/** Writes what a shard leaves. It is whole or absent for those who read at the same time. */
export function writeShard(folder: string, shard: ShardFile): string {
  const path = join(folder, shardFileName(shard));
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, `${JSON.stringify(shard)}\n`);
  renameSync(unfinished, path);
  return path;
}

/**
 * Removes the files of an earlier run before a shard begins: its own, those of runs with another name, and those cut into another number. When its own
 * was there, the others are of the earlier run as well, unless the run has a name that says otherwise.
 */
export function removeEarlierShards(folder: string, shard: ShardName & { readonly run?: string }): void {
  if (!existsSync(folder)) return;
  const siblings = readdirSync(folder).flatMap((file) => {
    const found = file.endsWith('.json') ? shardIn(join(folder, file)) : undefined;
    return found !== undefined && found.name === shard.name ? [{ path: join(folder, file), found }] : [];
  });
  const sameRun = (found: Partial<ShardFile>) => found.run === shard.run && found.count === shard.count;
  const own = siblings.find(({ found }) => found.index === shard.index && sameRun(found));
  for (const { path, found } of siblings) {
    const repeated = own !== undefined && (shard.run === undefined || path === own.path);
    if (repeated || !sameRun(found)) rmSync(path, { force: true });
  }
}

/** Files of others stay where they are. */
function shardIn(path: string): Partial<ShardFile> | undefined {
  try {
    const found = JSON.parse(readFileSync(path, 'utf8')) as Partial<ShardFile> | null;
    return found?.format === SHARD_FORMAT ? found : undefined;
  } catch {
    return undefined;
  }
}

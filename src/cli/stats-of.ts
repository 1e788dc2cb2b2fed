import { existsSync, type Stats, statSync } from 'node:fs';

/** What a path names; undefined when there is nothing, as behind a file that stands where a folder would: `orders.asl.json/Orders`. */
export function statsOf(path: string): Stats | undefined {
  return existsSync(path) ? statSync(path) : undefined;
}

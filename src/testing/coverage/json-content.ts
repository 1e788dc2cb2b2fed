import { readFileSync, statSync } from 'node:fs';
import { parseJson } from '../../asl';

/** More bytes than a text of JavaScript may have. */
const LARGEST = 512 * 1024 * 1024;

/** The JSON that a file holds; undefined where it holds none, or cannot be read. */
export function jsonContent(path: string): unknown {
  try {
    // A device never ends.
    const stats = statSync(path);
    return stats.isFile() && stats.size <= LARGEST ? parseJson(readFileSync(path, 'utf8')) : undefined;
  } catch {
    return undefined;
  }
}

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { statsOf } from '../stats-of';

/** Files that a definition can come from: what else lies in a folder, such as a log that is written there, changes nothing. */
const SOURCE = /\.(?:json|ya?ml|asl|template)$/i;

/** When the files of some sources were written last, and how large they are, as a text that changes with them. */
export function sourceStamp(paths: readonly string[]): string {
  return paths.flatMap((path) => stampsOf(path)).join('\n');
}

function stampsOf(path: string): string[] {
  const stats = statsOf(path);
  if (stats === undefined) return [];
  if (!stats.isDirectory()) return [`${path} ${stats.mtimeMs} ${stats.size}`];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => (entry.isDirectory() ? entry.name !== 'node_modules' && !entry.name.startsWith('asset.') : SOURCE.test(entry.name)))
    .flatMap((entry) => stampsOf(join(path, entry.name)));
}

import type { Stats } from 'node:fs';
import { resolve } from 'node:path';
import { boundedText } from '../bounded-text';
import { statsOf } from '../stats-of';
import type { Terminal } from '../terminal';

/** Whether a path names what can be read once only, such as the `<(…)` of a shell. */
export function isPipe(source: string, cwd: string): boolean {
  const stats = statsOf(resolve(cwd, source));
  return stats !== undefined && flows(stats);
}

/** What a pipe says, to its end; undefined for everything that is not a pipe. Throws a CommandError when it cannot be read. */
export function pipeText(source: string, { cwd, readInput }: Pick<Terminal, 'cwd' | 'readInput'>): string | undefined {
  if (!isPipe(source, cwd)) return undefined;
  // A socket, which standard input may be, cannot be opened by its path.
  if (source === '/dev/stdin') return readInput();
  return boundedText(resolve(cwd, source), source);
}

function flows(stats: Stats): boolean {
  return stats.isFIFO() || stats.isSocket();
}

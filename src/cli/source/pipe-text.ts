import { readFileSync, type Stats } from 'node:fs';
import { resolve } from 'node:path';
import { errorText } from '../../asl';
import { CommandError } from '../command-error';
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
  try {
    return readFileSync(resolve(cwd, source), 'utf8');
  } catch (error) {
    throw new CommandError(`${source} cannot be read: ${errorText(error)}.`);
  }
}

function flows(stats: Stats): boolean {
  return stats.isFIFO() || stats.isSocket();
}

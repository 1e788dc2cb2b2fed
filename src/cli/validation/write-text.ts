import { existsSync, realpathSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { errorText } from '../../asl';
import { CommandError } from '../command-error';

/**
 * Writes a file that an option names. Throws a CommandError that says why it cannot be written, and for a file that the command has read: its contents
 * would be lost.
 *
 * @param read what was read, as paths from the folder that the command runs in
 */
export function writeText(option: string, file: string, text: string, read: readonly (string | undefined)[] = [], cwd = '.'): void {
  refuseRead(option, file, read, cwd);
  try {
    writeFileSync(file, text);
  } catch (error) {
    const folder = dirname(file);
    if (!existsSync(folder)) throw new CommandError(`${option} names ${file}, but there is no folder ${folder}.`, 'make the folder first.');
    throw new CommandError(`${option} names ${file}, which cannot be written: ${errorText(error)}.`, 'name a file.');
  }
}

/** Throws a CommandError for a file to write that the command reads. Parameters as for {@link writeText}. */
export function refuseRead(option: string, file: string, read: readonly (string | undefined)[], cwd: string): void {
  const target = realPath(file);
  if (read.some((each) => each !== undefined && realPath(resolve(cwd, each)) === target))
    throw new CommandError(`${option} names ${file}, which the command reads.`, 'name another file: what is in it would be lost.');
}

/** The file behind links; one that does not exist has a folder that may be behind some. */
function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    const folder = dirname(file);
    return folder === file ? file : join(realPath(folder), basename(file));
  }
}

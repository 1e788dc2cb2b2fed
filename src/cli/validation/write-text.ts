import { existsSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CommandError } from '../command-error';

/** Writes a file that an option names. Throws a CommandError that says why it cannot be written. */
export function writeText(option: string, file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    const folder = dirname(file);
    if (!existsSync(folder)) throw new CommandError(`${option} names ${file}, and there is no folder ${folder}.`, 'make the folder first.');
    throw new CommandError(
      `${option} names ${file}, which cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
      'name a file.',
    );
  }
}

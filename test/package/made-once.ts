import { existsSync, mkdirSync, mkdtempSync, renameSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const A_MOMENT_MS = 50;

/**
 * A folder that is made once for all test files of a run, whatever worker asks first: another one waits for it. It lies in the temporary folder of the
 * run, which removes it at the end.
 *
 * @throws What `make` throws. The next one that asks tries again.
 */
export function madeOnce(name: string, make: (making: string) => void): string {
  const folder = join(tmpdir(), name);
  while (!existsSync(folder)) {
    if (!begun(`${folder}.making`)) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, A_MOMENT_MS);
      continue;
    }
    try {
      if (!existsSync(folder)) {
        const making = mkdtempSync(`${folder}-`);
        make(making);
        renameSync(making, folder);
      }
    } finally {
      rmdirSync(`${folder}.making`);
    }
  }
  return folder;
}

/** Whether it is for this process to make: making a folder is what only one of several can do. */
function begun(mark: string): boolean {
  try {
    mkdirSync(mark);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

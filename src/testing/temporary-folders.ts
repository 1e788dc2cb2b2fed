import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive, processSpace } from './living-processes';

const folders = new Set<string>();

/** A new folder that goes with the process, or when {@link removeTemporaryFolders} is called. A process that was killed leaves it to the next one. */
export function temporaryFolder(): string {
  const prefix = `drystep-${processSpace()}-`;
  if (folders.size === 0) {
    process.once('exit', removeTemporaryFolders);
    removeAbandoned(prefix);
  }
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  folders.add(folder);
  return folder;
}

/** Removes the folders made so far. A test runner's sandbox may end without an `exit` of its process, so its setup file calls this after each test file. */
export function removeTemporaryFolders(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  folders.clear();
}

/** Removes the folders of processes that are no more: whoever is killed cannot remove its own. */
function removeAbandoned(prefix: string): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(prefix) ? /^(\d+)-[^-]*$/.exec(name.slice(prefix.length))?.[1] : undefined;
    if (pid === undefined || isAlive(Number(pid))) continue;
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    } catch {
      // Another user's, or another process is just removing it.
    }
  }
}

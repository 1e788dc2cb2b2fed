import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders = new Set<string>();

/** A new folder that goes with the process, or when {@link removeTemporaryFolders} is called. */
export function temporaryFolder(): string {
  if (folders.size === 0) process.once('exit', removeTemporaryFolders);
  const folder = mkdtempSync(join(tmpdir(), 'drystep-'));
  folders.add(folder);
  return folder;
}

/** Removes the folders made so far. Jest's sandbox has a `process` of its own that never exits, so its setup file calls this after each test file. */
export function removeTemporaryFolders(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  folders.clear();
}

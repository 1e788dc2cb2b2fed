import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

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

/** Names the processes that ids of processes are told from: containers may share a temporary folder and count processes of their own. */
function processSpace(): string {
  let space = hostname();
  try {
    space += readlinkSync('/proc/self/ns/pid');
  } catch {
    // Systems other than Linux have one for all.
  }
  return createHash('sha256').update(space).digest('hex').slice(0, 8);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

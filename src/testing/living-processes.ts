import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { crypto } from './lazy-crypto';

/** Names the processes that ids of processes are told from: containers may share a temporary folder and count processes of their own. */
export function processSpace(): string {
  let space = hostname();
  try {
    space += readlinkSync('/proc/self/ns/pid');
  } catch {
    // Systems other than Linux have one for all.
  }
  return crypto().createHash('sha256').update(space).digest('hex').slice(0, 8);
}

/** Whether a process of this space still runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

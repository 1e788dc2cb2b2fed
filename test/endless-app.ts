import { existsSync, readFileSync } from 'node:fs';

/** A command that starts a process, writes its number to the file `started`, and never ends. */
export const ENDLESS = 'sleep 3600 & echo $! > started; echo waiting >&2; wait';

/** Waits until a process has ended. A test that waits in vain is ended by its runner. */
export async function untilEnded(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
      if (isZombie(pid)) return;
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Whether a process has ended and waits for the first process of the system to note it, which takes seconds in a container. */
function isZombie(pid: number): boolean {
  const stat = `/proc/${pid}/stat`;
  return existsSync(stat) && / Z /.test(readFileSync(stat, 'utf8').replace(/^.*\)/, ''));
}

import type { Branch } from './branch';

/** Stops the timers of a wait that is over. */
export function cancelTimers(branch: Branch): void {
  if (branch.timer !== undefined) branch.timer.cancelled = true;
  if (branch.heartbeat !== undefined) branch.heartbeat.cancelled = true;
  if (branch.delay !== undefined) branch.delay.cancelled = true;
  branch.timer = undefined;
  branch.heartbeat = undefined;
  branch.delay = undefined;
}

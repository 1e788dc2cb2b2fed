import type { Timer } from './clock';
import type { Fork } from './fork';
import type { Run } from './run';
import type { WaitingAttempt } from './waiting-attempt';

/** Why a branch stands still. */
export type Standstill = 'wait' | 'retry' | 'callback' | 'activity' | 'task';

/** What a visit waits for: made with the first thing, since most visits wait for nothing. */
export class Wait {
  /** Why its branch stands still, for those who watch. */
  reason: Standstill | undefined = undefined;
  /** Timers that end with the current wait. */
  timer: Timer | undefined = undefined;
  heartbeat: Timer | undefined = undefined;
  /** When the task's answer comes, where it takes virtual time. */
  delay: Timer | undefined = undefined;
  /** The callback, activity or promise it waits for. */
  attempt: WaitingAttempt | undefined = undefined;
  taskToken: string | undefined = undefined;
  /** Name the activity worker gave. */
  workerName: string | undefined = undefined;
  /** The execution it waits for (`startExecution.sync`). */
  nested: Run | undefined = undefined;
  /** The Parallel or Map run it waits for. */
  fork: Fork | undefined = undefined;
  /** The Parallel or Map run that failed it: where a redrive goes on. */
  failedFork: Fork | undefined = undefined;

  /** Stops the timers of a wait that is over. */
  cancelTimers(): void {
    const { timer, heartbeat, delay } = this;
    if (timer !== undefined) {
      timer.cancelled = true;
      this.timer = undefined;
    }
    if (heartbeat !== undefined) {
      heartbeat.cancelled = true;
      this.heartbeat = undefined;
    }
    if (delay !== undefined) {
      delay.cancelled = true;
      this.delay = undefined;
    }
  }
}

/** That of all visits that wait for nothing. */
export const NO_WAIT: Wait = Object.freeze(new Wait());

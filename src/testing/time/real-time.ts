import { clearTimeout, setImmediate, setTimeout } from 'node:timers';

// Taken when the module loads, from the module rather than the global: `jest.useFakeTimers()` replaces only globals,
// so the watch on handlers runs in real time whatever a test does to its clock.
const startTimer = setTimeout;
const stopTimer = clearTimeout;
const nextTurn = setImmediate;

/** Real milliseconds that pass between two looks: a process that stands still (a breakpoint, a busy loop) is charged one of them, not all it missed. */
const SLICE = 250;

/** True when the promise settles within the real milliseconds, false when they pass first. Rejects as the promise does. */
export function settlesWithin(promise: Promise<unknown>, milliseconds: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    let left = milliseconds;
    const look = (): void => {
      if (left > 0) {
        const slice = Math.min(left, SLICE);
        left -= slice;
        timer = startTimer(look, slice);
      } else {
        // What has come in meanwhile has its turn first.
        nextTurn(() => resolve(false));
      }
    };
    look();
    promise.then(
      () => {
        stopTimer(timer);
        resolve(true);
      },
      (error: unknown) => {
        stopTimer(timer);
        reject(error as Error);
      },
    );
  });
}

/** Lets real milliseconds pass. */
export function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    startTimer(() => resolve(), milliseconds);
  });
}

/** Lets all that is ready in the process run once. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    nextTurn(() => resolve());
  });
}

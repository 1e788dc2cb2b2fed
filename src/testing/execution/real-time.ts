import { clearTimeout, setTimeout } from 'node:timers';

// Taken when the module loads, from the module rather than the global: `jest.useFakeTimers()` replaces only globals,
// so the watch on handlers runs in real time whatever a test does to its clock.
const startTimer = setTimeout;
const stopTimer = clearTimeout;

/** Gives true when the promise settles within the real milliseconds, false when they pass first. Rejects as the promise does. */
export async function settlesWithin(promise: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = startTimer(() => resolve(false), milliseconds);
  });
  try {
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    stopTimer(timer);
  }
}

/** Lets real milliseconds pass. */
export function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    startTimer(() => resolve(), milliseconds);
  });
}

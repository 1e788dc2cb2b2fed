/** Names of the timers that a test's runner has replaced: those of jest (modern and legacy) and of vitest, told by what they leave on the function. */
export function fakedTimers(): readonly string[] {
  const globals = globalThis as unknown as Readonly<Record<string, unknown>>;
  const timers: readonly (readonly [string, unknown])[] = [
    ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'].map((name) => [name, globals[name]] as const),
    ['nextTick', (globals.process as { readonly nextTick?: unknown } | undefined)?.nextTick],
  ];
  return timers.filter(([, timer]) => isFake(timer)).map(([name]) => name);
}

function isFake(timer: unknown): boolean {
  if (typeof timer !== 'function') return false;
  return Object.hasOwn(timer, 'clock') || (timer as { readonly _isMockFunction?: unknown })._isMockFunction === true;
}

/** The sentence about timers that a test has replaced, behind another one; empty when there are none. */
export function standingTimers(faked: readonly string[]): string {
  return faked.length === 0 ? '' : ` Fake timers are in use: ${faked.join(', ')} stand still until the test moves them.`;
}

/** The clock behind fake timers and the time that has passed on it since it was made; undefined without one, and for the legacy ones of jest, which tell none. */
export function fakeTime(): { readonly clock: object; readonly milliseconds: number } | undefined {
  const globals = globalThis as unknown as Readonly<Record<string, unknown>>;
  const clock = ['setTimeout', 'setInterval', 'setImmediate', 'Date']
    .map((name) => clockOf(globals[name]))
    .find((found) => found !== undefined);
  if (clock === undefined) return undefined;
  const [seconds, nanoseconds] = clock.hrtime();
  return { clock, milliseconds: seconds * 1000 + Math.floor(nanoseconds / 1e6) };
}

/** What @sinonjs/fake-timers, which jest and vitest use, leaves on what it replaces. */
interface FakeClock {
  hrtime(): readonly [seconds: number, nanoseconds: number];
}

function clockOf(timer: unknown): FakeClock | undefined {
  if (typeof timer !== 'function' || !Object.hasOwn(timer, 'clock')) return undefined;
  const { clock } = timer as unknown as { readonly clock: Partial<FakeClock> | undefined };
  return typeof clock?.hrtime === 'function' ? (clock as FakeClock) : undefined;
}

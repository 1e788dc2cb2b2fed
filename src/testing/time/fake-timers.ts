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

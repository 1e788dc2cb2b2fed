const promised = new WeakSet<object>();

/** Notes a promise of an execution, and returns it. */
export function notePromised<Result>(promise: Promise<Result>): Promise<Result> {
  promised.add(promise);
  return promise;
}

/** Tells whether a value is the promise that `execute()` returned. */
export function isPromised(value: unknown): boolean {
  return typeof value === 'object' && value !== null && promised.has(value);
}
